import type { AttendanceState } from "./annual-hours.ts"
import type { Source } from "./ledger-fact.ts"

/** How somebody stands at a lesson: what the ledger says, or that it says nothing. */
export type Standing = AttendanceState | "NOT_MARKED"

/** 考勤: how one person stands at one lesson now. Whatever only a fact knows is null while nothing is recorded. */
export type AttendanceRow = {
  lessonId: string
  memberId: string
  /** The branch where the person belonged or took part on the lesson's day; null where nobody knows. */
  branchId: string | null
  /** False for somebody who is recorded and was not expected, or no longer is. */
  isExpected: boolean
  state: Standing
  arrivedAt: Date | null
  leftAt: Date | null
  minutes: number | null
  source: Source | null
  occurredAt: Date | null
  recordedAt: Date | null
  /** Line of the paper sheet. */
  line: number | null
  /** The fact that stands in the ledger: the end of this person's chain at this lesson. */
  entryId: string | null
}

/** Those who count as present (实到): who came late, left early or followed online was there. */
export const PRESENT_STATES: readonly Standing[] = ["PRESENT", "LATE", "LEFT_EARLY", "ONLINE"]

/** 应到, 实到, 请假, 缺席, 未登记 and 列席, in persons. */
export type SheetCounts = { expected: number; present: number; onLeave: number; absent: number; unmarked: number; observers: number }

/** Count a sheet. An observer is outside the sum; so is whoever was recorded and is not expected. */
export function countRows(rows: readonly Pick<AttendanceRow, "state" | "isExpected">[]): SheetCounts {
  const expected = rows.filter((row) => row.isExpected && row.state !== "OBSERVER")
  const among = (states: readonly Standing[]) => expected.filter(({ state }) => states.includes(state)).length
  return {
    expected: expected.length,
    present: among(PRESENT_STATES),
    onLeave: among(["ON_LEAVE"]),
    absent: among(["ABSENT"]),
    unmarked: among(["NOT_MARKED"]),
    observers: rows.filter(({ state }) => state === "OBSERVER").length,
  }
}
