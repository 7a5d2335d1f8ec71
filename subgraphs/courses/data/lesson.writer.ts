import type { Prisma } from "../../../prisma/courses/generated/client.ts"
import { toUuid, toUuids } from "../../shared/typeid.ts"
import type { LessonToPlace } from "../domain/lesson-to-place.ts"
import { inOrder } from "../domain/lesson-to-place.ts"
import type { Period } from "../domain/period.ts"
import { columnsOf } from "./lesson-columns.row.ts"

/** A lesson that is written for the first time, under the id that it will have. */
export type NewLesson = LessonToPlace & { lessonId: string; organiserPath: string }

/** Write lessons, in the transaction of an act. */
export function createLessonWriter(transaction: Prisma.TransactionClient, now: () => Date) {
  /** Write its periods anew; the lesson's own times follow, and with them those of the people expected. */
  const setPeriods = async (lessonId: string, periods: readonly Period[]): Promise<void> => {
    const id = toUuid("lesson", lessonId)
    await transaction.lessonPeriod.deleteMany({ where: { lessonId: id } })
    await transaction.lessonPeriod.createMany({ data: inOrder(periods).map((period, at) => ({ ...period, lessonId: id, number: at + 1 })) })
  }

  const setTeachers = async (lessonId: string, teacherIds: readonly string[]): Promise<void> => {
    const id = toUuid("lesson", lessonId)
    await transaction.lessonTeacher.deleteMany({ where: { lessonId: id } })
    if (teacherIds.length === 0) return
    await transaction.lessonTeacher.createMany({ data: toUuids("teacher", teacherIds).map((teacherId, position) => ({ lessonId: id, teacherId, position })) })
  }

  const setSites = async (lessonId: string, siteIds: readonly string[]): Promise<void> => {
    const id = toUuid("lesson", lessonId)
    await transaction.lessonSite.deleteMany({ where: { lessonId: id } })
    if (siteIds.length > 0) await transaction.lessonSite.createMany({ data: toUuids("venue", siteIds).map((venueId) => ({ lessonId: id, venueId })) })
  }

  return {
    setPeriods,
    setTeachers,
    setSites,

    /** Write new lessons with their times, places and teachers; what they take up and who is expected are written apart. */
    async addAll(lessons: readonly NewLesson[], isPublished: boolean): Promise<void> {
      const at = now()
      const keyed = lessons.map((lesson) => ({ lesson, lessonId: toUuid("lesson", lesson.lessonId) }))
      await transaction.lesson.createMany({ data: keyed.map(({ lesson }) => rowOf(lesson, isPublished, at)) })
      await transaction.lessonPeriod.createMany({
        data: keyed.flatMap(({ lesson, lessonId }) => inOrder(lesson.periods).map((period, number) => ({ ...period, lessonId, number: number + 1 }))),
      })
      const teachers = keyed.flatMap(({ lesson, lessonId }) =>
        toUuids("teacher", lesson.teacherIds).map((teacherId, position) => ({ lessonId, teacherId, position })),
      )
      if (teachers.length > 0) await transaction.lessonTeacher.createMany({ data: teachers })
      const sites = keyed.flatMap(({ lesson, lessonId }) => toUuids("venue", lesson.siteIds).map((venueId) => ({ lessonId, venueId })))
      if (sites.length > 0) await transaction.lessonSite.createMany({ data: sites })
      const partners = keyed.flatMap(({ lesson, lessonId }) =>
        lesson.coOrganisers.map(({ organisationId, name }, number) => ({
          lessonId,
          name,
          number: number + 1,
          organisationId: organisationId && toUuid("organisation", organisationId),
        })),
      )
      if (partners.length > 0) await transaction.lessonCoOrganiser.createMany({ data: partners })
    },
  }
}

function rowOf(lesson: NewLesson, isPublished: boolean, at: Date): Prisma.LessonCreateManyInput {
  const { organiserPath, audience, series } = lesson
  return {
    ...columnsOf(lesson),
    id: toUuid("lesson", lesson.lessonId),
    status: isPublished ? "PUBLISHED" : "DRAFT",
    organiserId: toUuid("organisation", lesson.organiserId),
    organiserPath,
    ...(audience && { audience }),
    ...(series && { seriesId: toUuid("series", series.seriesId), occursAt: series.occursAt }),
    createdAt: at,
    changedAt: at,
    publishedAt: isPublished ? at : null,
  }
}
