import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput } from "../../shared/result.ts"
import { LONGEST_NOTE, problemsOfText } from "../../shared/text.ts"
import type { CoursesContext } from "../context.ts"
import type { StaleLesson } from "../domain/stored-lesson.ts"
import { cancelTakenLesson } from "./cancel-taken-lesson.ts"
import type { Placed } from "./place-lessons.ts"
import { takeLesson } from "./take-lesson.ts"

type Refusal = NotAllowed | InvalidInput | InvalidState | StaleLesson

/**
 * Cancel a lesson. Its venues and teachers are free at once; its list stays for the record, and everybody on it is told, unless it is over or was a draft.
 *
 * Nothing brings a cancelled lesson back: what it took up may be taken. Schedule it anew.
 *
 * @throws {BadInput} when the id is none.
 */
export function cancelLesson(
  context: Pick<CoursesContext, "viewer" | "now" | "change">,
  input: { lesson: string; version: number; reason: string; clientMutationKey?: string | null },
): Promise<Result<Placed, Refusal>> {
  return context.change({ mutation: "cancelLesson", input }, async (writers): Promise<Result<Placed, Refusal>> => {
    const taken = await takeLesson(context, writers, input, ["DRAFT", "PUBLISHED"])
    if (!taken.ok) return taken
    const problems = problemsOfText("reason", input.reason, LONGEST_NOTE)
    if (problems.length > 0) return invalidInput(...problems)

    return done(await cancelTakenLesson(context, writers, taken.value, input.reason.trim()))
  })
}
