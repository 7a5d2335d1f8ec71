// What a plan is made from, in statements whose columns are named as the domain names them. Instants are milliseconds.

const ms = (column: string) => `(extract(epoch FROM ${column}) * 1000)::float8`
const span = (table: string) => `'from', ${ms(`${table}.starts_at`)}, 'to', ${ms(`${table}.ends_at`)}`

/** Lessons that stay where they are. Overridden ones take their room and teacher as well. */
const STANDS = "l.status IN ('PUBLISHED', 'HELD')"

/** $1 organisations, with the venues each may use: its own (rank 0), shared ones by their priority, those of its superiors (rank 2). */
export const PLAN_ORGANISATIONS = `SELECT o.id, o.name, o.path, coalesce((
  SELECT json_agg(json_build_object('id', usable.id, 'rank', usable.rank)) FROM (
    SELECT v.id, min(CASE WHEN v.organisation_id = o.id THEN 0 ELSE coalesce(s.priority, 2) END) AS rank
    FROM courses.venue v
    LEFT JOIN courses.venue_sharing s ON s.venue_id = v.id AND EXISTS (SELECT FROM organisation_api.organisation a WHERE a.id = s.organisation_id AND starts_with(o.path, a.path))
    WHERE v.is_in_use AND (s.venue_id IS NOT NULL OR starts_with(o.path, v.organisation_path)) GROUP BY v.id
  ) usable), '[]') AS venues
FROM organisation_api.organisation o WHERE o.id = ANY($1::uuid[])`

/** $1 teachers, $2 and $3 the window, $4 the time zone: what each is bound by, and how many lessons each has in the months that the window touches. */
export const PLAN_TEACHERS = `SELECT t.id, t.name, t.lessons_per_month AS "lessonsPerMonth",
  coalesce((SELECT json_agg(json_build_object('weekday', a.weekday, 'fromMinute', a.from_minute, 'toMinute', a.to_minute, 'kind', a.kind) ORDER BY a.weekday, a.from_minute)
    FROM courses.teacher_availability a WHERE a.teacher_id = t.id), '[]') AS hours,
  coalesce((SELECT json_agg(json_build_object(${span("a")}) ORDER BY a.starts_at) FROM courses.teacher_absence a
    WHERE a.teacher_id = t.id AND a.starts_at < $3 AND a.ends_at > $2), '[]') AS absences,
  coalesce((SELECT json_agg(json_build_object(${span("b")}, 'venueId', l.venue_id) ORDER BY b.starts_at) FROM courses.booking b JOIN courses.lesson l ON l.id = b.lesson_id
    WHERE b.resource_id = t.id AND ${STANDS} AND b.starts_at > $2 - interval '1 day' AND b.starts_at < $3), '[]') AS busy,
  coalesce((SELECT json_agg(json_build_object('month', taught.month, 'lessons', taught.lessons)) FROM (
    SELECT to_char(l.starts_at AT TIME ZONE $4, 'YYYY-MM') AS month, count(*) AS lessons
    FROM courses.lesson_teacher lt JOIN courses.lesson l ON l.id = lt.lesson_id
    WHERE lt.teacher_id = t.id AND ${STANDS} AND l.starts_at > $2 - interval '32 days' AND l.starts_at < $3 + interval '32 days' GROUP BY 1) taught), '[]') AS taught
FROM courses.teacher t WHERE t.id = ANY($1::uuid[]) AND t.is_active ORDER BY t.id`

/** $1 venues, $2 and $3 the window. */
export const PLAN_VENUES = `SELECT v.id, v.name, v.capacity,
  coalesce((SELECT json_agg(json_build_object('weekday', o.weekday, 'fromMinute', o.from_minute, 'toMinute', o.to_minute) ORDER BY o.weekday, o.from_minute)
    FROM courses.venue_opening o WHERE o.venue_id = v.id), '[]') AS opening,
  coalesce((SELECT json_agg(json_build_object(${span("c")}) ORDER BY c.starts_at) FROM courses.venue_closure c
    WHERE c.venue_id = v.id AND c.starts_at < $3 AND c.ends_at > $2), '[]') AS closures,
  coalesce((SELECT json_agg(json_build_object(${span("b")}) ORDER BY b.starts_at) FROM courses.booking b JOIN courses.lesson l ON l.id = b.lesson_id
    WHERE b.resource_id = v.id AND ${STANDS} AND b.starts_at > $2 - interval '1 day' AND b.starts_at < $3), '[]') AS busy
FROM courses.venue v WHERE v.id = ANY($1::uuid[]) ORDER BY v.id`

/** $1 paths of organisations, $2 and $3 the window: times kept free at or above any of them. */
export const PLAN_BLOCKED = `SELECT b.organisation_path AS path, ${ms("b.starts_at")} AS from, ${ms("b.ends_at")} AS to FROM courses.blocked_time b
WHERE b.starts_at < $3 AND b.ends_at > $2 AND EXISTS (SELECT FROM unnest($1::text[]) AS place(path) WHERE starts_with(place.path, b.organisation_path))
ORDER BY b.starts_at, b.id`

/** $1 organisations, $2 and $3 the window with the days between lessons on both sides: what they hold themselves. */
export const PLAN_STANDING = `SELECT l.organiser_id AS "organisationId", ${ms("p.starts_at")} AS from, ${ms("p.ends_at")} AS to
FROM courses.lesson l JOIN courses.lesson_period p ON p.lesson_id = l.id
WHERE l.organiser_id = ANY($1::uuid[]) AND ${STANDS} AND p.starts_at >= $2 AND p.starts_at < $3 ORDER BY p.starts_at, l.id`

/**
 * $1 and $2 organisations with their paths, $3 and $4 the window: how many of their people are expected at lessons of others. People are first counted by
 * lesson and branch, so that organisations are compared with branches and not with people.
 */
export const PLAN_ELSEWHERE = `WITH counted AS MATERIALIZED (
  SELECT l.id, l.organiser_id, l.starts_at, l.ends_at, m.branch_path, count(*) AS people
  FROM courses.lesson l JOIN courses.enrolment e ON e.lesson_id = l.id AND e.state = 'EXPECTED' JOIN people_api.member m ON m.id = e.member_id
  WHERE l.starts_at >= $3 AND l.starts_at < $4 AND l.status = 'PUBLISHED' GROUP BY l.id, m.branch_path
)
SELECT place.id AS "organisationId", ${ms("c.starts_at")} AS from, ${ms("c.ends_at")} AS to, sum(c.people)::int AS people
FROM unnest($1::uuid[], $2::text[]) AS place(id, path) JOIN counted c ON starts_with(c.branch_path, place.path) AND c.organiser_id <> place.id
GROUP BY place.id, c.id, c.starts_at, c.ends_at ORDER BY c.starts_at, place.id`
