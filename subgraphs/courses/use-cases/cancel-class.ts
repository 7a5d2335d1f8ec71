import {
  type InvalidInput,
  type InvalidState,
  type NotAllowed,
  type Result,
  type StaleVersion,
  done,
  invalidInput,
  invalidState,
  notAllowed,
  refused,
} from "../../shared/result.ts"
import { LONGEST_TITLE, problemsOfText } from "../../shared/text.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import { staleVersion } from "../domain/stale-version.ts"

type Asked = { classId: string; version: number; reason: string; clientMutationKey?: string | null }

/** Refusal: lessons of the class are still to come. */
export type ClassHasLessons = { kind: "ClassHasLessons"; message: string; lessonIds: string[] }
type Answer = Promise<Result<{ classId: string }, NotAllowed | InvalidInput | InvalidState | StaleVersion | ClassHasLessons>>

/**
 * Cancel a training class, with the reason.
 *
 * Its lessons that are still to come must be cancelled first: each tells its people. Who had places keeps them in the books. Refuses an edit of a
 * version that stands no longer.
 */
export async function cancelClass({ viewer, change }: Pick<CoursesContext, "viewer" | "change">, input: Asked): Answer {
  const classId = requireId("input.class", input.classId, "class")
  return change({ mutation: "cancelClass", input }, async ({ classes }): Answer => {
    const found = await classes.lock(classId)
    if (!found || !mayPlan(viewer, found.path)) return notAllowed()
    const problems = problemsOfText("reason", input.reason, LONGEST_TITLE)
    if (problems.length > 0) return invalidInput(...problems)
    if (input.version !== found.version) return staleVersion(found.version)
    if (found.state === "CANCELLED") return invalidState("CANCELLED", "The class is cancelled already.")
    const lessons = await classes.findComing(classId)
    if (lessons.length > 0) {
      const message = `${lessons.length} lessons of the class are still to come. Cancel them first.`
      return refused({ kind: "ClassHasLessons", message, lessonIds: lessons.map(({ id }) => id) })
    }
    await classes.cancel(classId, input.reason.trim())
    return done({ classId })
  })
}
