import { execFile } from "node:child_process"
import { randomInt } from "node:crypto"
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { exportLedger } from "../../prisma/ledger-export.ts"
import { appUrlsFrom } from "../../prisma/setup.ts"
import { createPublishedHeads } from "../../subgraphs/attendance/data/published-head.writer.ts"
import { createSealWriter } from "../../subgraphs/attendance/data/seal.writer.ts"
import { sealLedger } from "../../subgraphs/attendance/use-cases/seal-ledger.ts"
import { openDatabase } from "../../subgraphs/shared/database.ts"
import { emptyDatabase } from "../kit/database.ts"
import { appendRows } from "../kit/ledgers.ts"
import { ROOT } from "../kit/program.ts"

const url = await emptyDatabase()
const owner = new pg.Client(url)
await owner.connect()
const database = openDatabase(appUrlsFrom(url, {}).attendance, { name: "sealing", connections: 2, onError: () => undefined })
afterAll(() => Promise.all([owner.end(), database.close()]))

const folder = mkdtempSync(join(tmpdir(), "ledger-export-"))
// Somewhere else, without the project around it.
const program = join(mkdtempSync(join(tmpdir(), "ledger-verify-")), "verify-ledger.mjs")
const headsFile = join(folder, "heads.jsonl")
const verify = (...args: string[]) =>
  new Promise<{ status: number; said: string }>((resolve) =>
    execFile(process.execPath, [program, ...args], { env: {} }, (error, stdout, stderr) =>
      resolve({ status: error ? Number(error.code) : 0, said: stdout + stderr }),
    ),
  )
let head: string

beforeAll(async () => {
  copyFileSync(join(ROOT, "scripts/verify-ledger.mjs"), program)
  for (let round = 0; round < 4; round += 1) {
    await appendRows(owner, { facts: 20 + round, acts: 5, at: new Date() })
    await sealLedger({ seals: createSealWriter(database, () => new Date()), heads: createPublishedHeads(headsFile) }, new AbortController().signal)
  }
  const done = await exportLedger(url, folder, () => undefined)
  expect(done).toMatchObject({ seals: 4, rows: 106 })
  head = done.head
})

/** Change a file, verify, and put it back. */
async function saidAfter(name: string, change: (bytes: Buffer) => Buffer, ...args: string[]) {
  const file = join(folder, name)
  const before = readFileSync(file)
  writeFileSync(file, change(Buffer.from(before)))
  const answer = await verify(folder, ...args)
  writeFileSync(file, before)
  return answer
}
const withoutLastLine = (bytes: Buffer) => bytes.subarray(0, bytes.lastIndexOf(10, bytes.length - 2) + 1)

describe("the offline verification", () => {
  test("needs its own file and the export alone, and says that all is intact", async () => {
    const said = `Intact: 106 rows under 4 seals. The last seal's hash: ${head}\n`
    expect(await verify(folder)).toEqual({ status: 0, said })
    expect(await verify(folder, "--root", head, "--heads", headsFile)).toEqual({ status: 0, said })
  })

  test("names the first row that is not what was sealed", async () => {
    const lines = readFileSync(join(folder, "lines.tsv"), "utf8").split("\n")
    const answer = await saidAfter("lines.tsv", (bytes) =>
      Buffer.from(bytes.toString().replace(lines[40] ?? "", (lines[40] ?? "").replace("PRESENT", "ABSENT").replace("CLOSED", "OPEN"))),
    )
    expect(answer).toEqual({ status: 1, said: expect.stringMatching(/^Not intact: row 41 \(seal 2, place 15\) is not what was sealed: (entry|act)\t/) })
  })

  test.each([
    ["a missing last row", "lines.tsv", withoutLastLine, /row 106 is missing: seal 4 covers 28 rows/],
    ["a row too many", "lines.tsv", (bytes: Buffer) => Buffer.concat([bytes, Buffer.from("entry\tmore\n")]), /row 107 is covered by no seal/],
    ["a row that was cut off", "lines.tsv", (bytes: Buffer) => bytes.subarray(0, -1), /ends in the middle of a line/],
    ["a missing last seal", "seals.jsonl", withoutLastLine, /row 79 is covered by no seal/],
  ] as const)("finds %s", async (_, name, change, message) => {
    expect(await saidAfter(name, change)).toEqual({ status: 1, said: expect.stringMatching(message) })
  })

  test("finds a cut end by what was published", async () => {
    const lines = readFileSync(join(folder, "lines.tsv"), "utf8").split("\n")
    writeFileSync(join(folder, "lines.tsv"), `${lines.slice(0, 78).join("\n")}\n`)
    expect(await saidAfter("seals.jsonl", withoutLastLine)).toMatchObject({ status: 0 })
    expect(await saidAfter("seals.jsonl", withoutLastLine, "--root", head)).toMatchObject({ status: 1, said: expect.stringContaining("and not the published") })
    expect(await saidAfter("seals.jsonl", withoutLastLine, "--heads", headsFile)).toMatchObject({
      status: 1,
      said: expect.stringContaining("seal 4 was published and is not here"),
    })
    writeFileSync(join(folder, "lines.tsv"), lines.join("\n"))
  })

  test("finds one bit that was turned, wherever it is", { timeout: 120_000 }, async () => {
    const turned = (bytes: Buffer) => {
      const at = randomInt(bytes.length)
      bytes[at] = (bytes[at] as number) ^ (1 << randomInt(8))
      return bytes
    }
    for (let count = 0; count < 60; count += 1) {
      for (const name of ["lines.tsv", "seals.jsonl"]) expect({ name, status: (await saidAfter(name, turned)).status }).toEqual({ name, status: 1 })
    }
    expect((await verify(folder)).status).toBe(0)
  })

  test("says how it is asked, and what it cannot read", async () => {
    expect(await verify()).toEqual({ status: 2, said: "Usage: node verify-ledger.mjs <folder> [--root <hash>] [--heads <file>]\n" })
    expect(await verify(folder, "--rot", "x")).toMatchObject({ status: 2, said: expect.stringContaining("Usage") })
    expect(await verify(join(folder, "nowhere"))).toMatchObject({ status: 2, said: expect.stringContaining("Cannot be verified: ENOENT") })
  })
})
