import type { CoursesContext } from "../context.ts"
import type { ClashKind } from "../domain/clash.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import type { Lesson } from "../domain/lesson.ts"
import type { LessonToSuit } from "../domain/lesson-to-place.ts"
import type { Substitute } from "../domain/substitute.ts"

type Context = Pick<CoursesContext, "viewer" | "loaders">

/** Find who could teach a lesson instead of some of its teachers, of all of them where none is named. Nobody, for a lesson that nobody teaches. */
export async function findSubstitutes(
  { loaders }: Context,
  { id, organiserPath, teachers }: Pick<Lesson, "id" | "organiserPath" | "teachers">,
  insteadOf: readonly string[] | null = null,
): Promise<Substitute[]> {
  const details = await loaders.lessonDetailsById.load(id)
  const teacherIds = teachers.map((teacher) => teacher.id)
  if (!details || details.periods.length === 0) return []
  const { periods, courseId } = details
  return loaders.substitutesFor.load({ lessonId: id, organiserPath, periods, courseId, teacherIds, insteadOf: insteadOf ?? teacherIds })
}

/** Find who could teach a lesson that stands instead of its teachers: for those who plan for its organiser, while it may still be changed. */
export async function listSubstitutes(context: Context, lesson: Lesson): Promise<Substitute[]> {
  const isOpen = lesson.status === "DRAFT" || lesson.status === "PUBLISHED"
  return isOpen && mayPlan(context.viewer, lesson.organiserPath) ? findSubstitutes(context, lesson) : []
}

/** Find who could teach a lesson that was refused instead of the teachers who clash. Read when the conflict is shown, after the act was rolled back. */
export async function suggestSubstitutes(
  { loaders }: Context,
  toSuit: LessonToSuit | null,
  conflicts: readonly { kind: ClashKind; subjectId: string | null }[],
): Promise<Substitute[]> {
  const insteadOf = [...new Set(conflicts.flatMap(({ kind, subjectId }) => (kind === "TEACHER" && subjectId !== null ? [subjectId] : [])))]
  if (!toSuit || insteadOf.length === 0) return []
  const { lessonId, organiserPath, periods, teacherIds, courseId } = toSuit
  return loaders.substitutesFor.load({ lessonId, organiserPath, periods, teacherIds, insteadOf, courseId })
}
