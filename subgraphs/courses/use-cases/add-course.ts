import { type InvalidInput, type NotAllowed, type Result, done, invalidInput, notAllowed } from "../../shared/result.ts"
import { trimmed } from "../../shared/text.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import { type CourseKind, type CourseMaterial, problemsOfCourse } from "../domain/course.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import type { Category } from "../domain/lesson.ts"

type Asked = {
  organisationId: string
  name: string
  kind: CourseKind
  category: Category
  topic?: string | null
  syllabus?: string | null
  hours: number
  materials: CourseMaterial[]
  clientMutationKey?: string | null
}

type Answer = Promise<Result<{ courseId: string }, NotAllowed | InvalidInput>>

/** Enter a course of an organisation: what is taught, whenever and by whom, with links to what is read or shown. */
export async function addCourse({ viewer, change }: Pick<CoursesContext, "viewer" | "change">, input: Asked): Answer {
  const organisationId = requireId("input.organisation", input.organisationId, "organisation")
  return change({ mutation: "addCourse", input }, async ({ places, courses }): Answer => {
    const place = await places.findOrganisation(organisationId)
    if (!place || !mayPlan(viewer, place.path)) return notAllowed()
    const { name, kind, category, hours, materials } = input
    const [topic, syllabus] = [trimmed(input.topic), trimmed(input.syllabus)]
    const problems = problemsOfCourse({ name, topic, syllabus, hours, materials })
    if (problems.length > 0) return invalidInput(...problems.slice(0, 100))
    const courseId = await courses.add(place, { name: name.trim(), kind, category, topic, syllabus, hours })
    await courses.setMaterials(
      courseId,
      materials.map(({ title, url }) => ({ title: title.trim(), url })),
    )
    return done({ courseId })
  })
}
