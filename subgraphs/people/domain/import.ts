import type { Participation, Stage } from "./member.ts"

export type ImportKind = "MEMBER_ROSTER" | "TRANSFER_REGISTER"
export type MembershipState = "NORMAL" | "SUSPENDED" | "STOPPED" | "LEFT"
export type RowFate = "CREATE" | "UPDATE" | "UNCHANGED" | "ERROR"
export type Severity = "ERROR" | "WARNING"

/** What is to be said of a cell: an error keeps its row out, a warning does not. `column` is the heading as the file has it. */
export type RowProblem = { column: string; code: string; message: string; severity: Severity; candidates: string[] }

/** A row's fate as a preview shows it. `position` is the line in a text, the row in a sheet. */
export type ImportRow = { line: number; fate: RowFate; problems: RowProblem[] }

export type ImportPreview = {
  id: string
  kind: ImportKind
  organisationId: string
  fileName: string
  fileHash: string
  encoding: string
  rowsRead: number
  toCreate: number
  toUpdate: number
  unchanged: number
  warnings: number
  errors: number
  ignoredColumns: string[]
  errorFileId: string | null
  createdAt: Date
  expiresAt: Date
  committedAt: Date | null
}

/** Columns that hold a day. */
export type DayField = "birthOn" | "appliedOn" | "activistOn" | "targetOn" | "joinedOn" | "fullOn" | "belongsSince"

/** One row of a roster as it was understood. Null is "not given": an empty cell changes nothing. Days are `YYYY-MM-DD`. */
export type RosterRecord = {
  code: string | null
  name: string
  sex: "MALE" | "FEMALE" | null
  nationalId: string | null
  ethnicity: string | null
  birthOn: string | null
  education: string | null
  stage: Stage | null
  branch: string | null
  appliedOn: string | null
  activistOn: string | null
  targetOn: string | null
  joinedOn: string | null
  fullOn: string | null
  post: string | null
  state: MembershipState | null
  participation: Participation | null
  isFloating: boolean | null
  destination: string | null
  cardNumber: string | null
  mobile: string | null
  homeUnit: string | null
  /** 组织关系转入时间: since when the person belongs to the branch; for somebody new only. */
  belongsSince: string | null
  remark: string | null
  /** Days of which the file gives the month alone; the first of it stands for them. */
  months: readonly DayField[]
}

export type UnderstoodRow<Record> = { line: number; record: Record; problems: RowProblem[] }

/** A row's problems are cut here: a row that is wrong throughout is told of the first few. */
export const MOST_PROBLEMS = 20
/** Namesakes and branches that a problem names. */
export const MOST_CANDIDATES = 8

export function isWrong(problems: readonly RowProblem[]): boolean {
  return problems.some(({ severity }) => severity === "ERROR")
}
