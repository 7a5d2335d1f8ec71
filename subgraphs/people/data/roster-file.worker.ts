import { buffer } from "node:stream/consumers"
import { deserialize, serialize } from "node:v8"
import { HEADINGS, TRANSFER_HEADINGS, namesOf } from "../domain/roster-headings.ts"
import { readRosterRow } from "../domain/roster-row.ts"
import { type TableRow, findTable } from "../domain/roster-table.ts"
import { readTransferRow } from "../domain/transfer-row.ts"
import { readCsvTable } from "./csv-table.reader.ts"
import type { FileAnswer, FileJob, WriteJob } from "./roster-file.reader.ts"
import { type Table, Unreadable } from "./table.reader.ts"
import { writeErrors, writeRosterCsv, writeRosterXlsx } from "./table.writer.ts"
import { readXlsxTable } from "./xlsx-table.reader.ts"

// One job, then this process ends: reading somebody's file keeps neither the event loop nor the memory of the program. The job comes
// in through the standard input, and the answer goes out through the standard output.
const answer = await run(deserialize(await buffer(process.stdin)) as FileJob | WriteJob).catch((error: unknown): FileAnswer | { fault: string } =>
  error instanceof Unreadable ? { ok: false, message: error.message } : { fault: String(error instanceof Error ? error.stack : error) },
)
process.stdout.write(serialize(answer))

async function run(job: FileJob | WriteJob): Promise<FileAnswer> {
  if ("sheet" in job) return { ok: true, file: new Uint8Array(job.format === "CSV" ? writeRosterCsv(job.sheet) : await writeRosterXlsx(job.sheet)) }
  const content = Buffer.from(job.content)
  const known: Record<string, readonly string[]> = job.kind === "MEMBER_ROSTER" ? HEADINGS : TRANSFER_HEADINGS
  const table = await readTable(content, known)
  const found = findTable(table.rows, known)
  if (!found) throw new Unreadable(noHeadings(table))
  if (job.reasons) {
    const reasons = new Map(job.reasons)
    const file = await writeErrors(
      table,
      found.headingAt,
      found.rows.filter(({ line }) => reasons.has(line)),
      reasons,
    )
    return { ok: true, file: new Uint8Array(file) }
  }
  if (found.rows.length === 0) throw new Unreadable("Below the headings there is no row.")
  const { encoding } = table
  const width = found.headingAt.cells.length
  const { ignored } = found.heading
  const rows = table.format === "CSV" ? found.rows.map((row) => squared(row, width)) : found.rows
  if (job.kind === "MEMBER_ROSTER") {
    const { heading } = findTable(table.rows, HEADINGS) ?? raise()
    return {
      ok: true,
      kind: job.kind,
      encoding,
      ignored,
      names: namesOf(heading, HEADINGS),
      rows: rows.map((row) => readRosterRow(row, heading, job.today)),
    }
  }
  const { heading } = findTable(table.rows, TRANSFER_HEADINGS) ?? raise()
  return {
    ok: true,
    kind: job.kind,
    encoding,
    ignored,
    names: namesOf(heading, TRANSFER_HEADINGS),
    rows: rows.map((row) => readTransferRow(row, heading, job.today)),
  }
}

async function readTable(content: Buffer, known: Record<string, readonly string[]>): Promise<Table> {
  const magic = content.subarray(0, 8).toString("latin1")
  if (content.length === 0) throw new Unreadable("The file is empty.")
  if (magic.startsWith("PK\u0003\u0004")) return readXlsxTable(content)
  if (magic.startsWith("\u00d0\u00cf\u0011\u00e0")) {
    throw new Unreadable("The file is an old workbook (.xls) or one with a password. Save it as .xlsx without a password, or as CSV.")
  }
  if (magic.startsWith("%PDF")) throw new Unreadable("The file is a PDF: its table cannot be read. Send the workbook that it was made from.")
  return readCsvTable(content, known)
}

/** A row with more or fewer cells than there are headings has slipped: its values stand under the wrong ones. */
function squared(row: TableRow, width: number): TableRow {
  if (row.cells.length === width) return row
  const message = `The row has ${row.cells.length} cells under ${width} headings: a separator is missing or one too many.`
  return { ...row, faults: [...(row.faults ?? []), { column: -1, code: "RAGGED", message }] }
}

function noHeadings({ encoding, rows }: Table): string {
  const seen = rows[0]?.cells.slice(0, 4).join("、").slice(0, 60) ?? ""
  return `No headings are found in the first rows (read as ${encoding}; the first row begins "${seen}"). There must be one with 姓名 and at least two more known headings.`
}

function raise(): never {
  throw new Error("the table was found before")
}
