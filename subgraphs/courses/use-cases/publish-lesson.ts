import type { InvalidInput, InvalidState, NotAllowed, Result } from "../../shared/result.ts"
import type { CoursesContext } from "../context.ts"
import type { ScheduleConflict } from "../domain/lesson-to-place.ts"
import type { StaleLesson } from "../domain/stored-lesson.ts"
import type { Placed } from "./place-lessons.ts"
import { retryLostRaces } from "./retry-lost-races.ts"
import { reviseLesson } from "./revise-lesson.ts"
import { takeLesson } from "./take-lesson.ts"

type Refusal = NotAllowed | InvalidInput | InvalidState | StaleLesson | ScheduleConflict

/**
 * Publish a draft: people are expected from now on, and told. Whom the audience means is found anew.
 *
 * Refuses what clashes, unless it is overridden with a reason, and what is published already, held or cancelled.
 *
 * @throws {BadInput} when the id is none.
 */
export function publishLesson(
  context: Pick<CoursesContext, "viewer" | "now" | "dayOf" | "change">,
  input: { lesson: string; version: number; overrideReason?: string | null; clientMutationKey?: string | null },
): Promise<Result<Placed, Refusal>> {
  return retryLostRaces<Placed, Refusal>(() =>
    context.change({ mutation: "publishLesson", input }, async (writers): Promise<Result<Placed, Refusal>> => {
      const taken = await takeLesson(context, writers, input, ["DRAFT"])
      if (!taken.ok) return taken
      const after = { ...taken.value, status: "PUBLISHED" as const }
      return reviseLesson(context, writers, { before: taken.value, after, kind: "PUBLISHED", overrideReason: input.overrideReason ?? null })
    }),
  )
}
