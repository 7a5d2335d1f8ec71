import type { Prisma } from "../../../prisma/courses/generated/client.ts"
import { newId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { LessonToPlace } from "../domain/lesson-to-place.ts"
import { inOrder, spanOf } from "../domain/lesson-to-place.ts"
import type { Period } from "../domain/period.ts"

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

    /** Write a new lesson with its times, places and teachers; what it takes up and who is expected are written apart. */
    async add(lesson: LessonToPlace & { organiserPath: string }, isPublished: boolean): Promise<string> {
      const lessonId = newId("lesson")
      const id = toUuid("lesson", lessonId)
      const { title, category, mode, plannedHours, capacity, code, place, remark, isCounted, isOpenToEnrol, organiserPath, audience, series } = lesson
      const at = now()
      await transaction.lesson.create({
        data: {
          id,
          title,
          category,
          mode,
          plannedHours,
          capacity,
          code,
          place,
          remark,
          isCounted,
          isOpenToEnrol,
          organiserPath,
          ...spanOf(lesson.periods),
          status: isPublished ? "PUBLISHED" : "DRAFT",
          organiserId: toUuid("organisation", lesson.organiserId),
          schoolId: lesson.schoolId && toUuid("school", lesson.schoolId),
          courseId: lesson.courseId && toUuid("course", lesson.courseId),
          trainingClassId: lesson.trainingClassId && toUuid("class", lesson.trainingClassId),
          venueId: lesson.venueId && toUuid("venue", lesson.venueId),
          ...(audience && { audience }),
          ...(series && {
            seriesId: toUuid("series", series.seriesId),
            occursAt: series.occursAt,
          }),
          ...{
            createdAt: at,
            changedAt: at,
            publishedAt: isPublished ? at : null,
          },
        },
      })
      await transaction.lessonPeriod.createMany({ data: inOrder(lesson.periods).map((period, number) => ({ ...period, lessonId: id, number: number + 1 })) })
      const teachers = toUuids("teacher", lesson.teacherIds).map((teacherId, position) => ({ lessonId: id, teacherId, position }))
      if (teachers.length > 0) await transaction.lessonTeacher.createMany({ data: teachers })
      const sites = toUuids("venue", lesson.siteIds).map((venueId) => ({ lessonId: id, venueId }))
      if (sites.length > 0) await transaction.lessonSite.createMany({ data: sites })
      const partners = lesson.coOrganisers.map(({ organisationId, name }, number) => ({
        lessonId: id,
        name,
        number: number + 1,
        organisationId: organisationId && toUuid("organisation", organisationId),
      }))
      if (partners.length > 0) await transaction.lessonCoOrganiser.createMany({ data: partners })
      return lessonId
    },
  }
}
