import type { Prisma } from "../../../prisma/courses/generated/client.ts"
import { newId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { Clash } from "../domain/clash.ts"
import type { LessonToPlace } from "../domain/lesson-to-place.ts"
import { inOrder, spanOf } from "../domain/lesson-to-place.ts"
import type { NoticeContent } from "../domain/notice.ts"
import type { Period } from "../domain/period.ts"

export type LessonChangeKind = "SCHEDULED" | "PUBLISHED" | "CHANGED" | "RESCHEDULED" | "CANCELLED" | "HELD"

/** What was done to a lesson; `overridden` are the clashes that were accepted, and why. */
export type LessonChanged = {
  lessonId: string
  version: number
  kind: LessonChangeKind
  before: object
  after: object
  reason?: string | null
  overridden?: { clashes: readonly Clash[]; reason: string } | null
}

/** What a lesson takes up. `soft` are venues and teachers that it takes in spite of another lesson. */
export type Taken = {
  lessonId: string
  periods: readonly Period[]
  venueIds: readonly string[]
  teacherIds: readonly string[]
  isFirm: boolean
  soft: readonly string[]
}

const TEACHER_NAMES = { select: { teacher: { select: { name: true } } }, orderBy: [{ position: "asc" as const }, { teacherId: "asc" as const }] }

/** Write lessons, in the transaction of an act. */
export function createLessonWriter(transaction: Prisma.TransactionClient, viewer: Viewer, now: () => Date) {
  const instant = (date: Date) => date.toISOString()

  /** Write what it takes up anew: a row a period and venue or teacher, in one order, so that two who want the same two rooms never wait for each other. */
  const book = async ({ lessonId, periods, venueIds, teacherIds, isFirm, soft }: Taken): Promise<void> => {
    const id = toUuid("lesson", lessonId)
    await transaction.booking.deleteMany({ where: { lessonId: id } })
    const resources = [
      ...venueIds.map((venue) => ({ resourceId: toUuid("venue", venue), kind: "VENUE" as const, isFirm: isFirm && !soft.includes(venue) })),
      ...teacherIds.map((teacher) => ({ resourceId: toUuid("teacher", teacher), kind: "TEACHER" as const, isFirm: isFirm && !soft.includes(teacher) })),
    ].sort((a, b) => (a.resourceId < b.resourceId ? -1 : 1))
    const rows = resources.flatMap((resource) =>
      inOrder(periods).map(({ startsAt, endsAt }, at) => ({ ...resource, lessonId: id, period: at + 1, startsAt, endsAt })),
    )
    if (rows.length > 0) await transaction.booking.createMany({ data: rows })
  }

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
    book,
    setPeriods,
    setTeachers,
    setSites,

    /**
     * Hold venues and teachers to the end of the transaction, in one order: who wants one of them meanwhile waits, and then sees what was booked.
     * Whoever books several lessons at once holds all that they take before the first.
     */
    async hold(venueIds: readonly string[], teacherIds: readonly string[]): Promise<void> {
      const lock = (table: string, ids: string[]) =>
        transaction.$queryRawUnsafe(`SELECT 1 AS held FROM courses.${table} WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE`, ids)
      if (venueIds.length > 0) await lock("venue", toUuids("venue", venueIds))
      if (teacherIds.length > 0) await lock("teacher", toUuids("teacher", teacherIds))
    },

    /** Write a new lesson with its times, places and teachers; what it takes up and who is expected are written apart. */
    async add(lesson: LessonToPlace & { organiserPath: string }, isPublished: boolean): Promise<string> {
      const lessonId = newId("lesson")
      const id = toUuid("lesson", lessonId)
      const { title, category, mode, plannedHours, capacity, code, place, remark, isCounted, isOpenToEnrol, organiserPath, audience, series } = lesson
      const at = now()
      await transaction.lesson.create({
        data: {
          ...{ id, title, category, mode, plannedHours, capacity, code, place, remark, isCounted, isOpenToEnrol, organiserPath },
          ...spanOf(lesson.periods),
          status: isPublished ? "PUBLISHED" : "DRAFT",
          organiserId: toUuid("organisation", lesson.organiserId),
          schoolId: lesson.schoolId && toUuid("school", lesson.schoolId),
          courseId: lesson.courseId && toUuid("course", lesson.courseId),
          trainingClassId: lesson.trainingClassId && toUuid("class", lesson.trainingClassId),
          venueId: lesson.venueId && toUuid("venue", lesson.venueId),
          ...(audience && { audience }),
          ...(series && { seriesId: toUuid("series", series.seriesId), occursAt: series.occursAt }),
          ...{ createdAt: at, changedAt: at, publishedAt: isPublished ? at : null },
        },
      })
      await transaction.lessonPeriod.createMany({ data: inOrder(lesson.periods).map((period, number) => ({ ...period, lessonId: id, number: number + 1 })) })
      const teachers = toUuids("teacher", lesson.teacherIds).map((teacherId, position) => ({ lessonId: id, teacherId, position }))
      if (teachers.length > 0) await transaction.lessonTeacher.createMany({ data: teachers })
      const sites = toUuids("venue", lesson.siteIds).map((venueId) => ({ lessonId: id, venueId }))
      if (sites.length > 0) await transaction.lessonSite.createMany({ data: sites })
      const partners = lesson.coOrganisers.map(({ organisationId, name }, number) => ({
        ...{ lessonId: id, name, number: number + 1 },
        organisationId: organisationId && toUuid("organisation", organisationId),
      }))
      if (partners.length > 0) await transaction.lessonCoOrganiser.createMany({ data: partners })
      return lessonId
    },

    /** Give the words of a notice about a lesson as it is written now. */
    async wordsOf(lessonId: string): Promise<NoticeContent> {
      const lesson = await transaction.lesson.findUniqueOrThrow({
        where: { id: toUuid("lesson", lessonId) },
        select: { title: true, startsAt: true, endsAt: true, place: true, venue: { select: { name: true } }, teachers: TEACHER_NAMES },
      })
      const { title, startsAt, endsAt, place, venue } = lesson
      const teacherNames = lesson.teachers.map(({ teacher }) => teacher.name)
      return { title, startsAt: instant(startsAt), endsAt: instant(endsAt), venueName: venue?.name ?? place, teacherNames }
    },

    /** Say in the lesson's history what was done, by whom and why. */
    async record({ lessonId, version, kind, before, after, reason = null, overridden = null }: LessonChanged): Promise<void> {
      await transaction.$executeRawUnsafe(
        `INSERT INTO courses.lesson_change (lesson_id, version, kind, before, after, reason, overridden, override_reason, recorded_at, recorded_by, recorder_name)
         VALUES ($1::uuid, $2, $3::courses.lesson_change_kind, $4::jsonb, $5::jsonb, $6, $7::jsonb, $8, $9::timestamptz, $10::uuid, $11)`,
        toUuid("lesson", lessonId),
        version,
        kind,
        JSON.stringify(before),
        JSON.stringify(after),
        reason,
        overridden && JSON.stringify(overridden.clashes),
        overridden?.reason ?? null,
        instant(now()),
        toUuid("account", viewer.accountId),
        viewer.name,
      )
    },
  }
}
