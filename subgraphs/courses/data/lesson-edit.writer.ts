import { Prisma } from "../../../prisma/courses/generated/client.ts"
import { toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { Audience } from "../domain/audience.ts"
import type { Category, LessonStatus, Mode } from "../domain/lesson.ts"
import type { StoredLesson } from "../domain/stored-lesson.ts"
import { columnsOf } from "./lesson-columns.row.ts"

type Row = {
  title: string
  category: Category
  mode: Mode
  status: LessonStatus
  hours: number
  capacity: number | null
  school_id: string | null
  course_id: string | null
  training_class_id: string | null
  venue_id: string | null
  organiser_id: string
  organiser_path: string
  version: number
  series_id: string | null
  audience: Audience | null
  code: string | null
  place: string | null
  remark: string | null
  is_counted: boolean
  is_open_to_enrol: boolean
  periods: { startsAt: string; endsAt: string }[]
  sites: string[]
  teachers: string[]
  partners: { organisationId: string | null; name: string }[]
}

const LOCKED = `WITH locked AS MATERIALIZED (SELECT * FROM courses.lesson WHERE id = $1::uuid FOR UPDATE)
SELECT l.title, l.category::text, l.mode::text, l.status::text, l.planned_hours::float8 AS hours, l.capacity, l.school_id, l.course_id, l.training_class_id, l.venue_id,
  l.organiser_id, l.organiser_path, l.version, l.series_id, l.audience, l.code, l.place, l.remark, l.is_counted, l.is_open_to_enrol,
  (SELECT coalesce(json_agg(json_build_object('startsAt', p.starts_at, 'endsAt', p.ends_at) ORDER BY p.number), '[]') FROM courses.lesson_period p WHERE p.lesson_id = l.id) AS periods,
  (SELECT coalesce(json_agg(s.venue_id ORDER BY s.venue_id), '[]') FROM courses.lesson_site s WHERE s.lesson_id = l.id) AS sites,
  (SELECT coalesce(json_agg(t.teacher_id ORDER BY t.position, t.teacher_id), '[]') FROM courses.lesson_teacher t WHERE t.lesson_id = l.id) AS teachers,
  (SELECT coalesce(json_agg(json_build_object('organisationId', c.organisation_id, 'name', c.name) ORDER BY c.number), '[]')
   FROM courses.lesson_co_organiser c WHERE c.lesson_id = l.id) AS partners
FROM locked l`

/** Read and write one lesson under its lock, in the transaction of an act. */
export function createLessonEditWriter(transaction: Prisma.TransactionClient, now: () => Date) {
  return {
    /** Lock a lesson and read all of it; null when there is none. Whether it exists for the viewer is for the caller to say. */
    async lock(lessonId: string): Promise<StoredLesson | null> {
      // The second statement sees what whoever held the lock has written: the first may have waited with an older view of the other tables.
      await transaction.$queryRawUnsafe("SELECT 1 AS held FROM courses.lesson WHERE id = $1::uuid FOR UPDATE", toUuid("lesson", lessonId))
      const [row] = await transaction.$queryRawUnsafe<Row[]>(LOCKED, toUuid("lesson", lessonId))
      return row ? toStored(lessonId, row) : null
    },

    /** Write the lesson's own row as it is to be, with the next version. Its times move those of the people expected with them. */
    async write(lesson: StoredLesson): Promise<void> {
      await transaction.lesson.update({ where: { id: toUuid("lesson", lesson.lessonId) }, data: rowOf(lesson, now()) })
    },

    async markPublished(lessonId: string): Promise<void> {
      await transaction.lesson.update({ where: { id: toUuid("lesson", lessonId) }, data: { publishedAt: now() } })
    },

    /** Cancel: what it took up is free again, its list stays for the record. */
    async cancel(lessonId: string, version: number, reason: string): Promise<void> {
      const id = toUuid("lesson", lessonId)
      await transaction.lesson.update({ where: { id }, data: { status: "CANCELLED", cancelledReason: reason, version, changedAt: now() } })
      await transaction.booking.deleteMany({ where: { lessonId: id } })
    },

    async setCoOrganisers(lessonId: string, partners: StoredLesson["coOrganisers"]): Promise<void> {
      const id = toUuid("lesson", lessonId)
      await transaction.lessonCoOrganiser.deleteMany({ where: { lessonId: id } })
      if (partners.length === 0) return
      const rows = partners.map(({ organisationId, name }, at) => ({
        lessonId: id,
        number: at + 1,
        name,
        organisationId: organisationId && toUuid("organisation", organisationId),
      }))
      await transaction.lessonCoOrganiser.createMany({ data: rows })
    },

    /** Say as whom teachers are told: as the members that they are, or as teachers from outside. */
    async addresseesOf(teacherIds: readonly string[]): Promise<{ memberIds: string[]; teacherIds: string[] }> {
      const rows = await transaction.teacher.findMany({ where: { id: { in: toUuids("teacher", teacherIds) } }, select: { id: true, memberId: true } })
      return {
        memberIds: rows.flatMap(({ memberId }) => (memberId === null ? [] : [toTypeId("member", memberId)])),
        teacherIds: rows.flatMap(({ id, memberId }) => (memberId === null ? [toTypeId("teacher", id)] : [])),
      }
    },
  }
}

function rowOf(lesson: StoredLesson, changedAt: Date): Prisma.LessonUncheckedUpdateInput {
  const { audience, status, version, isInSeries } = lesson
  return {
    ...columnsOf(lesson),
    status,
    version,
    audience: audience ?? Prisma.DbNull,
    changedAt,
    ...(isInSeries && { isDetached: true }),
  }
}

function toStored(lessonId: string, row: Row): StoredLesson {
  const { title, category, mode, status, capacity, version, code, place, remark, audience } = row
  return {
    lessonId,
    title,
    category,
    mode,
    status,
    capacity,
    version,
    code,
    place,
    remark,
    audience,
    plannedHours: row.hours,
    organiserId: toTypeId("organisation", row.organiser_id),
    organiserPath: row.organiser_path,
    schoolId: row.school_id && toTypeId("school", row.school_id),
    courseId: row.course_id && toTypeId("course", row.course_id),
    trainingClassId: row.training_class_id && toTypeId("class", row.training_class_id),
    venueId: row.venue_id && toTypeId("venue", row.venue_id),
    isCounted: row.is_counted,
    isOpenToEnrol: row.is_open_to_enrol,
    isInSeries: row.series_id !== null,
    periods: row.periods.map(({ startsAt, endsAt }) => ({
      startsAt: new Date(startsAt),
      endsAt: new Date(endsAt),
    })),
    siteIds: row.sites.map((id) => toTypeId("venue", id)),
    teacherIds: row.teachers.map((id) => toTypeId("teacher", id)),
    coOrganisers: row.partners.map((partner) => ({
      ...partner,
      organisationId: partner.organisationId && toTypeId("organisation", partner.organisationId),
    })),
  }
}
