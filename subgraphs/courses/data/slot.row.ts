/**
 * Venues that an organiser may use: kept at or above it, or shared with an organisation at or above it; or those that are named, $3. $1 the organiser's path,
 * $2 how many are expected. The nearest first, then those that hold the people with the least left over; at most 50.
 */
export const VENUE_CHOICES = `SELECT v.id, v.organisation_id, v.name, v.kind::text, v.capacity, v.equipment, v.organisation_path,
    starts_with($1, v.organisation_path) AS is_near, shared.priority
  FROM courses.venue v LEFT JOIN LATERAL (SELECT min(s.priority)::int AS priority FROM courses.venue_sharing s JOIN organisation_api.organisation o ON o.id = s.organisation_id
    WHERE s.venue_id = v.id AND starts_with($1, o.path)) shared ON true
  WHERE v.is_in_use AND CASE WHEN cardinality($3::uuid[]) > 0 THEN v.id = ANY($3::uuid[]) ELSE starts_with($1, v.organisation_path) OR shared.priority IS NOT NULL END
  ORDER BY v.capacity < $2::int, NOT starts_with($1, v.organisation_path), shared.priority, length(v.organisation_path) DESC, v.capacity, v.id LIMIT 50`

/** Teachers who teach: those that are named, $3, or those of the organiser's line ($1) with the subject $2. The nearest first; at most 50. */
export const TEACHER_CHOICES = `SELECT t.id, t.name, t.category::text, t.unit, t.title, t.subjects FROM courses.teacher t
  WHERE t.is_active AND CASE WHEN cardinality($3::uuid[]) > 0 THEN t.id = ANY($3::uuid[])
    ELSE $2::text = ANY(t.subjects) AND (starts_with($1, t.organisation_path) OR starts_with(t.organisation_path, $1)) END
  ORDER BY array_position($3::uuid[], t.id), NOT starts_with($1, t.organisation_path), length(t.organisation_path) DESC, t.id LIMIT 50`

/**
 * What is known of teachers ($1) from $2 to $3, $4 the lesson itself, $5 the city's time zone: their lessons by month, over the whole months; and, of those who
 * are members, the times at which they are expected at lessons themselves.
 */
export const TEACHER_LOADS = `SELECT t.id,
    (SELECT coalesce(json_object_agg(month, lessons), '{}') FROM (SELECT to_char(b.starts_at AT TIME ZONE $5, 'YYYY-MM') AS month, count(DISTINCT b.lesson_id)::int AS lessons
       FROM courses.booking b WHERE b.resource_id = t.id AND b.lesson_id IS DISTINCT FROM $4::uuid
         AND b.starts_at >= date_trunc('month', $2::timestamptz AT TIME ZONE $5) AT TIME ZONE $5
         AND b.starts_at < (date_trunc('month', $3::timestamptz AT TIME ZONE $5) + interval '1 month') AT TIME ZONE $5 GROUP BY 1) load) AS lessons_by_month,
    (SELECT coalesce(json_agg(json_build_object('startsAt', p.starts_at, 'endsAt', p.ends_at)), '[]') FROM courses.enrolment e
       JOIN courses.lesson l ON l.id = e.lesson_id AND l.status IN ('PUBLISHED', 'HELD') AND l.id IS DISTINCT FROM $4::uuid JOIN courses.lesson_period p ON p.lesson_id = l.id
       WHERE e.member_id = t.member_id AND e.state = 'EXPECTED' AND e.starts_at > $2::timestamptz - interval '7 days' AND e.starts_at < $3::timestamptz) AS expected_elsewhere
  FROM courses.teacher t WHERE t.id = ANY($1::uuid[])`

/**
 * When the people of $1 (uuids with commas between) are expected at, or teach, lessons that stand, from $2 to $3: a row a period, with how many of them (persons).
 * $4 the lesson itself, $5 its teachers: they are looked after by themselves.
 */
export const BUSY_PEOPLE = `WITH person AS MATERIALIZED (SELECT unnest(string_to_array($1, ',')::uuid[]) AS id),
  elsewhere AS (
    SELECT e.lesson_id, e.member_id FROM person JOIN courses.enrolment e ON e.member_id = person.id AND e.state = 'EXPECTED'
      AND e.starts_at > $2::timestamptz - interval '7 days' AND e.starts_at < $3::timestamptz
    UNION SELECT b.lesson_id, t.member_id FROM person JOIN courses.teacher t ON t.member_id = person.id AND t.id <> ALL($5::uuid[])
      JOIN courses.booking b ON b.resource_id = t.id AND b.starts_at > $2::timestamptz - interval '24 hours' AND b.starts_at < $3::timestamptz
  ), met AS (SELECT lesson_id, count(*)::int AS count FROM elsewhere GROUP BY lesson_id)
  SELECT p.starts_at, p.ends_at, met.count FROM met JOIN courses.lesson l ON l.id = met.lesson_id AND l.status IN ('PUBLISHED', 'HELD') AND l.id IS DISTINCT FROM $4::uuid
    JOIN courses.lesson_period p ON p.lesson_id = l.id ORDER BY p.starts_at, p.lesson_id`

/** What a lesson ($1) takes along when it is moved: its periods, its further sites, and whom it expects. */
export const LESSON_TO_MOVE = `SELECT
    (SELECT json_agg(json_build_object('startsAt', p.starts_at, 'endsAt', p.ends_at) ORDER BY p.number) FROM courses.lesson_period p WHERE p.lesson_id = $1::uuid) AS periods,
    (SELECT coalesce(json_agg(s.venue_id), '[]') FROM courses.lesson_site s WHERE s.lesson_id = $1::uuid) AS sites,
    (SELECT string_agg(e.member_id::text, ',') FROM courses.enrolment e WHERE e.lesson_id = $1::uuid AND e.state = 'EXPECTED') AS members`
