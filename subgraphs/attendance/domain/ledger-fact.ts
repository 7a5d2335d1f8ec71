import type { AttendanceState } from "./annual-hours.ts"
import type { LessonCategory } from "./rule-set.ts"

export const SOURCES = ["CODE", "PAPER", "RECORDER", "ONLINE", "IMPORT", "LEAVE", "EXTERNAL"] as const
/** How a fact came to be known. */
export type Source = (typeof SOURCES)[number]

/** A fact to be appended to the ledger (考勤台账). Ids are TypeIDs; who records it, and when, is added as it is written. */
export type NewEntry = {
  lessonId: string | null
  memberId: string
  state: AttendanceState
  category: LessonCategory
  minutes: number
  plannedHours: number
  /** YYYY-MM-DD: the lesson's local date, of a make-up too. */
  heldOn: string
  occurredAt: Date
  source: Source
  branchId: string | null
  isMakeUp?: boolean
  replacesId?: string | null
  reason?: string | null
  arrivedAt?: Date | null
  leftAt?: Date | null
  captureId?: string | null
  leaveId?: string | null
  makeUpId?: string | null
  trainingId?: string | null
  /** Line of a paper sheet. */
  line?: number | null
  evidence?: readonly string[]
  approvedBy?: { accountId: string; name: string } | null
  isAfterLock?: boolean
}

export const ACT_KINDS = [
  "SHEET_OPENED",
  "SHEET_CLOSED",
  "SHEET_APPROVED",
  "SHEET_REOPENED",
  "SHEET_DETAILS",
  "CODE_RENEWED",
  "EXPECTED_ADDED",
  "EXPECTED_REMOVED",
  "WALK_IN_DECIDED",
  "LEAVE_REQUESTED",
  "LEAVE_DECIDED",
  "LEAVE_WITHDRAWN",
  "MAKE_UP_DUE",
  "MAKE_UP_COMPLETED",
  "MAKE_UP_EXEMPTED",
  "MAKE_UP_LIFTED",
  "MAKE_UP_POSTPONED",
  "CORRECTION_REQUESTED",
  "CORRECTION_DECIDED",
  "PERIOD_LOCKED",
  "PAPER_ADDED",
  "PAPER_LINE_READ",
  "PAPER_APPLIED",
  "SHEET_IMPORTED",
  "TRAINING_SUBMITTED",
  "TRAINING_ENDORSED",
  "TRAINING_DECIDED",
  "RULE_SET_ADDED",
  "RULE_SET_ENDED",
  "DESIGNATED",
  "MEETING_RECORDED",
  "MEETING_AMENDED",
  "FINDING_SETTLED",
] as const
export type ActKind = (typeof ACT_KINDS)[number]

/** Something done to a sheet, a leave, a make-up, a period or a rule set, to be kept for ever beside the facts. `subjectUuid` is the row it was done to. */
export type NewAct = {
  kind: ActKind
  subjectUuid?: string | null
  lessonId?: string | null
  memberId?: string | null
  organisationId?: string | null
  before?: object | null
  after?: object | null
  reason?: string | null
  evidence?: readonly string[]
  /** When it happened; now when left out. */
  occurredAt?: Date
}
