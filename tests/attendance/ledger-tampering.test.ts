import { createHash, randomInt } from "node:crypto"
import { mkdtempSync } from "node:fs"
import { appendFile, readFile, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { appUrlsFrom } from "../../prisma/setup.ts"
import { createLedgerVerificationReader } from "../../subgraphs/attendance/data/ledger-verification.reader.ts"
import { createPublishedHeads } from "../../subgraphs/attendance/data/published-head.writer.ts"
import { createSealWriter, sha256 } from "../../subgraphs/attendance/data/seal.writer.ts"
import { rootOf } from "../../subgraphs/attendance/domain/merkle.ts"
import { sealHash } from "../../subgraphs/attendance/domain/seal.ts"
import { sealLedger } from "../../subgraphs/attendance/use-cases/seal-ledger.ts"
import { openDatabase } from "../../subgraphs/shared/database.ts"
import { emptyDatabase } from "../kit/database.ts"
import { appendRows, columnChanges, pickOf, rememberLedger, tamper } from "../kit/ledgers.ts"

const ownerUrl = await emptyDatabase()
const appUrl = appUrlsFrom(ownerUrl, {}).attendance
const owner = new pg.Client(ownerUrl)
await owner.connect()
const database = openDatabase(appUrl, { name: "sealing", connections: 2, onError: () => undefined })
afterAll(() => Promise.all([owner.end(), database.close()]))

const headsFile = join(mkdtempSync(join(tmpdir(), "ledger-heads-")), "heads.jsonl")
const heads = createPublishedHeads(headsFile)
const reader = createLedgerVerificationReader(appUrl, heads.read)
const verify = () => reader.read({ paths: null, year: null })
const HOUR = 3_600_000
const BEGIN = Date.UTC(2026, 2, 1)
const seals = 6
const rows = 6 * (20 + 5)
let restore: () => Promise<void>
let published: string

/** Six seals, an hour apart, and a few rows that wait. */
beforeAll(async () => {
  for (let hour = 1; hour <= seals; hour += 1) {
    const at = new Date(BEGIN + hour * HOUR)
    await appendRows(owner, { facts: 20, acts: 5, at })
    await sealLedger({ seals: createSealWriter(database, () => new Date(at.getTime() + 5_000)), heads }, new AbortController().signal)
  }
  await appendRows(owner, { facts: 3, acts: 1, at: new Date(BEGIN + (seals + 1) * HOUR) })
  restore = await rememberLedger(owner)
  published = await readFile(headsFile, "utf8")
})

/** Tamper, see what the verification finds, and put everything back; it must be intact again then. */
async function foundAfter(...statements: readonly string[]) {
  const changed = await tamper(owner, ...statements)
  expect({ statements, changed: changed > 0 }).toEqual({ statements, changed: true })
  const { first, headMatches } = await verify()
  await restore()
  return { problem: first?.problem ?? null, position: first?.position ?? null, seal: first?.seal ?? null, headMatches }
}
const FIRST = "(SELECT ids[7] FROM attendance.seal WHERE number = 3)"

/** Make every seal from this one on say what its rows say now, as somebody would who has the whole machine. */
async function recomputeFrom(number: number): Promise<void> {
  const { rows: chain } = await owner.query<{ number: number; hash: Buffer; leaves: Buffer; sealed_at: Date }>(
    "SELECT number, hash, leaves, sealed_at FROM attendance.seal ORDER BY number",
  )
  let previous = chain.find((seal) => seal.number === number - 1)?.hash.toString("hex") ?? "0".repeat(64)
  for (const seal of chain.filter((one) => one.number >= number)) {
    const root = rootOf(seal.leaves, sha256)
    const hash = sealHash({ number: seal.number, previous, count: seal.leaves.length / 32, root: root.toString("hex"), sealedAt: seal.sealed_at }, sha256)
    await tamper(
      owner,
      `UPDATE attendance.seal SET previous = '\\x${previous}', root = '\\x${root.toString("hex")}', hash = '\\x${hash}' WHERE number = ${seal.number}`,
    )
    previous = hash
  }
}

const setLeaf = (number: number, index: number, leaf: string) =>
  `UPDATE attendance.seal SET leaves = overlay(leaves placing '\\x${leaf}' from ${index * 32 + 1} for 32) WHERE number = ${number}`

describe("the verification", () => {
  test("finds nothing where nothing was done", async () => {
    expect(await verify()).toEqual({
      seals,
      sealed: rows,
      head: expect.stringMatching(/^[0-9a-f]{64}$/),
      headMatches: true,
      rows: rows + 4,
      unsealed: 4,
      first: null,
    })
    expect(published.trim().split("\n")).toHaveLength(seals)
  })

  test.each(["entry", "act"] as const)("finds a change of any column of %s, at its place", async (table) => {
    const where = `WHERE id = (SELECT id FROM attendance.${table} ORDER BY id OFFSET 7 LIMIT 1)`
    const { rows: place } = await owner.query<{ position: number }>(
      `SELECT (s.number - 1) * 25 + array_position(s.ids, (SELECT id FROM attendance.${table} ${where.replace("WHERE id", "t WHERE t.id")})) AS position
       FROM attendance.seal s WHERE (SELECT id FROM attendance.${table} ${where.replace("WHERE id", "t WHERE t.id")}) = ANY(s.ids)`,
    )
    const changes = await columnChanges(owner, table)
    expect(changes.length).toBe(table === "entry" ? 28 : 14)
    for (const { column, set } of changes) {
      const found = await foundAfter(`UPDATE attendance.${table} SET ${set} ${where}`)
      const problem = column === "id" ? "the row was taken out of the ledger" : "the row is not what was sealed"
      expect({ column, ...found }).toEqual({ column, problem, position: place[0]?.position, seal: expect.any(Number), headMatches: true })
    }
  })

  test.each([
    [
      "a fact that was given to somebody else",
      [
        "UPDATE attendance.entry SET member_id = (SELECT member_id FROM attendance.entry WHERE id = (SELECT ids[4] FROM attendance.seal WHERE number = 2)) WHERE id = (SELECT ids[3] FROM attendance.seal WHERE number = 2)",
      ],
      "the row is not what was sealed",
      28,
    ],
    ["a row that was taken out", [`DELETE FROM attendance.entry WHERE id = ${FIRST}`], "the row was taken out of the ledger", 57],
    [
      "a row that was taken out with its leaf",
      [
        `DELETE FROM attendance.entry WHERE id = ${FIRST}`,
        "UPDATE attendance.seal SET ids = ids[1:6] || ids[8:], leaves = substring(leaves from 1 for 192) || substring(leaves from 225) WHERE number = 3",
      ],
      "the root of seal 3 is not that of its leaves",
      51,
    ],
    [
      "a row that was put in beside the queue",
      ["INSERT INTO attendance.act SELECT (jsonb_populate_record(a, jsonb_build_object('id', uuidv7()))).* FROM attendance.act a LIMIT 1"],
      /put in from outside/,
      null,
    ],
    [
      "a row that was put in through the queue, and says that it is old",
      [
        "INSERT INTO attendance.act SELECT (jsonb_populate_record(a, jsonb_build_object('id', uuidv7()))).* FROM attendance.act a WHERE recorded_at < '2026-03-01 03:30+00' LIMIT 1",
        "INSERT INTO attendance.unsealed SELECT max(id::text)::uuid FROM attendance.act",
      ],
      "the row says that it was recorded long before it came into the ledger",
      null,
    ],
    [
      "a row that was taken out of the queue with itself left",
      ["DELETE FROM attendance.unsealed WHERE id = (SELECT id FROM attendance.unsealed LIMIT 1)"],
      /put in from outside/,
      null,
    ],
    [
      "a row that was taken out before it was sealed",
      ["DELETE FROM attendance.entry WHERE id IN (SELECT u.id FROM attendance.unsealed u JOIN attendance.entry e USING (id) LIMIT 1)"],
      /taken out of the ledger before/,
      null,
    ],
    ["a leaf that was exchanged", [setLeaf(3, 6, "ab".repeat(32))], "the root of seal 3 is not that of its leaves", 51],
    [
      "a root that was exchanged",
      [`UPDATE attendance.seal SET root = '\\x${"ab".repeat(32)}' WHERE number = 3`],
      "the root of seal 3 is not that of its leaves",
      51,
    ],
    [
      "a hash that was exchanged",
      [`UPDATE attendance.seal SET hash = '\\x${"ab".repeat(32)}' WHERE number = 3`],
      "the hash of seal 3 is not that of what it says",
      51,
    ],
    [
      "a seal of another time",
      ["UPDATE attendance.seal SET sealed_at = sealed_at - interval '1 second' WHERE number = 3"],
      "the hash of seal 3 is not that of what it says",
      51,
    ],
    ["ids that changed places", ["UPDATE attendance.seal SET ids = ids[1:5] || ids[7] || ids[6] || ids[8:] WHERE number = 3"], /./, 56],
    ["a seal that was taken out", ["DELETE FROM attendance.seal WHERE number = 3"], "seal 3 was published and is gone", 51],
    [
      "a cut end, seals and rows",
      [
        "DELETE FROM attendance.entry WHERE id IN (SELECT unnest(ids) FROM attendance.seal WHERE number = 6)",
        "DELETE FROM attendance.act WHERE id IN (SELECT unnest(ids) FROM attendance.seal WHERE number = 6)",
        "DELETE FROM attendance.seal WHERE number = 6",
      ],
      "seal 6 was published and is gone: the end of the ledger was cut off",
      126,
    ],
  ] as const)("finds %s", async (_, statements, problem, position) => {
    const found = await foundAfter(...statements)
    expect(found.problem).toMatch(problem)
    expect(found.position).toBe(position)
  })

  test("finds a fact that was changed with everything after it made anew, by the head that was published", async () => {
    await tamper(owner, `UPDATE attendance.entry SET minutes = 1 WHERE id = ${FIRST}`)
    const { rows: lines } = await owner.query<{ ids: string[]; id: string }>(`SELECT ids, ${FIRST} AS id FROM attendance.seal WHERE number = 3`)
    const index = lines[0]?.ids.indexOf(lines[0].id) ?? -1
    const copied = await copyOf(lines[0]?.id ?? "")
    await tamper(
      owner,
      setLeaf(
        3,
        index,
        createHash("sha256")
          .update(Buffer.concat([Buffer.from([0]), copied]))
          .digest("hex"),
      ),
    )
    await recomputeFrom(3)
    expect((await createLedgerVerificationReader(appUrl, null).read({ paths: null, year: null })).first).toBeNull()
    expect(await verify()).toMatchObject({ headMatches: false, first: { problem: "seal 3 is not the one whose hash was published", seal: 3, position: 51 } })
    await restore()
  })

  test("finds a back-dated fact that was sealed, although its seal is right in itself", async () => {
    await appendRows(owner, { facts: 1, acts: 0, at: new Date(BEGIN + 2 * HOUR) })
    const later = createSealWriter(database, () => new Date(BEGIN + (seals + 1) * HOUR + 5_000))
    while (await later.sealNext());
    expect(await verify()).toMatchObject({
      headMatches: true,
      first: { problem: "the row says that it was recorded long before it came into the ledger", seal: 7 },
    })
    await restore()
  })

  test("takes a line of the published heads that was cut off for none, and goes on after it", async () => {
    await appendFile(headsFile, '{"number":7,"ha')
    expect((await verify()).first).toBeNull()
    await heads.publish({ number: 6, hash: "never written: it is there already", sealedAt: "" })
    await heads.publish({ number: 8, hash: "f".repeat(64), sealedAt: "2026-03-01T09:00:00.000Z" })
    expect(await verify()).toMatchObject({ headMatches: false, first: { problem: "seal 8 was published and is gone: the end of the ledger was cut off" } })
    await writeFile(headsFile, published)
  })
})

/** The line of an entry as COPY writes it, by another way than the sealer's. */
async function copyOf(id: string): Promise<Buffer> {
  const { to } = await import("pg-copy-streams")
  const { linesOf, LINE_SETTINGS } = await import("../../subgraphs/attendance/domain/ledger-line.ts")
  await owner.query(`BEGIN; ${LINE_SETTINGS}`)
  const chunks: Buffer[] = []
  for await (const chunk of owner.query(to(linesOf("entry", `r.id = '${id}'`)))) chunks.push(chunk as Buffer)
  await owner.query("COMMIT")
  return Buffer.concat(chunks).subarray(0, -1)
}

/** How many random ones are tried; more of them take longer: `TAMPERINGS=1000 npx vitest run tests/attendance/ledger-tampering.test.ts`. */
const TAMPERINGS = Number(process.env["TAMPERINGS"] ?? 200)

test("tamperings at random are found, each of them", { timeout: 600_000 }, async () => {
  const columns = { entry: await columnChanges(owner, "entry"), act: await columnChanges(owner, "act") }
  const { rows: ids } = await owner.query<{ table: "entry" | "act"; id: string }>(
    "SELECT 'entry' AS table, id FROM attendance.entry WHERE id NOT IN (SELECT id FROM attendance.unsealed) UNION ALL SELECT 'act', id FROM attendance.act WHERE id NOT IN (SELECT id FROM attendance.unsealed)",
  )
  const ways = [
    () => {
      const { table, id } = pickOf(ids)
      return `UPDATE attendance.${table} SET ${pickOf(columns[table]).set} WHERE id = '${id}'`
    },
    () => {
      const { table, id } = pickOf(ids)
      return `DELETE FROM attendance.${table} WHERE id = '${id}'`
    },
    () =>
      `INSERT INTO attendance.act SELECT (jsonb_populate_record(a, jsonb_build_object('id', uuidv7()))).* FROM attendance.act a WHERE id = '${pickOf(ids.filter(({ table }) => table === "act")).id}'`,
    () => `UPDATE attendance.seal SET leaves = set_byte(leaves, ${randomInt(25 * 32)}, ${randomInt(256)}) WHERE number = ${1 + randomInt(seals)}`,
    () => `UPDATE attendance.seal SET ${pickOf(["root", "hash", "previous"])} = gen_random_uuid()::text::bytea WHERE number = ${1 + randomInt(seals)}`,
    () => `DELETE FROM attendance.seal WHERE number = ${1 + randomInt(seals)}`,
    () => `UPDATE attendance.seal SET sealed_at = sealed_at + interval '${1 + randomInt(9999)} milliseconds' WHERE number = ${1 + randomInt(seals)}`,
    () => `UPDATE attendance.seal SET ids[${1 + randomInt(25)}] = gen_random_uuid() WHERE number = ${1 + randomInt(seals)}`,
  ]
  const missed: string[] = []
  for (let count = 0; count < TAMPERINGS; count += 1) {
    // Half of them change a column of a row: that is what somebody would want to do.
    const statement = (count % 2 === 0 ? ways[0] : pickOf(ways))?.() ?? ""
    const before = await owner.query("SELECT md5(string_agg(number || encode(leaves, 'hex'), '' ORDER BY number)) AS leaves FROM attendance.seal")
    await tamper(owner, statement)
    const after = await owner.query("SELECT md5(string_agg(number || encode(leaves, 'hex'), '' ORDER BY number)) AS leaves FROM attendance.seal")
    // A byte that was set to what it was is no change.
    const isNone = statement.includes("set_byte") && before.rows[0].leaves === after.rows[0].leaves
    if ((await verify()).first === null && !isNone) missed.push(statement)
    await restore()
  }
  expect(missed).toEqual([])
  expect((await verify()).first).toBeNull()
})
