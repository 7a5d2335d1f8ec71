import { type InvalidInput, type NotAllowed, type Result, type StaleVersion, done, invalidInput, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import { type CourseEdit, type CourseKind, type CourseMaterial, problemsOfCourse } from "../domain/course.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import type { Category } from "../domain/lesson.ts"
import { edited, given } from "../domain/register.ts"
import { staleVersion } from "../domain/stale-version.ts"

type Asked = {
  courseId: string
  version: number
  name?: string | null
  kind?: CourseKind | null
  category?: Category | null
  topic?: string | null
  syllabus?: string | null
  hours?: number | null
  isOffered?: boolean | null
  materials?: CourseMaterial[] | null
  clientMutationKey?: string | null
}
type Answer = Promise<Result<{ courseId: string }, NotAllowed | InvalidInput | StaleVersion>>

/**
 * Change a course; what is left out stays as it is, links are replaced whole. Lessons that were held of it stay as they were.
 *
 * One that is no longer offered gets no new lessons. Refuses an edit of a version that stands no longer.
 */
export async function updateCourse({ viewer, change }: Pick<CoursesContext, "viewer" | "change">, input: Asked): Answer {
  const courseId = requireId("input.course", input.courseId, "course")
  const materials = input.materials ?? undefined
  const edit = given({
    name: edited<string>(input.name),
    kind: input.kind ?? undefined,
    category: input.category ?? undefined,
    topic: edited(input.topic),
    syllabus: edited(input.syllabus),
    hours: input.hours ?? undefined,
    isOffered: input.isOffered ?? undefined,
  }) as CourseEdit
  return change({ mutation: "updateCourse", input }, async ({ courses }): Answer => {
    const course = await courses.lock(courseId)
    if (!course || !mayPlan(viewer, course.path)) return notAllowed()
    const problems = problemsOfCourse({ ...edit, ...(materials && { materials }) })
    if (problems.length > 0) return invalidInput(...problems.slice(0, 100))
    if (input.version !== course.version) return staleVersion(course.version)
    await courses.change(courseId, edit)
    if (materials)
      await courses.setMaterials(
        courseId,
        materials.map(({ title, url }) => ({ title: title.trim(), url })),
      )
    return done({ courseId })
  })
}
