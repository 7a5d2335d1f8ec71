import type { InspectionRules } from "./inspection-rules.ts"

/** What an inspector finds about a lesson (检查问题). The first are of completeness, the others of consistency. The order is part of findings' ids. */
export const FINDING_KINDS = [
  "UNMARKED",
  "HOST_MISSING",
  "RECORDER_MISSING",
  "SUMMARY_TOO_SHORT",
  "EVIDENCE_MISSING",
  "FILED_LATE",
  "NOT_FILED",
  "NOT_HELD",
  "CANCELLED",
  "UNPLANNED",
  "LEAVE_SLIP_MISSING",
  "MAKE_UP_OVERDUE",
  "SAME_LIST",
  "NEAR_SAME_LIST",
  "OUTSIDE_WINDOW",
  "TWO_PLACES",
  "TEACHER_IN_TWO_PLACES",
  "ROUND_TIMES",
  "EQUAL_MINUTES",
  "BATCH_ENTRY",
  "ONE_DEVICE",
  "AFTER_LOCK",
  "CREDIT_ONLY",
] as const
export type FindingKind = (typeof FINDING_KINDS)[number]

export const SEVERITIES = ["NOTE", "WARNING", "GRAVE"] as const
export type Severity = (typeof SEVERITIES)[number]

export const FINDING_STATES = ["OPEN", "SETTLED"] as const
export type FindingState = (typeof FINDING_STATES)[number]

/** 销号: who answered for a finding, when and with which words. */
export type Settlement = { note: string; settledAt: Date; settledBy: string }

/** One finding about one lesson, at most one of a kind. `rows` are the rows that show it, of persons where people are concerned. */
export type Finding = {
  id: string
  kind: FindingKind
  lessonId: string
  organisationId: string
  startsAt: Date
  rows: number
  people: number
  /** Ids of people concerned, the first twenty. */
  memberIds: readonly string[]
  /** Other lessons concerned, the first twenty. */
  lessonIds: readonly string[]
  settlement: Settlement | null
  /** As the books stood then, by which figures. */
  asOf: Date
  rules: InspectionRules
}

/** A row that shows a finding: somebody, a fact of the ledger, another lesson; what does not apply is null. */
export type FindingEvidence = {
  memberId: string | null
  entryId: string | null
  otherLessonId: string | null
  otherMemberId: string | null
  at: Date | null
  minutes: number | null
}

const GRAVE: readonly FindingKind[] = ["SAME_LIST", "TWO_PLACES", "TEACHER_IN_TWO_PLACES", "NOT_HELD", "CREDIT_ONLY"]
const NOTE: readonly FindingKind[] = ["CANCELLED", "UNPLANNED", "AFTER_LOCK", "ONE_DEVICE", "SUMMARY_TOO_SHORT", "EVIDENCE_MISSING"]

/** Say how much a finding weighs: grave ones speak of facts that cannot be, or were never held. */
export function severityOf(kind: FindingKind): Severity {
  return GRAVE.includes(kind) ? "GRAVE" : NOTE.includes(kind) ? "NOTE" : "WARNING"
}

const WORDS: Record<FindingKind, (rows: number) => string> = {
  UNMARKED: (rows) => `应到≠实到+请假+缺席: nothing is recorded of ${persons(rows)} expected.`,
  HOST_MISSING: () => "缺主持人: nobody wrote down who led it.",
  RECORDER_MISSING: () => "缺记录人: nobody wrote down who recorded it.",
  SUMMARY_TOO_SHORT: () => "会议记录过简: what was said is not written down, or in too few words.",
  EVIDENCE_MISSING: () => "缺佐证: no paper sheet, scan or photograph is kept.",
  FILED_LATE: () => "归档超期: its sheet was closed after the deadline.",
  NOT_FILED: () => "未归档: its sheet is still open after the deadline.",
  NOT_HELD: () => "有计划未开展: published, its time is over, and no sheet was opened.",
  CANCELLED: () => "计划取消: it was planned and called off.",
  UNPLANNED: () => "计划外: it was put on the timetable after it had begun.",
  LEAVE_SLIP_MISSING: (rows) => `缺请假条: ${persons(rows)} on leave without an approved request.`,
  MAKE_UP_OVERDUE: (rows) => `逾期未补课: ${persons(rows)} with a make-up that was due.`,
  SAME_LIST: (rows) => `名单雷同: exactly the same people as at ${lessons(rows)} before.`,
  NEAR_SAME_LIST: (rows) => `名单高度雷同: nearly the same people as at ${lessons(rows)} before.`,
  OUTSIDE_WINDOW: (rows) => `窗外签到: ${persons(rows)} came long before the start, or after the end.`,
  TWO_PLACES: (rows) => `一人两地: present at another lesson in the same minutes, ${rows} ${rows === 1 ? "time" : "times"}.`,
  TEACHER_IN_TWO_PLACES: (rows) => `教师一人两地: a teacher also taught elsewhere in the same minutes, ${lessons(rows)}.`,
  ROUND_TIMES: (rows) => `整点签到: all ${rows} arrivals written by hand are at the full or half hour.`,
  EQUAL_MINUTES: (rows) => `时长雷同: all ${rows} marks by hand have the same minutes, which are not the lesson's.`,
  BATCH_ENTRY: (rows) => `集中补录: ${rows} marks written within a minute, days after the lesson.`,
  ONE_DEVICE: (rows) => `一机多人: a device with which other people came as well, ${rows} ${rows === 1 ? "time" : "times"}.`,
  AFTER_LOCK: (rows) => `锁定后变更: ${rows} ${rows === 1 ? "fact" : "facts"} written after the period was locked.`,
  CREDIT_ONLY: (rows) => `单向更正: all ${rows} corrections raise what was credited.`,
}

/** Say what was found, with its number. */
export function messageOf({ kind, rows }: Pick<Finding, "kind" | "rows">): string {
  return WORDS[kind](rows)
}

/** Name findings of a lesson in a few words of Chinese, for one cell of a printed table. */
export function wordsOf(kinds: readonly FindingKind[]): string {
  return kinds.map((kind) => WORDS[kind](0).split(":")[0]).join("、")
}

function persons(count: number): string {
  return count === 1 ? "1 person" : `${count} persons`
}

function lessons(count: number): string {
  return count === 1 ? "1 lesson" : `${count} lessons`
}
