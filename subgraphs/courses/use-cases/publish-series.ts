import { type InvalidInput, type InvalidState, type NotAllowed, type Result, invalidState } from "../../shared/result.ts"
import type { CoursesContext } from "../context.ts"
import type { ScheduleConflict } from "../domain/lesson-to-place.ts"
import { lessonsToEdit } from "../domain/series-edit.ts"
import type { SeriesScope } from "../domain/series.ts"
import type { StaleLesson } from "../domain/stored-lesson.ts"
import { retryLostRaces } from "./retry-lost-races.ts"
import { type SeriesRevised, reviseSeries } from "./revise-series.ts"
import { takeSeries } from "./take-series.ts"

type Refusal = NotAllowed | InvalidInput | InvalidState | StaleLesson | ScheduleConflict
type Asked = { lesson: string; version: number; scope: SeriesScope; overrideReason?: string | null; clientMutationKey?: string | null }

/**
 * Publish drafts of a series by one of them: that one, it and those that follow, or all that still lie ahead; those that were changed on their own among them. All or
 * none: what clashes is named for each day, and nothing is published unless it is overridden with a reason. Each person is told once.
 *
 * @throws {BadInput} when the id is none.
 */
export function publishSeries(context: Pick<CoursesContext, "viewer" | "now" | "dayOf" | "change">, input: Asked): Promise<Result<SeriesRevised, Refusal>> {
  return retryLostRaces<SeriesRevised, Refusal>(() =>
    context.change({ mutation: "publishSeries", input }, async (writers): Promise<Result<SeriesRevised, Refusal>> => {
      const taken = await takeSeries(context, writers, input, ["DRAFT"])
      if (!taken.ok) return taken
      const { from, lessons, series, lesson } = taken.value
      const { scope, overrideReason = null } = input
      const targets = lessonsToEdit(lessons, { scope, from, now: context.now(), statuses: ["DRAFT"], withDetached: true })
      if (targets.length === 0) return invalidState("PAST", "No draft of the series lies ahead.")
      await writers.lessons.hold(
        [lesson.venueId, ...lesson.siteIds].filter((id) => id !== null),
        lesson.teacherIds,
      )
      if (scope !== "ONE") await writers.series.rewrite(series)
      const inScope = lessons.filter(({ occursAt, id }) => (scope === "ONE" ? id === from.id : scope === "ALL" || occursAt >= from.occursAt))
      const kept = inScope.length - targets.length
      return reviseSeries(context, writers, {
        kind: "PUBLISHED",
        overrideReason,
        lessonId: from.id,
        targets,
        kept,
        edit: (before) => ({ ...before, status: "PUBLISHED" }),
      })
    }),
  )
}
