import { type InvalidInput, type NotAllowed, type Result, done, invalidInput, notAllowed } from "../../shared/result.ts"
import { LONGEST_TITLE, problemsOfOptionalText, trimmed } from "../../shared/text.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import { problemsOfTime } from "../domain/register.ts"
import type { Absence } from "../domain/teacher.ts"

type Asked = { teacherId: string; startsAt: Date; endsAt: Date; reason?: string | null; clientMutationKey?: string | null }

/** What an absence hits: the published lessons in its time, each with those who could teach instead. */
export type AbsenceRecorded = { teacherId: string; absence: Absence; hits: { lessonId: string; substituteIds: string[] }[] }

type Answer = Promise<Result<AbsenceRecorded, NotAllowed | InvalidInput>>

/**
 * Record that a teacher cannot teach for a time, and say which published lessons that hits and who could stand in.
 *
 * Somebody must decide about each lesson: nothing is moved. Who stands in has a subject in common and is free at all periods of the lesson.
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
    const substitutes = await times.findSubstitutes(teacherId, lessonIds)
    const hits = lessonIds.map((lessonId) => ({ lessonId, substituteIds: substitutes.get(lessonId) ?? [] }))
    return done({ teacherId, absence: { id, startsAt, endsAt, reason }, hits })
  })
}
