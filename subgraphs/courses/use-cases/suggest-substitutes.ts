import type { CoursesContext } from "../context.ts"
import type { ClashKind } from "../domain/clash.ts"
import type { LessonToSuit } from "../domain/lesson-to-place.ts"
import type { Substitute } from "../domain/substitute.ts"

/** Find who could teach a lesson that was refused instead of the teachers who clash. Read when the conflict is shown, after the act was rolled back. */
export async function suggestSubstitutes(
  { loaders }: Pick<CoursesContext, "loaders">,
  toSuit: LessonToSuit | null,
  conflicts: readonly { kind: ClashKind; subjectId: string | null }[],
): Promise<Substitute[]> {
  const insteadOf = [...new Set(conflicts.flatMap(({ kind, subjectId }) => (kind === "TEACHER" && subjectId !== null ? [subjectId] : [])))]
  if (!toSuit || insteadOf.length === 0) return []
  const { lessonId, organiserPath, periods, teacherIds, courseId } = toSuit
  return loaders.substitutesFor.load({ lessonId, organiserPath, periods, teacherIds, insteadOf, courseId })
}
