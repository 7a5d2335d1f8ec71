import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput, invalidState } from "../../shared/result.ts"
import { LONGEST_NOTE, problemsOfText } from "../../shared/text.ts"
import type { CoursesContext } from "../context.ts"
import { lessonsToEdit } from "../domain/series-edit.ts"
import type { SeriesScope } from "../domain/series.ts"
import type { StaleLesson } from "../domain/stored-lesson.ts"
import { cancelTakenLesson } from "./cancel-taken-lesson.ts"
import type { SeriesRevised } from "./revise-series.ts"
import { takeSeries } from "./take-series.ts"
import { tellOnce } from "./tell-once.ts"

type Refusal = NotAllowed | InvalidInput | InvalidState | StaleLesson
type Asked = { lesson: string; version: number; scope: SeriesScope; reason: string; includeDetached?: boolean | null; clientMutationKey?: string | null }

/**
 * Cancel lessons of a series by one of them: that one, it and those that follow, or all that still lie ahead. Each is written down as an exception of the rule.
 *
 * What was changed on its own is held all the same, unless it is included by word; what is past stays. Each person is told once.
 *
 * @throws {BadInput} when the id is none.
 */
export function cancelSeries(context: Pick<CoursesContext, "viewer" | "now" | "change">, input: Asked): Promise<Result<SeriesRevised, Refusal>> {
  return context.change({ mutation: "cancelSeries", input }, async (writers): Promise<Result<SeriesRevised, Refusal>> => {
    const taken = await takeSeries(context, writers, input, ["DRAFT", "PUBLISHED"])
    if (!taken.ok) return taken
    const problems = problemsOfText("reason", input.reason, LONGEST_NOTE)
    if (problems.length > 0) return invalidInput(...problems)

    const { from, lessons, series } = taken.value
    const { scope, includeDetached } = input
    const targets = lessonsToEdit(lessons, { scope, from, now: context.now(), statuses: ["DRAFT", "PUBLISHED"], withDetached: includeDetached ?? false })
    if (targets.length === 0) return invalidState("PAST", "No lesson of the series that could be cancelled lies ahead.")
    const { affected } = await tellOnce(writers, async (quiet) => {
      for (const { id } of targets) {
        const stored = await quiet.edits.lock(id)
        if (!stored) throw new Error("a lesson of a series that is locked went away")
        await cancelTakenLesson(context, quiet, stored, input.reason.trim())
      }
      return done(null)
    })
    if (scope !== "ONE") await writers.series.rewrite(series)
    const inScope = lessons.filter(({ occursAt, id }) => (scope === "ONE" ? id === from.id : scope === "ALL" || occursAt >= from.occursAt))
    return done({ lessonId: from.id, changed: targets.length, kept: inScope.length - targets.length, warnings: [], affected })
  })
}
