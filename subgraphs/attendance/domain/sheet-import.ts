import type { RowProblem } from "../../shared/tables/row-problem.ts"
import type { AttendanceState } from "./annual-hours.ts"

/** How many people one file may have; more are sent in parts. */
export const MOST_IMPORTED = 500

/** What becomes of a row: taken, taken and to be looked at, left out. */
export type RowOutcome = "OK" | "WARNING" | "ERROR"

/** One person's row with what was found. `says` is null where it says nothing that could be recorded. */
export type PlannedSignIn = {
  line: number
  column: number
  /** 序号: the line on the paper. */
  number: number | null
  writtenName: string
  memberId: string | null
  isListed: boolean
  says: AttendanceState | null
  arrivedAt: string | null
  leftAt: string | null
  remark: string | null
  outcome: RowOutcome
  problems: RowProblem[]
}

export type ImportCounts = { rowsRead: number; ok: number; warnings: number; errors: number }

/** What committing did. `recorded`: people of whom the ledger says something else now. */
export type ImportResult = { recorded: number; unchanged: number; walkIns: number; notSigned: number; skipped: number }

/** 签到表导入: a file as it was read, before and after it is taken over. */
export type SheetImport = ImportCounts & {
  id: string
  lessonId: string
  fileName: string
  fileId: string
  encoding: string
  /** About the sheet as a whole: of another lesson, or its counts do not add up. */
  problems: RowProblem[]
  errorFileId: string | null
  expiresAt: Date
  committedAt: Date | null
}

/** Count the rows by what becomes of them. */
export function countsOf(rows: readonly Pick<PlannedSignIn, "outcome">[]): ImportCounts {
  const count = (outcome: RowOutcome) => rows.filter((row) => row.outcome === outcome).length
  return { rowsRead: rows.length, ok: count("OK"), warnings: count("WARNING"), errors: count("ERROR") }
}
