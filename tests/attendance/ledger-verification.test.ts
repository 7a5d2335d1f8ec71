import { createHash } from "node:crypto"
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { gql } from "graphql-request"
import { afterAll, describe, expect, test } from "vitest"
import { appUrlsFrom } from "../../prisma/setup.ts"
import { createSealWriter, sha256 } from "../../subgraphs/attendance/data/seal.writer.ts"
import { leadsTo, leafOf } from "../../subgraphs/attendance/domain/merkle.ts"
import { openDatabase } from "../../subgraphs/shared/database.ts"
import { toTypeId } from "../../subgraphs/shared/typeid.ts"
import { emptyDatabase } from "../kit/database.ts"
import { tamper } from "../kit/ledgers.ts"
import { NOW, openStack } from "../kit/stack.ts"
import type { Person, Place } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const database = openDatabase(appUrlsFrom(url, {}).attendance, { name: "sealing", connections: 2, onError: () => undefined })
afterAll(() => database.close())
const seals = createSealWriter(database, () => NOW)

const VERIFY = gql`
  query VerifyLedger($organisation: ID, $year: Int) {
    ledgerVerification(organisation: $organisation, year: $year) {
      intact
      entries
      firstBroken {
        id
        position
      }
      root
      verifiedAt
      seconds
      unsealed
      seals
      problem
      headMatches
    }
  }
`
const PROVE = gql`
  query ProveEntry($entry: ID!) {
    ledgerProof(entry: $entry) {
      line
      index
      path
      seal {
        number
        previous
        count
        root
        hash
        sealedAt
      }
    }
  }
`
const verify = async (subject: string, variables: object = {}) =>
  (await (await stack.as(subject)).request<{ ledgerVerification: Record<string, unknown> | null }>(VERIFY, variables)).ledgerVerification
const prove = async (subject: string, entry: string) => (await (await stack.as(subject)).request<{ ledgerProof: Proof | null }>(PROVE, { entry })).ledgerProof
type Proof = {
  line: string
  index: number
  path: string[]
  seal: { number: number; count: number; root: string; hash: string; previous: string; sealedAt: string }
}

const here = await world.organisation(world.community)
const elsewhere = await world.organisation(world.city, { kind: "COMMITTEE", level: "DISTRICT" })
const [wang, li] = [await world.member(here), await world.member(elsewhere, { name: "李向阳" })]
const auditor = await world.staff("AUDITOR", world.district)
const cityAuditor = await world.staff("AUDITOR", world.city)

async function fact(organiser: Place, person: Person, heldOn: string): Promise<string> {
  const lesson = await world.lesson(organiser, `${heldOn}T09:00:00+08:00`)
  await world.sheet(lesson, organiser, { expected: 1, present: 1, onLeave: 0, absent: 0 })
  const about = {
    lesson_id: lesson.uuid,
    member_id: person.uuid,
    state: "PRESENT",
    category: "PARTY_LECTURE",
    minutes: 120,
    planned_hours: 2,
    source: "RECORDER",
  }
  const at = new Date(NOW.getTime() - 60_000)
  return world.insert("attendance.entry", {
    id: (await world.client.query("SELECT uuidv7() AS id")).rows[0].id,
    ...about,
    held_on: heldOn,
    occurred_at: at,
    recorded_at: at,
  })
}
const own = [await fact(here, wang, "2026-03-01"), await fact(here, wang, "2025-03-01"), await fact(here, wang, "2026-04-01")]
const others = await fact(elsewhere, li, "2026-03-02")
await seals.sealNext()
const late = await fact(here, wang, "2026-05-01")

