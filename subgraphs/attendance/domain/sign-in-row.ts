import { cleanCell, readName } from "../../shared/tables/cell.ts"
import { readTime } from "../../shared/tables/clock-time.ts"
import type { UnderstoodRow } from "../../shared/tables/row-problem.ts"
import { type RowReader, rowReader } from "../../shared/tables/row-reader.ts"
import type { TableRow } from "../../shared/tables/rows.ts"
import { excuseIn } from "./paper-line.ts"
import { type Block, SIGN_IN_HEADINGS, type SignInField } from "./sign-in-layout.ts"

/** One person's line of a sign-in sheet as it was understood. Minutes are of the local day. `number` is 序号, the line on the paper. */
export type SignInRecord = {
  column: number
  number: number | null
  name: string
  branch: string | null
  tail: string | null
  hasSigned: boolean
  arrivedMinute: number | null
  leftMinute: number | null
  remark: string | null
}

const NOT_SIGNED = /^[×✗xX否]$/u
const DATE_BEFORE = /^\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?\s*(?=\S)/u
const MOST_LINES = 32_767

/**
 * Understand one row of a sign-in sheet: as many people as it has columns of names. Cells that were only numbered before are nobody.
 *
 * Whether somebody signed is said by the columns of signatures, and by the times only where there are none such: a name that was printed is nobody's signature.
 * 请假 that is written where the signature belongs is a remark.
 */
export function readSignInRow(row: TableRow, blocks: readonly Block[]): UnderstoodRow<SignInRecord>[] {
  return blocks.flatMap((block, at) => {
    // A fault of the whole row is said once; those of cells are said in the columns that they stand in.
    const reader = rowReader(row, block, SIGN_IN_HEADINGS)
    const filled = [...block.columns].filter(([field, column]) => field !== "number" && cleanCell(row.cells[column] ?? "") !== "")
    if (filled.length === 0 && !row.faults?.some(({ column }) => [...block.columns.values()].includes(column))) return []
    return [{ line: row.line, record: recordOf(reader, block, at + 1), problems: reader.problems }]
  })
}

function recordOf(reader: RowReader<SignInField>, { columns }: Block, column: number): SignInRecord {
  const { text } = reader
  const written = text("name", 64)
  const name = reader.take("name", readName(written)) ?? ""
  if (written === "") reader.say("name", "MISSING", "There is no name. Write it, or leave the line out.")
  const signatures = [text("signIn"), text("signOut")].filter((cell) => cell !== "" && !NOT_SIGNED.test(cell))
  const excuses = signatures.filter((cell) => excuseIn(cell) !== null)
  const times = [text("arrival"), text("departure")] as const
  const isSignedByTime = !columns.has("signIn") && !columns.has("signOut") && times.some((time) => time !== "" && excuseIn(time) === null)
  const remark = [text("remark"), ...excuses].filter((part) => part !== "").join("；")
  return {
    column,
    number: numberFrom(text("number")),
    name,
    branch: text("branch") || null,
    tail: tailFrom(reader, text("tail")),
    hasSigned: isSignedByTime || signatures.length > excuses.length,
    arrivedMinute: minuteFrom(reader, "arrival", times[0]),
    leftMinute: minuteFrom(reader, "departure", times[1]),
    remark: remark || null,
  }
}

function numberFrom(text: string): number | null {
  const number = Number(text.normalize("NFKC"))
  return Number.isInteger(number) && number >= 1 && number <= MOST_LINES ? number : null
}

/** Spreadsheets take 0004 for 4: what a number lost at its front is put back. */
function tailFrom({ say }: RowReader<SignInField>, text: string): string | null {
  const bare = text.normalize("NFKC").replace(/\s/gu, "")
  if (bare === "") return null
  if (/^\d{1,4}$/.test(bare)) return bare.padStart(4, "0")
  say("tail", "WRONG_NUMBER", "These are no four digits.")
  return null
}

/** 13:52, 上午9时5分, the fraction of a day that a spreadsheet keeps; a day before it is not looked at: the sheet is of one lesson. */
function minuteFrom({ say }: RowReader<SignInField>, field: "arrival" | "departure", text: string): number | null {
  const bare = text.normalize("NFKC").replace(DATE_BEFORE, "")
  if (bare === "") return null
  const read = readTime(bare)
  if (read.ok) return read.minute
  say(field, read.code, read.message)
  return null
}
