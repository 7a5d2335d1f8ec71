import type { RowFate, RowProblem, UnderstoodRow } from "../../shared/tables/row-problem.ts"
import type { LessonPlanField, TeacherListField, VenueListField } from "./plan-headings.ts"
import type { PlanRecord } from "./plan-row.ts"
import type { TeacherRecord } from "./teacher-row.ts"
import type { VenueRecord } from "./venue-row.ts"

export type LessonImportKind = "LESSON_PLAN" | "TEACHERS" | "VENUES"

/** How many rows one file may have; more are sent in parts. */
export const MOST_ROWS = 2_000

/** A file's rows as they were understood, and what it calls its columns. */
export type Understood =
  | { kind: "LESSON_PLAN"; names: Record<LessonPlanField, string>; rows: UnderstoodRow<PlanRecord>[] }
  | { kind: "TEACHERS"; names: Record<TeacherListField, string>; rows: UnderstoodRow<TeacherRecord>[] }
  | { kind: "VENUES"; names: Record<VenueListField, string>; rows: UnderstoodRow<VenueRecord>[] }

/** A row with its fate; `id` is what it is about where that is in the books already; `body` is what would be written, null where nothing is. */
export type PlannedRow<Body> = { line: number; fate: RowFate; problems: RowProblem[]; id: string | null; body: Body | null }

export type ImportCounts = { rowsRead: number; toCreate: number; toUpdate: number; unchanged: number; warnings: number; errors: number }

/** What a preview is, apart from its rows. */
export type LessonImportPreview = ImportCounts & {
  id: string
  kind: LessonImportKind
  organisationId: string
  fileName: string
  encoding: string
  ignoredColumns: string[]
  errorFileId: string | null
  expiresAt: Date
  committedAt: Date | null
}

/** Count the rows by their fates, and those of the rest of which something is to be said. */
export function countsOf(rows: readonly PlannedRow<unknown>[]): ImportCounts {
  const count = (fate: RowFate) => rows.filter((row) => row.fate === fate).length
  return {
    rowsRead: rows.length,
    toCreate: count("CREATE"),
    toUpdate: count("UPDATE"),
    unchanged: count("UNCHANGED"),
    warnings: rows.filter(({ fate, problems }) => fate !== "ERROR" && problems.length > 0).length,
    errors: count("ERROR"),
  }
}
