import type pg from "pg"

/** So many rooms and teachers, each with three lessons a working day: about 2,000 lessons a week. */
const ROOMS = 130
const A_WEEK = 15 * ROOMS
const EXPECTED = 12

const uuid = (kind: number, number: string) => `('019aaf0${kind}-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`

/** The community that organises a lesson, of the tree that `fillWithCrowd` makes. */
const ORGANISER =
  "organiser AS (SELECT id, path, row_number() OVER (ORDER BY path) - 1 AS at, count(*) OVER () AS places FROM organisation.organisation WHERE level = 'COMMUNITY')"

/**
 * Fill a crowded city with lessons, from the first Monday of 2026 on, each with a room, a teacher and twelve people expected, in the server itself.
 * Each person is at one lesson at a time at most.
 */
export async function fillTimetable(client: pg.Client, lessons: number, people: number): Promise<void> {
  await client.query("BEGIN")
  await client.query("SET LOCAL session_replication_role = replica; SET LOCAL maintenance_work_mem = '256MB'; SET LOCAL work_mem = '128MB'")
  const root = "(SELECT id FROM organisation.organisation WHERE path = 'c.')"
  await client.query(`INSERT INTO courses.venue (id, organisation_id, organisation_path, name, kind, capacity, equipment)
    SELECT ${uuid(2, "at")}, ${root}, 'c.', '教室' || at, 'CLASSROOM', 60, '{}' FROM generate_series(1, ${ROOMS}) AS at`)
  await client.query(`INSERT INTO courses.teacher (id, organisation_id, organisation_path, name, category, unit, subjects)
    SELECT ${uuid(3, "at")}, ${root}, 'c.', '教师' || at, 'LECTURER_GROUP', '讲师团', '{党史}' FROM generate_series(1, ${ROOMS}) AS at`)
  await client.query(`CREATE TEMP TABLE slot ON COMMIT DROP AS SELECT at, at % ${ROOMS} + 1 AS room, at / ${ROOMS} AS slot,
      timestamptz '2026-01-05 09:00+08' + (at / ${A_WEEK}) * interval '7 days' + (at / ${ROOMS} % 15 / 3) * interval '1 day' + (at / ${ROOMS} % 3) * interval '4 hours' AS starts_at
    FROM generate_series(0, ${lessons - 1}) AS at`)
  await client.query(`WITH ${ORGANISER} INSERT INTO courses.lesson (id, title, category, mode, status, starts_at, ends_at, planned_hours, venue_id, organiser_id, organiser_path)
    SELECT ${uuid(4, "s.at")}, '第' || s.at || '课', 'PARTY_LECTURE', 'FACE_TO_FACE', 'PUBLISHED', s.starts_at, s.starts_at + interval '2 hours', 2, ${uuid(2, "s.room")}, o.id, o.path
    FROM slot s JOIN organiser o ON o.at = s.at % o.places`)
  await client.query("INSERT INTO courses.lesson_period SELECT id, 1, starts_at, ends_at FROM courses.lesson")
  await client.query(`INSERT INTO courses.lesson_teacher SELECT ${uuid(4, "at")}, ${uuid(3, "room")}, 0 FROM slot`)
  await client.query(`INSERT INTO courses.booking SELECT l.id, 1, l.venue_id, 'VENUE'::courses.resource_kind, l.starts_at, l.ends_at, true FROM courses.lesson l
    UNION ALL SELECT l.id, 1, t.teacher_id, 'TEACHER', l.starts_at, l.ends_at, true FROM courses.lesson l JOIN courses.lesson_teacher t ON t.lesson_id = l.id`)
  await client.query(`INSERT INTO courses.enrolment (lesson_id, member_id, starts_at, state)
    SELECT ${uuid(4, "s.at")}, ${uuid(1, `((s.room - 1) * ${EXPECTED} + seat + s.slot * 7) % ${people} + 1`)}, s.starts_at, 'EXPECTED' FROM slot s CROSS JOIN generate_series(1, ${EXPECTED}) AS seat`)
  await client.query("COMMIT")
  await client.query(
    "VACUUM (ANALYZE) courses.lesson, courses.lesson_period, courses.booking, courses.enrolment, courses.lesson_teacher, courses.venue, courses.teacher",
  )
}
