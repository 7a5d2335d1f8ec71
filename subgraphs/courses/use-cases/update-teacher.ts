import { type InvalidInput, type NotAllowed, type Result, type StaleVersion, done, invalidInput, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import type { TeacherCategory } from "../domain/lesson.ts"
import { edited, given } from "../domain/register.ts"
import { staleVersion } from "../domain/stale-version.ts"
import { type TeacherEdit, problemsOfTeacher } from "../domain/teacher.ts"
import { type AvailabilityKind, mayLieOver } from "../domain/teacher-hours.ts"
import { type WrittenTime, readWeeklyTimes } from "../domain/weekly-time.ts"

type Asked = {
  teacherId: string
  version: number
  name?: string | null
  category?: TeacherCategory | null
  unit?: string | null
  title?: string | null
  subjects?: string[] | null
  lessonsPerMonth?: number | null
  isActive?: boolean | null
  availability?: (WrittenTime & { kind: AvailabilityKind })[] | null
  clientMutationKey?: string | null
}
type Answer = Promise<Result<{ teacherId: string }, NotAllowed | InvalidInput | StaleVersion>>

/**
 * Change what is kept of a teacher; what is left out stays as it is, availability is replaced whole.
 *
 * Who teaches no longer keeps the lessons that are planned, and gets no new ones. Refuses an edit of a version that stands no longer.
 */
export async function updateTeacher({ viewer, change }: Pick<CoursesContext, "viewer" | "change">, input: Asked): Answer {
  const teacherId = requireId("input.teacher", input.teacherId, "teacher")
  const edit = given({
    name: edited<string>(input.name),
    category: input.category ?? undefined,
    unit: edited<string>(input.unit),
    title: edited(input.title),
    subjects: input.subjects?.map((word) => word.trim()),
    lessonsPerMonth: input.lessonsPerMonth,
    isActive: input.isActive ?? undefined,
  }) as TeacherEdit
  return change({ mutation: "updateTeacher", input }, async ({ teachers }): Answer => {
    const teacher = await teachers.lock(teacherId)
    if (!teacher || !mayPlan(viewer, teacher.path)) return notAllowed()
    const { times, problems } = readWeeklyTimes("availability", input.availability ?? [], mayLieOver)
    const wrong = [...problemsOfTeacher(edit), ...problems]
    if (wrong.length > 0) return invalidInput(...wrong.slice(0, 100))
    if (input.version !== teacher.version) return staleVersion(teacher.version)
    await teachers.change(teacherId, edit)
    if (input.availability) await teachers.setAvailability(teacherId, times)
    return done({ teacherId })
  })
}
