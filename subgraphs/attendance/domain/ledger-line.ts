/**
 * The columns of the ledger, in the order in which a row is written as the line that is sealed.
 *
 * A line is what PostgreSQL's COPY writes in its text format with the session in UTC and ISO dates: the table's name, then the columns, with tabs in
 * between; `\N` where nothing is held; backslashes, tabs and line ends inside a value escaped. It says each value exactly, and nothing is cheaper to
 * make. The order is part of the seals. A column that is added later goes to the end, and into lines only of rows that hold something in it.
 */
export const ENTRY_COLUMNS = [
  "id",
  "recorded_at",
  "lesson_id",
  "member_id",
  "state",
  "category",
  "minutes",
  "planned_hours",
  "held_on",
  "occurred_at",
  "source",
  "is_make_up",
  "replaces_id",
  "reason",
  "branch_id",
  "arrived_at",
  "left_at",
  "recorded_by",
  "recorder_name",
  "capture_id",
  "leave_id",
  "make_up_id",
  "training_id",
  "line",
  "evidence",
  "approved_by_id",
  "approver_name",
  "is_after_lock",
] as const

export const ACT_COLUMNS = [
  "id",
  "recorded_at",
  "kind",
  "subject_id",
  "lesson_id",
  "member_id",
  "organisation_id",
  "before",
  "after",
  "reason",
  "evidence",
  "occurred_at",
  "recorded_by",
  "recorder_name",
] as const

export const LEDGER_TABLES = { entry: ENTRY_COLUMNS, act: ACT_COLUMNS } as const
export type LedgerTable = keyof typeof LEDGER_TABLES

/** What a session must be set to before it writes lines. */
export const LINE_SETTINGS = "SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL client_encoding = 'UTF8'"

/** Write the query whose COPY gives the lines of some rows, in the order of their ids. `where` is about the table's alias `r`. */
export function linesOf(table: LedgerTable, where = "true"): string {
  return `COPY (SELECT '${table}', ${LEDGER_TABLES[table].map((column) => `r."${column}"`).join(", ")} FROM attendance."${table}" r WHERE ${where} ORDER BY r."id") TO STDOUT`
}

/** Write the same query for the ids alone. */
export function idsOf(table: LedgerTable, where: string): string {
  return `COPY (SELECT '${table}', r."id" FROM attendance."${table}" r WHERE ${where} ORDER BY r."id") TO STDOUT`
}
