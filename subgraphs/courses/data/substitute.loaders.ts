import DataLoader from "dataloader"
import type { Database } from "../../shared/database.ts"
import { toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { Teacher } from "../domain/lesson.ts"
import { spanOf } from "../domain/lesson-to-place.ts"
import type { LocalOf } from "../domain/local-time.ts"
import { type Substitute, type SubstituteChoice, type SubstituteQuestion, rankSubstitutes } from "../domain/substitute.ts"
import type { Availability } from "../domain/teacher-hours.ts"

type Times = { startsAt: string; endsAt: string }
type Row = Teacher & {
  number: number
  common: string[]
  is_near: boolean
  lessons_per_month: number | null
  lessons_that_month: number
  availability: Availability[]
  absences: Times[]
  taken: (Times & { lessonId: string; isDraft: boolean })[]
  elsewhere: Times[]
}

/**
 * For each lesson of $1 up to 50 teachers who teach a subject of those who cannot come, or the topic of the course: of the organiser's line, kept at or above
 * it first. With each all that decides whether they are free then. $2 the city's time zone.
 */
const CHOICES = `SELECT asked.number, t.*,
    (SELECT coalesce(json_agg(json_build_object('weekday', a.weekday, 'fromMinute', a.from_minute, 'toMinute', a.to_minute, 'kind', a.kind)), '[]')
     FROM courses.teacher_availability a WHERE a.teacher_id = t.id) AS availability,
    (SELECT coalesce(json_agg(json_build_object('startsAt', x.starts_at, 'endsAt', x.ends_at)), '[]')
     FROM courses.teacher_absence x WHERE x.teacher_id = t.id AND x.starts_at < asked.ends_at AND x.ends_at > asked.starts_at) AS absences,
    (SELECT coalesce(json_agg(json_build_object('lessonId', b.lesson_id, 'startsAt', b.starts_at, 'endsAt', b.ends_at, 'isDraft', l.status = 'DRAFT')), '[]')
     FROM courses.booking b JOIN courses.lesson l ON l.id = b.lesson_id AND l.status <> 'CANCELLED'
     WHERE b.resource_id = t.id AND b.lesson_id IS DISTINCT FROM asked.lesson AND b.starts_at > asked.starts_at - interval '24 hours' AND b.starts_at < asked.ends_at) AS taken,
    (SELECT coalesce(json_agg(json_build_object('startsAt', p.starts_at, 'endsAt', p.ends_at)), '[]') FROM courses.enrolment e
     JOIN courses.lesson l ON l.id = e.lesson_id AND l.status IN ('PUBLISHED', 'HELD') AND l.id IS DISTINCT FROM asked.lesson
     JOIN courses.lesson_period p ON p.lesson_id = l.id
     WHERE e.member_id = t.member_id AND e.state = 'EXPECTED' AND e.starts_at > asked.starts_at - interval '7 days' AND e.starts_at < asked.ends_at) AS elsewhere,
    (SELECT count(DISTINCT b.lesson_id)::int FROM courses.booking b WHERE b.resource_id = t.id AND b.lesson_id IS DISTINCT FROM asked.lesson
       AND b.starts_at >= date_trunc('month', asked.starts_at AT TIME ZONE $2) AT TIME ZONE $2
       AND b.starts_at < (date_trunc('month', asked.starts_at AT TIME ZONE $2) + interval '1 month') AT TIME ZONE $2) AS lessons_that_month
  FROM jsonb_to_recordset($1::jsonb) AS asked(number int, lesson uuid, path text, teachers uuid[], absent uuid[], course uuid, starts_at timestamptz, ends_at timestamptz)
  CROSS JOIN LATERAL (SELECT coalesce(array_agg(subject), '{}') AS subjects FROM (
    SELECT unnest(own.subjects) AS subject FROM courses.teacher own WHERE own.id = ANY(asked.absent)
    UNION SELECT c.topic FROM courses.course c WHERE c.id = asked.course AND c.topic IS NOT NULL) AS wanted) wanted
  CROSS JOIN LATERAL (
    SELECT t.id, t.member_id, t.name, t.category::text, t.unit, t.title, t.subjects, t.lessons_per_month, starts_with(asked.path, t.organisation_path) AS is_near,
      ARRAY(SELECT s.subject FROM unnest(t.subjects) WITH ORDINALITY AS s(subject, at) WHERE s.subject = ANY(wanted.subjects) ORDER BY s.at) AS common
    FROM courses.teacher t
    WHERE t.is_active AND t.id <> ALL(asked.teachers) AND t.id <> ALL(asked.absent) AND t.subjects && wanted.subjects
      AND (starts_with(asked.path, t.organisation_path) OR starts_with(t.organisation_path, asked.path))
    ORDER BY (SELECT count(*) FROM unnest(t.subjects) s WHERE s = ANY(wanted.subjects)) DESC, is_near DESC, t.id LIMIT 50
  ) t ORDER BY asked.number`

/** Make the request's loader of who could stand in at lessons: one statement, whatever their number. */
export function createSubstituteLoaders(database: Database, { localOf, timeZone }: { localOf: LocalOf; timeZone: string }) {
  return {
    substitutesFor: new DataLoader<SubstituteQuestion, Substitute[], string>(
      async (questions) => {
        const rows = await database.read<Row>("substitutes", CHOICES, [JSON.stringify(questions.map(toAsked)), timeZone])
        return questions.map(({ periods }, number) => {
          const choices = rows.filter((row) => row.number === number).map((row) => toChoice(row, localOf(spanOf(periods).startsAt).day.slice(0, 7)))
          return rankSubstitutes(choices, periods, { localOf })
        })
      },
      { cacheKeyFn: (question) => JSON.stringify(question) },
    ),
  }
}

function toAsked({ lessonId, organiserPath, periods, teacherIds, insteadOf, courseId }: SubstituteQuestion, number: number) {
  const { startsAt, endsAt } = spanOf(periods)
  return {
    number,
    lesson: lessonId && toUuid("lesson", lessonId),
    path: organiserPath,
    teachers: toUuids("teacher", teacherIds),
    absent: toUuids("teacher", insteadOf),
    course: courseId && toUuid("course", courseId),
    starts_at: startsAt,
    ends_at: endsAt,
  }
}

function toChoice(row: Row, month: string): SubstituteChoice {
  const { name, category, unit, title, subjects, common, availability } = row
  const id = toTypeId("teacher", row.id)
  const dated = ({ startsAt, endsAt }: Times) => ({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) })
  return {
    id,
    name,
    category,
    unit,
    title,
    subjects,
    common,
    availability,
    isNear: row.is_near,
    lessonsPerMonth: row.lessons_per_month,
    lessonsByMonth: { [month]: row.lessons_that_month },
    absences: row.absences.map(dated),
    expectedElsewhere: row.elsewhere.map(dated),
    taken: row.taken.map(({ lessonId, isDraft, ...time }) => ({
      ...dated(time),
      isDraft,
      resourceId: id,
      kind: "TEACHER",
      lessonId: toTypeId("lesson", lessonId),
    })),
  }
}
