import { type InvalidInput, type NotAllowed, type Result, invalidInput } from "../../shared/result.ts"
import type { AttendanceContext } from "../context.ts"
import { type AttendanceRejected, type MarkRow, attendanceRejected, rejectedRow } from "../domain/mark-row.ts"
import { type MarksRecorded, keepMarks, problemsOfCount, takeMarkedSheet } from "./record-marks.ts"

export const MOST_ONLINE = 100

export type OnlineRow = { member: string; minutes: number; startedAt: Date; evidence: readonly string[]; key?: string | null }
export type RecordOnlineStudyInput = {
  lesson: string
  rows: readonly OnlineRow[]
  occurredAt?: Date | null
  clientMutationKey?: string | null
}

type Refusal = NotAllowed | InvalidInput | AttendanceRejected

const MINUTE = 60_000

/**
 * Record who followed a lesson over the network (线上学习), with the minutes watched and what proves it: all of them or none.
 *
 * What the minutes earn, and up to what share of the year, is the rule set's. Nobody watches before the lesson's day, nor longer than from its beginning to now.
 *
 * @throws {BadInput} when an id is none.
 */
export function recordOnlineStudy(
  context: Pick<AttendanceContext, "viewer" | "now" | "change">,
  input: RecordOnlineStudyInput,
): Promise<Result<MarksRecorded, Refusal>> {
  return context.change({ mutation: "recordOnlineStudy", input }, async (writers): Promise<Result<MarksRecorded, Refusal>> => {
    const problems = problemsOfCount(input.rows, MOST_ONLINE)
    if (problems.length > 0) return invalidInput(...problems)
    const marks = input.rows.map(markOf)
    const taken = await takeMarkedSheet(context, writers, { ...input, rows: marks, queueUnlisted: false })
    if (!taken.ok) return taken
    const { organisationPath, startsAt } = taken.value
    const rejected = input.rows.flatMap((row, at) => {
      const problem = problemOf(row, startsAt, context.now())
      return problem ? [rejectedRow(row, at, problem)] : []
    })
    if (rejected.length > 0) return attendanceRejected(rejected)

    const rows = []
    for (const [at, mark] of marks.entries()) {
      const kept = await writers.evidence.keep(input.rows[at]?.evidence ?? [], { organisationPath, memberId: mark.member }, `rows.${at}.evidence`)
      if (!kept.ok) return kept
      rows.push({ ...mark, evidence: kept.value })
    }
    return keepMarks(context, writers, taken.value, { ...input, rows, source: "ONLINE", queueUnlisted: false })
  })
}

function markOf({ member, minutes, startedAt, key = null }: OnlineRow): MarkRow {
  return { member, state: "ONLINE", minutes, arrivedAt: startedAt, key }
}

function problemOf({ minutes, startedAt, evidence }: OnlineRow, startsAt: Date, now: Date) {
  if (minutes < 1) return { reason: "BAD_MINUTES" as const, message: "At least one minute was watched." }
  if (startedAt.getTime() < startsAt.getTime() - 24 * 60 * MINUTE) return { reason: "BAD_TIME" as const, message: "Nobody watches a lesson before its day." }
  if (startedAt.getTime() + minutes * MINUTE > now.getTime() + 10 * MINUTE)
    return { reason: "BAD_TIME" as const, message: "So many minutes from then on are not over yet." }
  return evidence.length > 0 ? null : { reason: "NO_EVIDENCE" as const, message: "Name what proves it: a certificate, a picture of the platform's record." }
}
