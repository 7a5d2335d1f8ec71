import { createWriteStream, type WriteStream } from "node:fs"
import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import { once } from "node:events"
import { finished } from "node:stream/promises"
import pg from "pg"
import { to as copyTo } from "pg-copy-streams"
import { LEDGER_TABLES, LINE_SETTINGS, type LedgerTable, linesOf } from "../subgraphs/attendance/domain/ledger-line.ts"
import { makeFolder } from "./make-folder.ts"

type Seal = { number: number; previous: Buffer; root: Buffer; hash: Buffer; sealed_at: Date; ids: string[]; leaves: Buffer }
export type LedgerExport = { seals: number; rows: number; head: string }

/** So many rows are asked for at once, of one seal or of several small ones. */
const ROWS_AT_ONCE = 8_192
const SEALS_AT_ONCE = 64
const LINE_END = 0x0a

/**
 * Write the sealed ledger into a folder, as of one moment: `lines.tsv` with a line a row in the order of the seals, `seals.jsonl` with a line a seal, and a README that says
 * what both mean. scripts/verify-ledger.mjs verifies them anywhere.
 */
export async function exportLedger(url: string, folder: string, onProgress: (line: string) => void): Promise<LedgerExport> {
  makeFolder(folder)
  const client = new pg.Client(url)
  client.on("error", () => undefined)
  await client.connect()
  const lines = createWriteStream(join(folder, "lines.tsv"))
  const seals = createWriteStream(join(folder, "seals.jsonl"))
  const done: LedgerExport = { seals: 0, rows: 0, head: "" }
  try {
    await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${LINE_SETTINGS}`)
    for (;;) {
      const some = await nextSeals(client, done.seals)
      if (some.length === 0) break
      const bytes = await linesOfRows(
        client,
        some.flatMap(({ ids }) => ids),
      )
      for (const seal of some) {
        for (const id of seal.ids) await write(lines, bytes.get(id) ?? Buffer.from(`gone\t${id}\n`))
        await write(seals, `${JSON.stringify(sealOf(seal))}\n`)
        done.rows += seal.ids.length
        done.seals = seal.number
        done.head = seal.hash.toString("hex")
      }
      if (done.rows % (ROWS_AT_ONCE * 16) < ROWS_AT_ONCE) onProgress(`${done.rows.toLocaleString("en")} rows`)
    }
    await client.query("COMMIT")
  } finally {
    lines.end()
    seals.end()
    await Promise.all([finished(lines), finished(seals), client.end()])
  }
  await writeFile(join(folder, "README.md"), README)
  return done
}

async function nextSeals(client: pg.Client, after: number): Promise<Seal[]> {
  const { rows } = await client.query<Omit<Seal, "ids"> & { ids: string }>(
    "SELECT number, previous, root, hash, sealed_at, array_to_string(ids, ',') AS ids, leaves FROM attendance.seal WHERE number > $1 ORDER BY number LIMIT $2",
    [after, SEALS_AT_ONCE],
  )
  let sum = 0
  return rows.map((row) => ({ ...row, ids: row.ids.split(",") })).filter(({ ids }, at) => (sum += ids.length) <= ROWS_AT_ONCE || at === 0)
}

/** Read the lines of some rows, each with its line end, by their ids. */
async function linesOfRows(client: pg.Client, ids: readonly string[]): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>()
  for (const table of Object.keys(LEDGER_TABLES) as LedgerTable[]) {
    const chunks: Buffer[] = []
    for await (const chunk of client.query(copyTo(linesOf(table, `r."id" = ANY('{${ids.join(",")}}'::uuid[])`)))) chunks.push(chunk as Buffer)
    const bytes = Buffer.concat(chunks)
    for (let start = 0; start < bytes.length;) {
      const end = bytes.indexOf(LINE_END, start) + 1
      found.set(bytes.toString("latin1", start + table.length + 1, start + table.length + 37), bytes.subarray(start, end))
      start = end
    }
  }
  return found
}

function sealOf({ number, previous, root, hash, sealed_at, ids, leaves }: Seal) {
  const [before, top, own] = [previous, root, hash].map((bytes) => bytes.toString("hex"))
  return { number, previous: before, count: ids.length, root: top, sealedAt: sealed_at.toISOString(), hash: own, leaves: leaves.toString("hex") }
}

async function write(stream: WriteStream, text: string | Buffer): Promise<void> {
  if (!stream.write(text)) await once(stream, "drain")
}

const README = `# The ledger of attendance (考勤台账), sealed (封存)

\`lines.tsv\`: one line a row, in the order of the seals; UTF-8, ended by LF. The first column is the table; \`\\N\` means that nothing is held; backslashes, tabs and
line ends inside a value are written \`\\\\\`, \`\\t\`, \`\\n\` and \`\\r\`, as PostgreSQL's COPY does. Times are in UTC.

${Object.entries(LEDGER_TABLES)
  .map(([table, columns]) => `- \`${table}\`: ${columns.join(", ")}`)
  .join("\n")}

\`seals.jsonl\`: one seal a line. A seal covers the next \`count\` lines.

- \`leaves\`: SHA-256 of a zero byte and the line without its line end, for each line; 64 hexadecimal digits each.
- \`root\`: Merkle root over the leaves (RFC 9162, 2.1.1).
- \`hash\`: SHA-256 of the JSON array \`[number, previous, count, root, sealedAt]\` without spaces; \`previous\` is the hash of the seal before, zeros for the first.

The hash of the last seal stands for everything. Compare it with one that was published: \`node verify-ledger.mjs <folder> --root <hash>\`, or
\`--heads <file>\` with the file of heads that the service publishes.
`
