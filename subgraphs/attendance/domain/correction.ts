import type { AttendanceState } from "./annual-hours.ts"
import type { AttendanceRow, Standing } from "./attendance-row.ts"

/** What a correction says instead of what stands. */
export type Asked = { state: AttendanceState; arrivedAt: Date | null; leftAt: Date | null }

export type CorrectionState = "REQUESTED" | "APPROVED" | "REFUSED"

/** 更正申请: a correction that somebody else must approve. Ids are TypeIDs. */
export type Correction = Asked & {
  id: string
  lessonId: string
  memberId: string
  /** How the request stands; `state` is what it asks for. */
  progress: CorrectionState
  reason: string
  evidence: string[]
  /** What stood when it was asked for; null when nothing was recorded. */
  entryId: string | null
  requestedAt: Date
  requestedById: string
  requestedBy: string
  decidedAt: Date | null
  decidedBy: string | null
  decisionNote: string | null
}

/** 变更: one fact that came to stand instead of another, or after its lesson was closed. */
export type AttendanceChange = {
  id: string
  at: Date
  lessonId: string
  memberId: string
  kind: "CORRECTED" | "ADDED" | "LEAVE_ADDED"
  before: Standing
  after: Standing
  minutesBefore: number | null
  minutesAfter: number
  hoursBefore: number | null
  hoursAfter: number | null
  reason: string | null
  evidence: string[]
  actor: string | null
  approvedBy: string | null
  daysAfterLesson: number
  afterLock: boolean
}

/** Say whether a correction asks for what stands already. */
export function asksForNothing(row: Pick<AttendanceRow, "state" | "arrivedAt" | "leftAt">, asked: Asked): boolean {
  return row.state === asked.state && row.arrivedAt?.getTime() === asked.arrivedAt?.getTime() && row.leftAt?.getTime() === asked.leftAt?.getTime()
}

/** Say who decides on what is corrected: nobody but the person who writes, somebody who keeps the books, or somebody who governs at the lock. */
export function whoDecides(situation: {
  state: "OPEN" | "CLOSED" | "APPROVED" | "REOPENED"
  isLocked: boolean
  keepsBooks: boolean
  isOwn: boolean
}): "WRITER" | "KEEPER" | "GOVERNOR" {
  const { state, isLocked, keepsBooks, isOwn } = situation
  if (isLocked) return "GOVERNOR"
  if (state === "OPEN" || state === "REOPENED") return "WRITER"
  return state === "CLOSED" && keepsBooks && !isOwn ? "WRITER" : "KEEPER"
}
