import type { Participation, Stage } from "./member.ts"

export type ImportKind = "MEMBER_ROSTER" | "TRANSFER_REGISTER"
export type MembershipState = "NORMAL" | "SUSPENDED" | "STOPPED" | "LEFT"

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
