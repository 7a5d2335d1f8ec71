import { type InvalidInput, type NotAllowed, type Result, done, invalidInput, notAllowed } from "../../shared/result.ts"
import { LONGEST_TITLE, problemsOfOptionalText, trimmed } from "../../shared/text.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import { problemsOfTime } from "../domain/register.ts"
import type { Absence } from "../domain/teacher.ts"

type Asked = { teacherId: string; startsAt: Date; endsAt: Date; reason?: string | null; clientMutationKey?: string | null }

/** What was recorded, and what it hits: the published lessons in its time. */
export type AbsenceRecorded = { teacherId: string; absence: Absence; lessonIds: string[] }

type Answer = Promise<Result<AbsenceRecorded, NotAllowed | InvalidInput>>

/**
 * Record that a teacher cannot teach for a time, and say which published lessons that hits.
 *
 * Somebody must decide about each lesson: nothing is moved. Who could stand in is found when the lessons are shown.
 */
export async function recordTeacherAbsence({ viewer, change }: Pick<CoursesContext, "viewer" | "change">, input: Asked): Answer {
  const teacherId = requireId("input.teacher", input.teacherId, "teacher")
  return change({ mutation: "recordTeacherAbsence", input }, async ({ teachers, times }): Answer => {
    const teacher = await teachers.lock(teacherId)
    if (!teacher || !mayPlan(viewer, teacher.path)) return notAllowed()
    const problems = [...problemsOfTime(input), ...problemsOfOptionalText("reason", input.reason, LONGEST_TITLE)]
    if (problems.length > 0) return invalidInput(...problems)
    const { startsAt, endsAt } = input
    const reason = trimmed(input.reason)
    const id = await teachers.addAbsence(teacherId, { startsAt, endsAt }, reason)
    const lessonIds = await times.findLessonsIn(teacherId, "teacher", input)
    return done({ teacherId, absence: { id, startsAt, endsAt, reason }, lessonIds })
  })
}
