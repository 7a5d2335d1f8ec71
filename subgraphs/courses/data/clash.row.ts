import { withinScope } from "../../shared/scope.ts"

// Each question is written for one lesson, with its parts as parameters, and asked for many: `forEach` puts columns in their place.

/** $1/$2 begins and ends of the periods, in the same order. */
const ASKED = "unnest($1::timestamptz[], $2::timestamptz[]) AS asked(starts_at, ends_at)"

/**
 * No period is longer than a day: what overlaps a time began within the day before its begin, a short range of an index.
 *
 * Wherever it stands, in a LATERAL query behind OFFSET 0: the planner then goes through the index once for each time asked, and never reads a table of a
 * hundred thousand lessons from end to end, however little it knows of the times.
 */
const meets = (time: string) =>
  `${time}.starts_at > asked.starts_at - interval '24 hours' AND ${time}.starts_at < asked.ends_at AND ${time}.ends_at > asked.starts_at`

/** $3 venues and teachers, $4 the lesson itself. */
export const TAKEN_TIMES_OF_ONE = `SELECT DISTINCT b.resource_id, b.kind::text, b.lesson_id, b.starts_at, b.ends_at, l.status = 'DRAFT' AS is_draft
  FROM ${ASKED} CROSS JOIN unnest($3::uuid[]) AS resource(id)
  CROSS JOIN LATERAL (SELECT * FROM courses.booking b WHERE b.resource_id = resource.id AND ${meets("b")} OFFSET 0) b
  CROSS JOIN LATERAL (SELECT l.status FROM courses.lesson l WHERE l.id = b.lesson_id AND l.status <> 'CANCELLED' OFFSET 0) l
  WHERE b.lesson_id IS DISTINCT FROM $4::uuid
  ORDER BY b.kind::text DESC, b.starts_at, b.lesson_id, b.resource_id`

/** $1/$2 the whole time, $3 venues, $4 teachers, $5 the organiser's path and those above, $6 the lesson itself, $7 the city's time zone. */
export const FACILITIES_OF_ONE = `SELECT
  (SELECT json_agg(json_build_object('id', v.id, 'name', v.name, 'capacity', v.capacity,
     'opening', (SELECT coalesce(json_agg(json_build_object('weekday', o.weekday, 'fromMinute', o.from_minute, 'toMinute', o.to_minute)), '[]')
       FROM courses.venue_opening o WHERE o.venue_id = v.id),
     'closures', (SELECT coalesce(json_agg(json_build_object('startsAt', c.starts_at, 'endsAt', c.ends_at, 'reason', c.reason) ORDER BY c.starts_at), '[]')
       FROM courses.venue_closure c WHERE c.venue_id = v.id AND c.starts_at < $2::timestamptz AND c.ends_at > $1::timestamptz)) ORDER BY v.id)
   FROM courses.venue v WHERE v.id = ANY($3::uuid[])) AS venues,
  (SELECT json_agg(json_build_object('id', t.id, 'name', t.name, 'lessonsPerMonth', t.lessons_per_month,
     'availability', (SELECT coalesce(json_agg(json_build_object('weekday', a.weekday, 'fromMinute', a.from_minute, 'toMinute', a.to_minute, 'kind', a.kind)), '[]')
       FROM courses.teacher_availability a WHERE a.teacher_id = t.id),
     'absences', (SELECT coalesce(json_agg(json_build_object('startsAt', x.starts_at, 'endsAt', x.ends_at) ORDER BY x.starts_at), '[]')
       FROM courses.teacher_absence x WHERE x.teacher_id = t.id AND x.starts_at < $2::timestamptz AND x.ends_at > $1::timestamptz),
     'lessonsThatMonth', CASE WHEN t.lessons_per_month IS NULL THEN 0 ELSE (SELECT count(DISTINCT b.lesson_id) FROM courses.booking b
       WHERE b.resource_id = t.id AND b.lesson_id IS DISTINCT FROM $6::uuid AND b.starts_at >= month.begins_at AND b.starts_at < month.ends_at) END) ORDER BY t.id)
   FROM courses.teacher t CROSS JOIN (SELECT date_trunc('month', $1::timestamptz AT TIME ZONE $7) AT TIME ZONE $7 AS begins_at,
     (date_trunc('month', $1::timestamptz AT TIME ZONE $7) + interval '1 month') AT TIME ZONE $7 AS ends_at) month
   WHERE t.id = ANY($4::uuid[])) AS teachers,
  (SELECT json_agg(json_build_object('startsAt', k.starts_at, 'endsAt', k.ends_at, 'reason', k.reason) ORDER BY k.starts_at, k.id)
   FROM courses.blocked_time k WHERE k.organisation_path = ANY($5::text[]) AND k.starts_at < $2::timestamptz AND k.ends_at > $1::timestamptz) AS blocked`

/** Of few people: where else each of them is expected in the week before, or teaches. $5 is the first begin, $6 the last end. */
const OF_FEW = `SELECT e.lesson_id, e.member_id FROM person CROSS JOIN LATERAL (SELECT * FROM courses.enrolment e WHERE e.member_id = person.id
      AND e.starts_at > $5::timestamptz - interval '7 days' AND e.starts_at < $6::timestamptz AND e.state = 'EXPECTED' OFFSET 0) e
    UNION SELECT b.lesson_id, t.member_id FROM person JOIN courses.teacher t ON t.member_id = person.id AND t.id <> ALL($7::uuid[])
      CROSS JOIN LATERAL (SELECT * FROM courses.booking b
        WHERE b.resource_id = t.id AND b.starts_at > $5::timestamptz - interval '24 hours' AND b.starts_at < $6::timestamptz OFFSET 0) b`

