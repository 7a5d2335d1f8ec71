import type { CoursesContext } from "../context.ts"
import type { Lesson } from "../domain/lesson.ts"
import type { Substitute } from "../domain/substitute.ts"

/** Find who could teach a lesson instead of some of its teachers, of all of them where none is named. Nobody, for a lesson that nobody teaches. */
export async function findSubstitutes(
  { loaders }: Pick<CoursesContext, "loaders">,
  { id, organiserPath, teachers }: Pick<Lesson, "id" | "organiserPath" | "teachers">,
  insteadOf: readonly string[] | null = null,
): Promise<Substitute[]> {
  const details = await loaders.lessonDetailsById.load(id)
  const teacherIds = teachers.map((teacher) => teacher.id)
  if (!details || details.periods.length === 0) return []
  const { periods, courseId } = details
  return loaders.substitutesFor.load({ lessonId: id, organiserPath, periods, courseId, teacherIds, insteadOf: insteadOf ?? teacherIds })
}
