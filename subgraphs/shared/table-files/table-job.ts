import { buffer } from "node:stream/consumers"
import { deserialize, serialize } from "node:v8"
import { type Table, Unreadable } from "./table.reader.ts"
import { readCsvTable } from "./csv-table.reader.ts"
import { type FoundTable, type TableRow, findTable } from "../tables/rows.ts"
import { writeErrors } from "./table.writer.ts"
import { readXlsxTable } from "./xlsx-table.reader.ts"
import type { UnreadableFile } from "./table-process.ts"

/**
 * Do one job in the process that `createTableProcess` starts, then end: reading somebody's file keeps neither the event loop nor the
 * memory of the program. The job comes in through the standard input, and the answer goes out through the standard output.
 */
export async function answerJob<Job, Answer>(run: (job: Job) => Promise<Answer>): Promise<void> {
  const job = deserialize(await buffer(process.stdin)) as Job
  const answer = await run(job).catch((error: unknown): UnreadableFile | { fault: string } =>
    error instanceof Unreadable ? { ok: false, message: error.message } : { fault: String(error instanceof Error ? error.stack : error) },
  )
  process.stdout.write(serialize(answer))
}

/** A file's table with its headings found, and how the file was written. */
export type OpenedTable<Field extends string> = FoundTable<Field> & { table: Table }

/** Open a file and find the table in it. @throws {Unreadable} where there is none. */
export async function openTable<Field extends string>(content: Buffer, known: Record<Field, readonly string[]>): Promise<OpenedTable<Field>> {
  const table = await readTable(content, known)
  const found = findTable(table.rows, known)
  if (!found) throw new Unreadable(noHeadings(table, known))
  return { ...found, table }
}

/** Give the rows to understand: a row of a text that has slipped is marked. @throws {Unreadable} when there is none. */
export function rowsOf({ rows, headingAt, table }: OpenedTable<string>): TableRow[] {
  if (rows.length === 0) throw new Unreadable("Below the headings there is no row.")
  return table.format === "CSV" ? rows.map((row) => squared(row, headingAt.cells.length)) : rows
}

/** Write the rows that have a reason, with it, in the layout and encoding of the file. */
export async function writeFailing({ rows, headingAt, table }: OpenedTable<string>, reasons: readonly [line: number, reason: string][]): Promise<Uint8Array> {
  const byLine = new Map(reasons)
  const failing = rows.filter(({ line }) => byLine.has(line))
  return new Uint8Array(await writeErrors(table, headingAt, failing, byLine))
}

/** Read a file as the table that it is, by its first bytes. @throws {Unreadable} */
export async function readTable(content: Buffer, known: Record<string, readonly string[]>): Promise<Table> {
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

function noHeadings({ encoding, rows }: Table, known: Record<string, readonly string[]>): string {
  const seen = rows[0]?.cells.slice(0, 4).join("、").slice(0, 60) ?? ""
  return `No headings are found in the first rows (read as ${encoding}; the first row begins "${seen}"). There must be one with ${known["name"]?.[0] ?? ""} and at least two more known headings.`
}
