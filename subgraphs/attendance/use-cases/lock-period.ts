import { type FieldProblem, type InvalidInput, type NotAllowed, type Result, done, invalidInput, notAllowed, refused } from "../../shared/result.ts"
import { LONGEST_NOTE, problemsOfOptionalText, trimmed } from "../../shared/text.ts"
import { requireId } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import { mayGovern } from "../domain/attendance.policy.ts"
import { daysOf } from "../domain/period.ts"

export type SheetsStillOpen = { kind: "SheetsStillOpen"; message: string; lessons: { id: string }[] }
type Refusal = NotAllowed | InvalidInput | SheetsStillOpen
type Input = { organisation: string; year: number; month?: number | null; reason?: string | null; clientMutationKey?: string | null }
type Locked = { message: string; lockedAt: string }

const FIRST_YEAR = 2000

/**
 * Lock a month or a year (锁定) for an organisation and everything below it, once it is over and all its sheets are closed: from then on what is recorded of
 * those days changes only by a correction that somebody who governs at the lock approves. Nothing unlocks. Locking what is locked gives the same answer.
 *
 * @throws {BadInput} when the id is none.
 */
export function lockPeriod(context: Pick<AttendanceContext, "viewer" | "change" | "today">, input: Input): Promise<Result<Locked, Refusal>> {
  return context.change({ mutation: "lockPeriod", input }, async (writers): Promise<Result<Locked, Refusal>> => {
    const organisationId = requireId("input.organisation", input.organisation, "organisation")
    const organisationPath = await writers.periods.findPath(organisationId)
    if (organisationPath === null || !mayGovern(context.viewer, organisationPath)) return notAllowed()
    const { year, month = null } = input
    const problems = [...problemsOfPeriod(year, month, context.today), ...problemsOfOptionalText("reason", input.reason, LONGEST_NOTE)]
    if (problems.length > 0) return invalidInput(...problems)

    const period = { organisationId, organisationPath, year, month, ...daysOf(year, month), reason: trimmed(input.reason) }
    const { open, lessonIds } = await writers.periods.findOpen(period)
    const kept = await writers.periods.findSame(period)
    if (!kept && open > 0) return refused({ kind: "SheetsStillOpen", message: messageOf(open), lessons: lessonIds.map((id) => ({ id })) })
    const { lockedAt } = kept ?? (await lock(writers, period))
    return done({ message: `${month === null ? year : `${year}-${String(month).padStart(2, "0")}`} is locked.`, lockedAt: lockedAt.toISOString() })
  })
}

type Writers = Parameters<Parameters<AttendanceContext["change"]>[1]>[0]

async function lock({ periods, ledger }: Writers, period: Parameters<Writers["periods"]["lock"]>[0]): Promise<{ lockedAt: Date }> {
  const { id, lockedAt } = await periods.lock(period)
  const { organisationId, year, month, reason } = period
  await ledger.note([{ kind: "PERIOD_LOCKED", organisationId, after: { lock: id, year, month }, reason }])
  return { lockedAt }
}

function problemsOfPeriod(year: number, month: number | null, today: string): FieldProblem[] {
  if (!Number.isInteger(year) || year < FIRST_YEAR || year > 2999) return [{ path: "year", message: `A year from ${FIRST_YEAR} on.` }]
  if (month !== null && (month < 1 || month > 12)) return [{ path: "month", message: "A month from 1 to 12." }]
  const { toOn } = daysOf(year, month)
  return toOn > today ? [{ path: month === null ? "year" : "month", message: `It is not over: it can be locked from ${toOn} on.` }] : []
}

function messageOf(open: number): string {
  return `${open} ${open === 1 ? "sheet is" : "sheets are"} still open in this period. Close ${open === 1 ? "it" : "them"} first.`
}
