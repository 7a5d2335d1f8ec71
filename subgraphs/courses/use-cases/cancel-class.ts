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
import type { SchedulingWriters } from "../data/scheduling.writer.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import { staleVersion } from "../domain/stale-version.ts"
import type { StoredLesson } from "../domain/stored-lesson.ts"
import { cancelTakenLesson } from "./cancel-taken-lesson.ts"

type Asked = { classId: string; version: number; reason: string; cancelLessons?: boolean; clientMutationKey?: string | null }

/** Refusal: lessons of the class are still to come, and were not to be cancelled with it or are not the viewer's to cancel. */
export type ClassHasLessons = { kind: "ClassHasLessons"; message: string; lessonIds: string[] }
type Answer = Promise<Result<{ classId: string; cancelled: number }, NotAllowed | InvalidInput | InvalidState | StaleVersion | ClassHasLessons>>

/**
 * Cancel a training class, with the reason.
 *
 * Its lessons that are still to come are cancelled with it where that is asked for, all or none: each gives up its places and tells its people, with the same
 * reason. Otherwise they must be cancelled first. Who had places keeps them in the books. Refuses an edit of a version that stands no longer.
 */
export async function cancelClass({ viewer, now, change }: Pick<CoursesContext, "viewer" | "now" | "change">, input: Asked): Answer {
  const classId = requireId("input.class", input.classId, "class")
  return change({ mutation: "cancelClass", input }, async (writers): Answer => {
    const { classes } = writers
    const found = await classes.lock(classId)
    if (!found || !mayPlan(viewer, found.path)) return notAllowed()
    const problems = problemsOfText("reason", input.reason, LONGEST_TITLE)
    if (problems.length > 0) return invalidInput(...problems)
    if (input.version !== found.version) return staleVersion(found.version)
    if (found.state === "CANCELLED") return invalidState("CANCELLED", "The class is cancelled already.")
    const coming = (await classes.findComing(classId)).map(({ id }) => id)
    if (coming.length > 0 && !input.cancelLessons) return hasLessons(coming, "are still to come", "Cancel them first, or with the class.")
    const lessons = await lockAll(writers, coming)
    const foreign = lessons.filter(({ organiserPath }) => !mayPlan(viewer, organiserPath)).map(({ lessonId }) => lessonId)
    if (foreign.length > 0) return hasLessons(foreign, "are for others to cancel", "Ask their organisers first.")
    const reason = input.reason.trim()
    for (const lesson of lessons) await cancelTakenLesson({ now }, writers, lesson, reason)
    await classes.cancel(classId, reason)
    return done({ classId, cancelled: lessons.length })
  })
}

/** Take the locks of lessons in one order for all; what was cancelled or held meanwhile is left out. */
async function lockAll({ edits }: SchedulingWriters, ids: readonly string[]): Promise<StoredLesson[]> {
  const lessons: StoredLesson[] = []
  for (const id of [...ids].sort()) {
    const lesson = await edits.lock(id)
    if (lesson?.status === "DRAFT" || lesson?.status === "PUBLISHED") lessons.push(lesson)
  }
  return lessons
}

function hasLessons(lessonIds: string[], why: string, whatToDo: string) {
  return refused<ClassHasLessons>({ kind: "ClassHasLessons", message: `Lessons of the class ${why}: ${lessonIds.length}. ${whatToDo}`, lessonIds })
}
