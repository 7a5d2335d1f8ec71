import type { CoursesContext } from "../context.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import type { Lesson } from "../domain/lesson.ts"
import type { Substitute } from "../domain/substitute.ts"
import { findSubstitutes } from "./find-substitutes.ts"

/** Find who could teach a lesson that stands instead of its teachers: for those who plan for its organiser, while it may still be changed. */
export async function listSubstitutes(context: Pick<CoursesContext, "viewer" | "loaders">, lesson: Lesson): Promise<Substitute[]> {
  const isOpen = lesson.status === "DRAFT" || lesson.status === "PUBLISHED"
  return isOpen && mayPlan(context.viewer, lesson.organiserPath) ? findSubstitutes(context, lesson) : []
}