describe("ledgerVerification", () => {
  test("reads the whole ledger for whoever audits it all, and the audited subtree for others; within a year when asked", async () => {
    const root = (await seals.findHead())?.hash
    expect(await verify(cityAuditor)).toEqual({
      intact: true,
      entries: 5,
      firstBroken: null,
      root,
      verifiedAt: expect.stringMatching(/^2026-11-23T09:00:00/),
      seconds: expect.any(Number),
      unsealed: 1,
      seals: 1,
      problem: null,
      headMatches: null,
    })
    expect(await verify(auditor)).toMatchObject({ intact: true, entries: 4, root, unsealed: 1 })
    expect(await verify(cityAuditor, { organisation: elsewhere.id })).toMatchObject({ intact: true, entries: 1 })
    expect(await verify(cityAuditor, { year: 2026 })).toMatchObject({ intact: true, entries: 4 })
    expect(await verify(auditor, { organisation: here.id, year: 2025 })).toMatchObject({ intact: true, entries: 1 })
  })

  test("is for auditors, secretaries and administrators of the place; for anyone else there is nothing", async () => {
    for (const role of ["SECRETARY", "ADMIN"] as const)
      expect(await verify(await world.staff(role, here), { organisation: here.id })).toMatchObject({ entries: 4 })
    for (const role of ["RECORDER", "COORDINATOR"] as const) {
      const subject = await world.staff(role, world.city)
      expect(await verify(subject)).toBeNull()
      expect(await verify(subject, { organisation: here.id })).toBeNull()
    }
    expect(await verify(wang.subject)).toBeNull()
    expect(await verify(auditor, { organisation: elsewhere.id })).toBeNull()
    expect(await verify(auditor, { organisation: world.city.id })).toBeNull()
    expect(await verify(auditor, { organisation: toTypeId("organisation", "01890000-0000-7000-8000-000000000000") })).toBeNull()
  })

  test("says which row is not as it was sealed, where the viewer audits, and of a row that is gone everywhere", async () => {
    const [first] = own
    await tamper(world.client, `UPDATE attendance.entry SET minutes = 119 WHERE id = '${first}'`)
    const broken = { intact: false, firstBroken: { id: toTypeId("entry", first ?? ""), position: 1 }, problem: "the row is not what was sealed" }
    expect(await verify(auditor)).toMatchObject(broken)
    expect(await verify(auditor, { year: 2025 })).toMatchObject({ intact: true, entries: 1 })
    await tamper(
      world.client,
      `UPDATE attendance.entry SET minutes = 120 WHERE id = '${first}'`,
      `CREATE TABLE public.gone AS SELECT * FROM attendance.entry WHERE id = '${others}'`,
      `DELETE FROM attendance.entry WHERE id = '${others}'`,
    )
    expect(await verify(auditor)).toMatchObject({ intact: false, firstBroken: { id: toTypeId("entry", others), position: 4 } })
    await tamper(world.client, "INSERT INTO attendance.entry SELECT * FROM public.gone")
    expect(await verify(auditor)).toMatchObject({ intact: true })
  })

  test.each([
    [{ organisation: "member_01j2gv5gymfay8vvr14d2pf2db" }, "must be an id of the form organisation_…"],
    [{ year: 1999 }, "Argument `year` must be between 2000 and 2027, but is 1999."],
  ])("refuses what cannot be: %j", async (variables, message) => {
    await expect(verify(auditor, variables)).rejects.toThrow(message)
  })
})

describe("ledgerProof", () => {
  test("proves one fact by its line and the hashes to the root, to the person, the branch and the organiser", async () => {
    const staff = await world.staff("RECORDER", here)
    for (const subject of [wang.subject, staff, auditor, cityAuditor]) {
      const proof = await prove(subject, toTypeId("entry", own[1] ?? ""))
      if (!proof) throw new Error("no proof")
      const { line, index, path, seal } = proof
      expect(line.split("\t").slice(0, 2)).toEqual(["entry", own[1]])
      expect(seal).toMatchObject({ number: 1, count: 4, previous: "0".repeat(64), sealedAt: "2026-11-23T09:00:00+08:00" })
      const bytes = (hex: string) => Buffer.from(hex, "hex")
      const leaf = Buffer.from(leafOf(Buffer.from(line), sha256), "latin1")
      expect(leadsTo(bytes(seal.root), { leaf, index, count: seal.count, path: path.map(bytes) }, sha256)).toBe(true)
      const said = JSON.stringify([seal.number, seal.previous, seal.count, seal.root, new Date(seal.sealedAt).toISOString()])
      expect(createHash("sha256").update(said).digest("hex")).toBe(seal.hash)
    }
  })

  test("is not there for others, nor before the fact is sealed", async () => {
    expect(await prove(li.subject, toTypeId("entry", own[0] ?? ""))).toBeNull()
    expect(await prove(await world.staff("RECORDER", elsewhere), toTypeId("entry", own[0] ?? ""))).toBeNull()
    expect(await prove(auditor, toTypeId("entry", others))).toBeNull()
    expect(await prove(wang.subject, toTypeId("entry", late))).toBeNull()
    await expect(prove(wang.subject, wang.id)).rejects.toThrow("must be an id of the form entry_…")
  })
})

test("the subgraph that works off jobs seals and publishes by itself", async () => {
  const { openAttendance } = await import("../../subgraphs/attendance/subgraph.ts")
  const { openLog } = await import("../../subgraphs/shared/log.ts")
  const { createPublishedHeads } = await import("../../subgraphs/attendance/data/published-head.writer.ts")
  const ledgerHeadsFile = join(mkdtempSync(join(tmpdir(), "ledger-heads-")), "heads.jsonl")
  const options = {
    databaseUrl: appUrlsFrom(url, {}).attendance,
    connections: 2,
    timeZone: "Asia/Shanghai",
    log: openLog("tests", "silent"),
    now: () => NOW,
    runsJobs: true,
    ledgerHeadsFile,
  }
  const subgraph = openAttendance(options)
  const published = async () => {
    const heads = []
    for await (const head of createPublishedHeads(ledgerHeadsFile).read()) heads.push(head)
    return heads
  }
  for (const end = Date.now() + 20_000; (await published()).length === 0;) if (Date.now() > end) throw new Error("waited in vain")
  await subgraph.close()
  const head = await seals.findHead()
  expect(await published()).toEqual([head])
  expect(head?.number).toBe(2)
})
