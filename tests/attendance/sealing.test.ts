import { randomInt } from "node:crypto"
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { afterAll, describe, expect, test } from "vitest"
import { appUrlsFrom } from "../../prisma/setup.ts"
import { createLedgerVerificationReader } from "../../subgraphs/attendance/data/ledger-verification.reader.ts"
import { createPublishedHeads } from "../../subgraphs/attendance/data/published-head.writer.ts"
import { createSealWriter } from "../../subgraphs/attendance/data/seal.writer.ts"
import { openDatabase } from "../../subgraphs/shared/database.ts"
import { emptyDatabase } from "../kit/database.ts"
import { appendRows } from "../kit/ledgers.ts"
import { pause, run } from "../kit/program.ts"

const ownerUrl = await emptyDatabase()
const appUrl = appUrlsFrom(ownerUrl, {}).attendance
const owner = new pg.Client(ownerUrl)
const other = new pg.Client(ownerUrl)
await Promise.all([owner.connect(), other.connect()])
const database = openDatabase(appUrl, { name: "sealing", connections: 8, onError: () => undefined })
afterAll(() => Promise.all([owner.end(), other.end(), database.close()]))
const headsFile = join(mkdtempSync(join(tmpdir(), "ledger-heads-")), "heads.jsonl")
const verify = () => createLedgerVerificationReader(appUrl, createPublishedHeads(headsFile).read).read({ paths: null, year: null })
const waiting = async () => Number((await owner.query("SELECT count(*) FROM attendance.unsealed")).rows[0].count)
const append = (client: pg.Client, facts: number) => appendRows(client, { facts, acts: 1, at: new Date() })

describe("a seal", () => {
  test("covers what is committed, in the order of the ids, and nothing that is under way", async () => {
    const seals = createSealWriter(database, () => new Date())
    expect(await seals.sealNext()).toBeNull()
    await other.query("BEGIN")
    await append(other, 3)
    await append(owner, 5)
    expect(await seals.sealNext()).toMatchObject({ number: 1, count: 6, previous: "0".repeat(64) })
    expect(await seals.sealNext()).toBeNull()
    await other.query("COMMIT")
    expect(await waiting()).toBe(4)
    expect(await seals.sealNext()).toMatchObject({ number: 2, count: 4 })
    expect(await verify()).toMatchObject({ seals: 2, rows: 10, unsealed: 0, first: null })
  })

  test("covers 4,096 rows at most, and the next one the rest", async () => {
    await append(owner, 5_000)
    const seals = createSealWriter(database, () => new Date())
    expect([(await seals.sealNext())?.count, (await seals.sealNext())?.count, await seals.sealNext()]).toEqual([4_096, 905, null])
    expect((await verify()).first).toBeNull()
  })

  test("is made by one sealer at a time: eight at once make no row twice and lose none", async () => {
    for (let round = 0; round < 5; round += 1) {
      await append(owner, 50)
      await Promise.all(Array.from({ length: 8 }, () => createSealWriter(database, () => new Date()).sealNext()))
    }
    expect(await waiting()).toBe(0)
    expect((await verify()).first).toBeNull()
  })

  test("is never older than the one before it, though the clock be put back", async () => {
    await append(owner, 1)
    const seals = createSealWriter(database, () => new Date("2020-01-01T00:00:00Z"))
    const before = (await createSealWriter(database, () => new Date()).findHead())?.sealedAt
    expect((await seals.sealNext())?.sealedAt.toISOString()).toBe(before)
  })
})

test("no append is lost and none is sealed twice when the sealer is killed again and again", { timeout: 180_000 }, async () => {
  let [isOver, appended] = [false, 0]
  const appending = (async () => {
    while (!isOver) {
      await append(owner, 1 + randomInt(40))
      appended += 1
    }
  })()
  const rounds = 5
  for (let round = 0; round < rounds; round += 1) {
    // Two at once, so that there is rivalry for each seal as well.
    const sealers = [0, 1].map(() => run(["node", "--import", "tsx", "tests/kit/seal-on.ts", appUrl, headsFile], {}))
    await sealers[0]?.prints("sealing")
    await pause(randomInt(400))
    for (const sealer of sealers) sealer.kill("SIGKILL")
    await Promise.all(sealers.map((sealer) => sealer.ends()))
    expect((await verify()).first, `round ${round}`).toBeNull()
  }
  isOver = true
  await appending
  const seals = createSealWriter(database, () => new Date())
  while ((await seals.sealNext()) || (await waiting()) > 0) await pause(5)
  const reading = await verify()
  expect(appended).toBeGreaterThan(rounds)
  const { rows } = await owner.query("SELECT (SELECT count(*)::int FROM attendance.entry) + (SELECT count(*)::int FROM attendance.act) AS rows")
  expect(reading).toMatchObject({ rows: rows[0].rows, sealed: rows[0].rows, unsealed: 0, headMatches: true, first: null })
})
