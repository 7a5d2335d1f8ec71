import { type InvalidInput, type NotAllowed, type Result, invalidInput } from "../../shared/result.ts"
import type { AttendanceContext } from "../context.ts"
import type { Source } from "../domain/ledger-fact.ts"
import { type AttendanceRejected, MOST_ROWS, type MarkRow } from "../domain/mark-row.ts"
import { type MarksRecorded, keepMarks, problemsOfCount, takeMarkedSheet } from "./record-marks.ts"

export type RecordAttendanceInput = {
  lesson: string
  rows: readonly MarkRow[]
  occurredAt?: Date | null
  source: Source
  queueUnlisted: boolean
  evidence: readonly string[]
  clientMutationKey?: string | null
}

type Refusal = NotAllowed | InvalidInput | AttendanceRejected

/** What a recorder may say that marks come from: the other sources have their own ways in. */
const SOURCES: readonly Source[] = ["RECORDER", "PAPER"]

/**
 * Record how people stand at a lesson (代录), one or many: all of them or none.
 *
 * A mark outranks scans, and of several that holds which happened last, so that marks made without signal may be sent at any time and in any order. A mark that
 * repeats what stands changes nothing.
 *
 * @throws {BadInput} when an id is none.
 */
export function recordAttendance(
  context: Pick<AttendanceContext, "viewer" | "now" | "change">,
  input: RecordAttendanceInput,
): Promise<Result<MarksRecorded, Refusal>> {
  return context.change({ mutation: "recordAttendance", input }, async (writers): Promise<Result<MarksRecorded, Refusal>> => {
    const problems = problemsOfCount(input.rows, MOST_ROWS)
    if (!SOURCES.includes(input.source)) problems.push({ path: "source", message: `One of ${SOURCES.join(", ")}.` })
    if (problems.length > 0) return invalidInput(...problems)

    const taken = await takeMarkedSheet(context, writers, input)
    if (!taken.ok) return taken
    const kept = await writers.evidence.keep(input.evidence, { organisationPath: taken.value.organisationPath, memberId: null })
    if (!kept.ok) return kept
    const rows = input.rows.map((row) => ({ ...row, evidence: kept.value }))
    return keepMarks(context, writers, taken.value, { ...input, rows })
  })
}
