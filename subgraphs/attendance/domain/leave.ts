export const LEAVE_KINDS = ["SICK", "PERSONAL", "OFFICIAL", "FAMILY", "OTHER"] as const
export type LeaveKind = (typeof LEAVE_KINDS)[number]

export const LEAVE_STATES = ["REQUESTED", "APPROVED", "REFUSED", "WITHDRAWN"] as const
export type LeaveState = (typeof LEAVE_STATES)[number]

/** 请假: one person's leave from one lesson. Ids are TypeIDs; names are those of the accounts that acted. */
export type Leave = {
  id: string
  lessonId: string
  memberId: string
  kind: LeaveKind
  reason: string
  evidence: string[]
  state: LeaveState
  requestedAt: Date
  requestedBy: string
  /** Somebody else asked for the person. */
  isForOther: boolean
  /** Asked after the lesson had begun, which only an emergency allows. */
  isAfterwards: boolean
  decidedAt: Date | null
  decidedBy: string | null
  decisionNote: string | null
  /** Whether the viewer may read the person. */
  isMemberSeen: boolean
}

/** What a request is measured against: when the lesson begins, and how its sheet stands (null: not opened). */
export type LeaveGround = { startsAt: Date; sheetState: "OPEN" | "CLOSED" | "APPROVED" | "REOPENED" | null }

/**
 * Say why a leave can no longer be asked for, or null when it can.
 *
 * In advance; afterwards in an emergency only (不得事后补假, local rules of Party schools), and while nobody has closed the sheet: what was closed is
 * changed by a correction.
 */
export function tooLateFor({ startsAt, sheetState }: LeaveGround, now: Date, isEmergency: boolean): string | null {
  if (sheetState !== null && sheetState !== "OPEN") return "The sheet of this lesson is closed: ask whoever keeps its books for a correction."
  if (now.getTime() < startsAt.getTime() || isEmergency) return null
  return "The lesson has begun: leave is asked for before it. In an emergency, say so with `isEmergency` and give the reason."
}

/** Hours of one class that a person is on leave from, of all that it has; both in hundredths of an hour. */
export type LeaveShare = { leave: number; total: number }

/** 总请假课时不得超过总课时的七分之一: 干部教育培训工作条例 (2023). Party schools have local limits beside it, up to a third. */
export const LARGEST_SHARE = { of: 1, in: 7 } as const

/** Say whether somebody's leave from a class is more than its rules take: exactly the share is still within. */
export function exceedsShare({ leave, total }: LeaveShare, largest: { of: number; in: number } = LARGEST_SHARE): boolean {
  return leave * largest.in > total * largest.of
}
