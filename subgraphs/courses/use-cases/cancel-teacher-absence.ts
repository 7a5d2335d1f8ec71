import { type InvalidInput, type NotAllowed, type Result, done, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import { mayPlan } from "../domain/courses.policy.ts"

/** Take back an absence: the teacher can teach at that time after all. */
export async function cancelTeacherAbsence(
  { viewer, change }: Pick<CoursesContext, "viewer" | "change">,
  input: { absenceId: string; clientMutationKey?: string | null },
): Promise<Result<{ teacherId: string }, NotAllowed | InvalidInput>> {
  const absenceId = requireId("input.absence", input.absenceId, "absence")
  return change({ mutation: "cancelTeacherAbsence", input }, async ({ teachers }) => {
    const teacher = await teachers.findAbsent(absenceId)
    if (!teacher || !mayPlan(viewer, teacher.path)) return notAllowed()
    await teachers.removeAbsence(absenceId)
    return done({ teacherId: teacher.id })
  })
}
