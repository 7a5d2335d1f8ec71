import { type InvalidInput, type InvalidState, type NotAllowed, type Result, invalidInput, invalidState } from "../../shared/result.ts"
import { LONGEST_NOTE, problemsOfText } from "../../shared/text.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import type { SchedulingWriters } from "../data/scheduling.writer.ts"
import { addDays } from "../domain/calendar-day.ts"
import { type ScheduleConflict, spanOf } from "../domain/lesson-to-place.ts"
import { ruleMovedBy } from "../domain/recurrence.ts"
import { lessonsToEdit, orderToMove, splitsSeries } from "../domain/series-edit.ts"
import type { SeriesScope } from "../domain/series.ts"
import { type StaleLesson, type StoredLesson, movedTo } from "../domain/stored-lesson.ts"
import { retryLostRaces } from "./retry-lost-races.ts"
import { type SeriesRevised, reviseSeries } from "./revise-series.ts"
import { type TakenSeries, takeSeries } from "./take-series.ts"

type Refusal = NotAllowed | InvalidInput | InvalidState | StaleLesson | ScheduleConflict
type Context = Pick<CoursesContext, "viewer" | "now" | "dayOf" | "change">

export type AskedSeriesMove = {
  lesson: string
  version: number
  scope: SeriesScope
  startsAt?: Date | null
  endsAt?: Date | null
  venue?: string | null
  teachers?: string[] | null
  place?: string | null
  reason: string
  overrideReason?: string | null
  clientMutationKey?: string | null
}

const DAY_MS = 86_400_000

/**
 * Move lessons of a series by one of them: that one, it and those that follow, or all that still lie ahead. Everybody expected is told once.
 *
 * All move by as much as the one does. An edit of the following ones makes two series of one, each with its own rule: whatever the rule put after the cut, cancelled
 * and detached lessons among it, belongs to the new one. What was changed on its own keeps its time, what was cancelled stays cancelled, and what is past stays as it
 * was. Holidays are not looked for anew: a lesson that comes to lie on one clashes with the calendar, and is moved by itself.
 *
 * @throws {BadInput} when an id is none.
 */
export async function rescheduleSeries(context: Context, input: AskedSeriesMove): Promise<Result<SeriesRevised, Refusal>> {
  if (input.venue != null) requireId("input.venue", input.venue, "venue")
  for (const [at, id] of (input.teachers ?? []).entries()) requireId(`input.teachers.${at}`, id, "teacher")
  return retryLostRaces<SeriesRevised, Refusal>(() =>
    context.change({ mutation: "rescheduleSeries", input }, async (writers): Promise<Result<SeriesRevised, Refusal>> => {
      const taken = await takeSeries(context, writers, input, ["DRAFT", "PUBLISHED"])
      if (!taken.ok) return taken
      const problems = [...problemsOfText("reason", input.reason, LONGEST_NOTE), ...problemsOfEnd(taken.value.lesson, input)]
      if (problems.length > 0) return invalidInput(...problems)
      return move(context, writers, taken.value, input)
    }),
  )
}

async function move(context: Context, writers: SchedulingWriters, taken: TakenSeries, input: AskedSeriesMove): Promise<Result<SeriesRevised, Refusal>> {
  const { lesson, from, lessons } = taken
  const { scope } = input
  if (scope !== "ONE" && from.isDetached)
    return invalidState("DETACHED", "This lesson was changed on its own. Change the series by another of its lessons, or this one alone.")
  const old = spanOf(lesson.periods)
  const byMs = input.startsAt ? input.startsAt.getTime() - old.startsAt.getTime() : 0
  const targets = lessonsToEdit(lessons, { scope, from, now: context.now(), statuses: ["DRAFT", "PUBLISHED"] })
  if (targets.length === 0) return invalidState("PAST", "No lesson of the series that could be changed lies ahead.")
  if (scope !== "ONE") {
    const problem = await rewrite(context, writers, taken, { scope, byMs })
    if (problem) return invalidInput({ path: "startsAt", message: problem })
  }

  const length = input.endsAt ? input.endsAt.getTime() - (input.startsAt ?? old.startsAt).getTime() : null
  const edit = (before: StoredLesson): StoredLesson => ({
    ...before,
    isInSeries: scope === "ONE",
    periods: periodsOf(before, byMs, length),
    ...(input.venue !== undefined && { venueId: input.venue }),
    ...(input.teachers !== undefined && { teacherIds: input.teachers ?? [] }),
    ...(input.place !== undefined && { place: input.place?.trim() || null }),
  })
  await writers.lessons.hold(
    [lesson.venueId, ...lesson.siteIds, input.venue].filter((id) => id != null),
    [...lesson.teacherIds, ...(input.teachers ?? [])],
  )
  const { reason, overrideReason = null } = input
  const kept = scope === "ONE" ? 0 : lessons.filter((one) => (scope === "ALL" || one.occursAt >= from.occursAt) && !targets.includes(one)).length
  return reviseSeries(context, writers, { kind: "RESCHEDULED", reason, overrideReason, lessonId: from.id, targets: orderToMove(targets, byMs), kept, edit })
}

/** Write the rule as it is to be, for the whole series or for a new one from the lesson on. Gives why it cannot be, in words. */
async function rewrite(
  { dayOf }: Context,
  { series: writer }: SchedulingWriters,
  { series, from, lessons }: TakenSeries,
  { scope, byMs }: { scope: SeriesScope; byMs: number },
) {
  const [dayBefore, dayAfter] = [from.startsAt, new Date(from.startsAt.getTime() + byMs)].map(dayOf) as [string, string]
  const days = (Date.parse(dayAfter) - Date.parse(dayBefore)) / DAY_MS
  const rule = ruleMovedBy(series.rule, days)
  if (rule === null)
    return `The rule (${series.rule}) names its days, and no rule says ${Math.abs(days)} days ${days > 0 ? "later" : "earlier"}. Make a new series, or move lessons one by one.`

  const moved = { rule, until: addDays(series.until, days) }
  if (!splitsSeries(lessons, { scope, from })) {
    await writer.rewrite({ id: series.id, startsAt: new Date(series.startsAt.getTime() + byMs), ...moved })
    if (byMs !== 0) await writer.handOver({ from: series.id, to: series.id, since: new Date(0), byMs })
    return null
  }
  const next = await writer.add({ ...series, ...moved, startsAt: new Date(from.occursAt.getTime() + byMs), splitFromId: series.id })
  await writer.rewrite({ ...series, until: addDays(dayOf(from.occursAt), -1) })
  await writer.handOver({ from: series.id, to: next, since: from.occursAt, byMs })
  return null
}

function problemsOfEnd({ periods }: StoredLesson, { startsAt, endsAt }: AskedSeriesMove) {
  if (!endsAt) return []
  if (periods.length > 1) return [{ path: "endsAt", message: "The lesson has several periods: give `startsAt` alone, and all of them move." }]
  return endsAt <= (startsAt ?? spanOf(periods).startsAt) ? [{ path: "endsAt", message: "The end must be later than the beginning." }] : []
}

function periodsOf({ periods }: StoredLesson, byMs: number, length: number | null): StoredLesson["periods"] {
  const moved = movedTo(periods, new Date(spanOf(periods).startsAt.getTime() + byMs))
  return length === null ? moved : moved.map(({ startsAt }) => ({ startsAt, endsAt: new Date(startsAt.getTime() + length) }))
}
