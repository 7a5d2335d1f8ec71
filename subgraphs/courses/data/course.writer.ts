import type { Prisma } from "../../../prisma/courses/generated/client.ts"
import { newId, toUuid } from "../../shared/typeid.ts"
import type { CourseEdit, CourseMaterial } from "../domain/course.ts"
import { defined } from "./venue.writer.ts"

type NewCourse = Required<Omit<CourseEdit, "isOffered" | "materials">>

/** Enter and change courses, in the transaction of an act. */
export function createCourseWriter(transaction: Prisma.TransactionClient) {
  return {
    /** Find a course and keep others from changing it meanwhile. */
    async lock(courseId: string): Promise<{ id: string; path: string; version: number } | null> {
      const [row] = await transaction.$queryRawUnsafe<{ path: string; version: number }[]>(
        "SELECT organisation_path AS path, version FROM courses.course WHERE id = $1::uuid FOR NO KEY UPDATE",
        toUuid("course", courseId),
      )
      return row ? { id: courseId, ...row } : null
    },

    async add(place: { id: string; path: string }, course: NewCourse): Promise<string> {
      const id = newId("course")
      const organisation = { organisationId: toUuid("organisation", place.id), organisationPath: place.path }
      await transaction.course.create({ data: { id: toUuid("course", id), ...organisation, ...course } })
      return id
    },

    async change(courseId: string, edit: Omit<CourseEdit, "materials">): Promise<void> {
      await transaction.course.update({ where: { id: toUuid("course", courseId) }, data: { ...defined(edit), version: { increment: 1 } } })
    },

    async setMaterials(courseId: string, materials: readonly CourseMaterial[]): Promise<void> {
      const id = toUuid("course", courseId)
      await transaction.courseMaterial.deleteMany({ where: { courseId: id } })
      await transaction.courseMaterial.createMany({ data: materials.map(({ title, url }, at) => ({ courseId: id, number: at + 1, title, url })) })
    },
  }
}