/** Of many: who is expected at the lessons of that time, or teaches there. */
const OF_MANY = `SELECT e.lesson_id, e.member_id FROM standing CROSS JOIN LATERAL (SELECT * FROM courses.enrolment e
      WHERE e.lesson_id = standing.lesson_id AND e.state = 'EXPECTED' AND $5::timestamptz IS NOT NULL AND $6::timestamptz IS NOT NULL OFFSET 0) e
    UNION SELECT lt.lesson_id, t.member_id FROM standing
      CROSS JOIN LATERAL (SELECT * FROM courses.lesson_teacher lt WHERE lt.lesson_id = standing.lesson_id OFFSET 0) lt
      JOIN courses.teacher t ON t.id = lt.teacher_id AND t.member_id IS NOT NULL AND t.id <> ALL($7::uuid[])`

/**
 * The people of $3 (uuids with commas between), and the teachers $7 who are members, who are expected or teach at other lessons that stand
 * at the time; $4 the lesson itself, $8/$9 the viewer's subtrees. At most 100 lessons, those with most people first.
 */
const gatheringsOf = (elsewhere: string) => `WITH standing AS MATERIALIZED (
    SELECT l.id AS lesson_id, l.starts_at, l.ends_at, time.minutes
    FROM (SELECT p.lesson_id, sum(extract(epoch FROM least(p.ends_at, asked.ends_at) - greatest(p.starts_at, asked.starts_at)) / 60)::int AS minutes
          FROM ${ASKED} CROSS JOIN LATERAL (SELECT * FROM courses.lesson_period p WHERE ${meets("p")} OFFSET 0) p GROUP BY p.lesson_id) AS time
    CROSS JOIN LATERAL (SELECT * FROM courses.lesson l
      WHERE l.id = time.lesson_id AND l.status IN ('PUBLISHED', 'HELD') AND l.id IS DISTINCT FROM $4::uuid OFFSET 0) l
  ), person AS MATERIALIZED (
    SELECT unnest(string_to_array($3, ',')::uuid[]) AS id UNION SELECT member_id FROM courses.teacher WHERE id = ANY($7::uuid[]) AND member_id IS NOT NULL
  ), elsewhere AS MATERIALIZED (
    ${elsewhere}
  ), met AS (
    SELECT elsewhere.lesson_id, count(*)::int AS count, array_agg(elsewhere.member_id) AS members
    FROM elsewhere JOIN person ON person.id = elsewhere.member_id GROUP BY 1
  )
  SELECT standing.*, met.count, ARRAY(SELECT m.id::text FROM people_api.member m
    WHERE m.id = ANY(met.members) AND ${withinScope("m.branch_path").replace("$1", "$8").replace("$2", "$9")} ORDER BY m.id LIMIT 20) AS members
  FROM met JOIN standing USING (lesson_id) ORDER BY met.count DESC, standing.lesson_id LIMIT 100`

/** $1 what is asked of each lesson; `people` says which of the lists. */
const forEach = (text: string, names: readonly string[], order: string) => `SELECT wanted.n, found.* FROM jsonb_to_recordset($1::jsonb) AS wanted(n int,
    starts timestamptz[], ends timestamptz[], "begin" timestamptz, "end" timestamptz, venues uuid[], teachers uuid[], resources uuid[], paths text[], itself uuid, people int)
  CROSS JOIN LATERAL (${text.replace(/\$(\d)/g, (_, at: string) => names[Number(at) - 1] ?? "")}) AS found ORDER BY wanted.n${order}`

export const TAKEN_TIMES = forEach(
  TAKEN_TIMES_OF_ONE,
  ["wanted.starts", "wanted.ends", "wanted.resources", "wanted.itself"],
  ", found.kind DESC, found.starts_at, found.lesson_id, found.resource_id",
)

/** $2 the city's time zone. */
export const FACILITIES = forEach(
  FACILITIES_OF_ONE,
  ['wanted."begin"', 'wanted."end"', "wanted.venues", "wanted.teachers", "wanted.paths", "wanted.itself", "$2"],
  "",
)

const GATHERED = [
  "wanted.starts",
  "wanted.ends",
  "($2::text[])[wanted.people]",
  "wanted.itself",
  'wanted."begin"',
  'wanted."end"',
  "wanted.teachers",
  "$3",
  "$4",
]
const BY_SIZE = ", found.count DESC, found.lesson_id"
/** $2 lists of people (uuids with commas between), $3/$4 the viewer's subtrees. */
export const GATHERINGS_OF_FEW = forEach(gatheringsOf(OF_FEW), GATHERED, BY_SIZE)
export const GATHERINGS_OF_MANY = forEach(gatheringsOf(OF_MANY), GATHERED, BY_SIZE)

/** $3 lists of people: of each at most 20 whom the viewer may read. */
export const READABLE = `SELECT list.n::int, ARRAY(SELECT m.id::text FROM people_api.member m
    WHERE m.id = ANY(string_to_array(list.people, ',')::uuid[]) AND ${withinScope("m.branch_path")} ORDER BY m.id LIMIT 20) AS members
  FROM unnest($3::text[]) WITH ORDINALITY AS list(people, n)`
