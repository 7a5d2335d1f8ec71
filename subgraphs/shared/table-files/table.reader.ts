import type { TableRow } from "../tables/rows.ts"

/** A table as a file holds it, before anything of it is understood. */
export type Table = { format: "CSV" | "XLSX"; encoding: Encoding; delimiter: string; rows: TableRow[] }
export type Encoding = "UTF-8" | "UTF-8-BOM" | "GB18030" | "UTF-16LE" | "UTF-16BE" | "XLSX"

/** How large a table may be. A cell's length is what spreadsheet programs allow; all cells together are far above any table. */
export const LARGEST_TABLE = { rows: 200_000, columns: 100, cell: 32_767, characters: 64 * 1024 * 1024 }

/** A file that no table can be read from; `message` says what it is and what to do, for people. */
export class Unreadable extends Error {
  override readonly name = "Unreadable"
}
