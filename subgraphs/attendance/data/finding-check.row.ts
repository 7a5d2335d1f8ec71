import type { FindingKind } from "../domain/finding.ts"
import { THERE, listedAt, stoodAt, stoodIn, unreplacedAt } from "./as-of.row.ts"

/**
 * Checks of findings: each gives the rows that show it, as `lesson_id, member_id, entry_id, other_lesson_id, other_member_id, at, minutes`.
 *
 * $1, $2 the viewer's scope; $3, $4 the subtree; $5, $6 the first and the last day; $7 as of when; $8 lessons, where only some are asked about; $9 the local day of asking;
 * $10 the figures of the rules as JSON; $11 the city's time zone. `held` are the lessons asked about.
 */
export const HELD = (scope: string) => `held AS MATERIALIZED (
    SELECT s.lesson_id, s.organisation_id, s.organisation_path, s.held_on, s.starts_at, s.ends_at, s.closed_at, s.planned_hours FROM attendance.sheet s
    WHERE ${scope} AND s.organisation_path >= $3 AND s.organisation_path < $4 AND s.held_on BETWEEN $5::date AND $6::date AND s.opened_at <= $7::timestamptz
      AND ($8::uuid[] IS NULL OR s.lesson_id = ANY($8::uuid[])) AND $9::date IS NOT NULL AND $10::jsonb IS NOT NULL AND $11::text IS NOT NULL)`

const STOOD = stoodAt("$7::timestamptz")
const BY_HAND = "('RECORDER', 'PAPER', 'IMPORT')"
const rule = (name: string) => `($10::jsonb ->> '${name}')::numeric`
const NOTHING = "NULL::uuid"

/**
 * Lists of who was there, of the lessons asked about and of the same organisers' lessons before. `sameness` is equal where lists are: sums of fingerprints of their people need no order.
 */
const lists = (more = "") => `near AS MATERIALIZED (
    SELECT s.lesson_id, s.organisation_id, s.held_on, s.lesson_id IN (SELECT lesson_id FROM held) AS is_asked FROM attendance.sheet s
    JOIN (SELECT organisation_id, min(held_on) AS first, max(held_on) AS last FROM held GROUP BY 1) o ON o.organisation_id = s.organisation_id
      AND s.held_on BETWEEN o.first - ${rule("sameListDays")}::int AND o.last
    WHERE s.opened_at <= $7::timestamptz),
  list AS MATERIALIZED (
    SELECT n.lesson_id, n.organisation_id, n.held_on, n.is_asked, there.* FROM near n CROSS JOIN LATERAL (
      SELECT count(*) AS people, bit_xor(uuid_hash_extended(e.member_id, 1)) AS one, bit_xor(uuid_hash_extended(e.member_id, 2)) AS two${more}
      FROM attendance.entry e WHERE e.state IN ${THERE} AND ${stoodIn("n.lesson_id", "$7::timestamptz")}) there)`

/** How many were expected at a lesson of a pair, where not everybody came: a list of everybody is the same every time. */
const SOMEBODY_MISSING = (lesson: string, people: string) =>
  `${people} < (SELECT count(*) FROM attendance.sheet_place p WHERE p.lesson_id = ${lesson} AND p.is_expected)`

/**
 * Who was there at the lessons asked about, and the same people at others in these days (`beside`; of a whole city there are none), with when they came and went (`begins`, `ends`).
 * Of it what runs into something else of theirs: sorted once by person and time, whatever the number of lessons. What was replaced is told apart of these few only.
 */
const BEEN = `own AS MATERIALIZED (
    SELECT e.id, e.member_id, e.lesson_id, e.held_on, e.minutes, e.arrived_at, e.left_at, h.starts_at, h.ends_at FROM held h JOIN attendance.entry e ON e.lesson_id = h.lesson_id
    WHERE e.state IN ${THERE} AND NOT e.is_make_up AND e.recorded_at <= $7::timestamptz),
  days AS MATERIALIZED (SELECT min(held_on) - 1 AS first, max(held_on) + 1 AS last, min(starts_at) AS begin, max(ends_at) AS finish FROM held),
  beside AS MATERIALIZED (
    SELECT s.lesson_id FROM days JOIN attendance.sheet s ON s.held_on BETWEEN days.first AND days.last AND s.starts_at < days.finish AND s.ends_at > days.begin
    WHERE s.lesson_id NOT IN (SELECT lesson_id FROM held)),
  been AS (
    SELECT * FROM own
    UNION ALL SELECT e.id, e.member_id, e.lesson_id, e.held_on, e.minutes, e.arrived_at, e.left_at, s.starts_at, s.ends_at
    FROM (SELECT DISTINCT member_id FROM own WHERE EXISTS (SELECT FROM beside)) who
    CROSS JOIN LATERAL (SELECT * FROM attendance.entry e WHERE e.member_id = who.member_id AND e.held_on BETWEEN (SELECT first FROM days) AND (SELECT last FROM days)
      AND (e.lesson_id IN (SELECT lesson_id FROM beside)) IS TRUE AND e.state IN ${THERE} AND NOT e.is_make_up AND e.recorded_at <= $7::timestamptz OFFSET 0) e
    JOIN attendance.sheet s ON s.lesson_id = e.lesson_id),
  timed AS (SELECT been.*, greatest(coalesce(arrived_at, starts_at), starts_at) AS begins, least(coalesce(left_at, ends_at), ends_at) AS ends FROM been),
  meeting AS MATERIALIZED (
    SELECT t.* FROM (SELECT timed.*, lead(begins) OVER following < ends AS is_before, max(ends) OVER before > begins AS is_after FROM timed
      WINDOW following AS (PARTITION BY member_id ORDER BY begins, id), before AS (PARTITION BY member_id ORDER BY begins, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) t
    WHERE t.is_before OR t.is_after)`

type Check = { with?: string; rows: string; having?: string }

/** What the entries of a lesson show by themselves. */
const OF_ENTRIES: Partial<Record<FindingKind, Check>> = {
  OUTSIDE_WINDOW: {
    rows: `SELECT h.lesson_id, e.member_id, e.id, ${NOTHING}, ${NOTHING}, e.arrived_at, e.minutes FROM held h JOIN attendance.entry e ON e.lesson_id = h.lesson_id
      WHERE ${STOOD} AND (e.arrived_at > h.ends_at OR e.arrived_at < h.starts_at - make_interval(mins => ${rule("earliestMinutes")}::int))`,
  },
  ROUND_TIMES: {
    rows: `SELECT h.lesson_id, e.member_id, e.id, ${NOTHING}, ${NOTHING}, e.arrived_at, e.minutes FROM held h JOIN attendance.entry e ON e.lesson_id = h.lesson_id
      WHERE ${STOOD} AND e.arrived_at IS NOT NULL AND e.source IN ${BY_HAND}`,
    having: `count(*) >= ${rule("roundFrom")} AND bool_and(extract(epoch FROM at)::bigint % 1800 = 0)`,
  },
  EQUAL_MINUTES: {
    rows: `SELECT h.lesson_id, e.member_id, e.id, ${NOTHING}, ${NOTHING}, e.recorded_at, e.minutes FROM held h JOIN attendance.entry e ON e.lesson_id = h.lesson_id
      WHERE ${STOOD} AND e.state IN ${THERE} AND e.source IN ${BY_HAND} AND e.minutes <> h.planned_hours * 60
        AND e.minutes <> extract(epoch FROM h.ends_at - h.starts_at) / 60
        AND NOT EXISTS (SELECT FROM attendance.entry o WHERE o.lesson_id = h.lesson_id AND o.state IN ${THERE} AND o.source IN ${BY_HAND} AND o.minutes <> e.minutes
          AND o.recorded_at <= $7::timestamptz AND NOT o.is_make_up AND NOT EXISTS (SELECT FROM attendance.entry later WHERE later.replaces_id = o.id AND later.recorded_at <= $7::timestamptz))`,
    having: `count(*) >= ${rule("roundFrom")}`,
  },
  BATCH_ENTRY: {
    rows: `SELECT lesson_id, member_id, id, ${NOTHING}, ${NOTHING}, recorded_at, minutes FROM (
        SELECT h.lesson_id, e.member_id, e.id, e.recorded_at, e.minutes, count(*) OVER (PARTITION BY h.lesson_id, date_trunc('minute', e.recorded_at)) AS at_once
        FROM held h JOIN attendance.entry e ON e.lesson_id = h.lesson_id
        WHERE e.replaces_id IS NULL AND NOT e.is_make_up AND e.source IN ${BY_HAND} AND e.recorded_at <= $7::timestamptz
          AND (e.recorded_at AT TIME ZONE $11)::date > h.held_on + ${rule("batchAfterDays")}::int) e WHERE at_once >= ${rule("batchMarks")}`,
  },
  AFTER_LOCK: {
    rows: `SELECT h.lesson_id, e.member_id, e.id, ${NOTHING}, ${NOTHING}, e.recorded_at, e.minutes FROM held h JOIN attendance.entry e ON e.lesson_id = h.lesson_id
      WHERE e.is_after_lock AND e.recorded_at <= $7::timestamptz`,
  },
  CREDIT_ONLY: {
    rows: `SELECT h.lesson_id, e.member_id, e.id, ${NOTHING}, ${NOTHING}, e.recorded_at, e.minutes - b.minutes FROM held h JOIN attendance.entry e ON e.lesson_id = h.lesson_id
      JOIN attendance.entry b ON b.id = e.replaces_id WHERE e.reason IS NOT NULL AND NOT e.is_make_up AND e.recorded_at <= $7::timestamptz`,
    having: `count(*) >= ${rule("creditOnlyFrom")} AND min(minutes) > 0`,
  },
}

/** What shows only beside other lessons. */
const BESIDE_OTHERS: Partial<Record<FindingKind, Check>> = {
  TWO_PLACES: {
    with: BEEN,
    rows: `SELECT h.lesson_id, e.member_id, e.id, o.lesson_id, ${NOTHING}, greatest(o.starts_at, h.starts_at), e.minutes FROM meeting e
      JOIN held h ON h.lesson_id = e.lesson_id JOIN meeting o ON o.member_id = e.member_id AND o.lesson_id <> e.lesson_id AND o.begins < e.ends AND e.begins < o.ends
        AND o.held_on BETWEEN h.held_on - 1 AND h.held_on + 1
      WHERE ${unreplacedAt("e", "$7::timestamptz")} AND ${unreplacedAt("o", "$7::timestamptz")}`,
  },
  TEACHER_IN_TWO_PLACES: {
    rows: `SELECT h.lesson_id, ${NOTHING}, ${NOTHING}, o.lesson_id, ${NOTHING}, greatest(t.starts_at, o.starts_at), NULL::int FROM held h
      JOIN courses_api.lesson_teaching t ON t.lesson_id = h.lesson_id
      JOIN courses_api.lesson_teaching o ON o.teacher_id = t.teacher_id AND o.lesson_id <> t.lesson_id AND o.starts_at < t.ends_at AND o.ends_at > t.starts_at
      WHERE o.status = 'HELD' AND o.venue_id IS DISTINCT FROM t.venue_id`,
  },
  ONE_DEVICE: {
    rows: `SELECT h.lesson_id, d.member_id, ${NOTHING}, o.lesson_id, o.member_id, os.starts_at, NULL::int FROM held h JOIN attendance.door_device d ON d.lesson_id = h.lesson_id
      JOIN attendance.door_device o ON o.device = d.device AND o.member_id <> d.member_id
      JOIN attendance.sheet os ON os.lesson_id = o.lesson_id AND os.opened_at <= $7::timestamptz AND os.starts_at <= h.starts_at`,
  },
  SAME_LIST: {
    with: lists(),
    rows: `SELECT a, ${NOTHING}, ${NOTHING}, b, ${NOTHING}, held_on::timestamptz, NULL::int FROM (
        SELECT a.lesson_id AS a, b.lesson_id AS b, b.held_on, a.people FROM list a JOIN list b ON b.organisation_id = a.organisation_id AND b.people = a.people
          AND b.one = a.one AND b.two = a.two AND b.held_on < a.held_on AND b.held_on >= a.held_on - ${rule("sameListDays")}::int
        WHERE a.is_asked AND a.people >= ${rule("sameListFrom")} OFFSET 0) pair
      WHERE ${SOMEBODY_MISSING("a", "people")} AND ${SOMEBODY_MISSING("b", "people")}`,
  },
  NEAR_SAME_LIST: {
    with: lists(", array_agg(e.member_id) AS members"),
    rows: `SELECT a, ${NOTHING}, ${NOTHING}, b, ${NOTHING}, held_on::timestamptz, same FROM (
        SELECT pair.*, (SELECT count(*)::int FROM (SELECT unnest(pair.at_a) INTERSECT SELECT unnest(pair.at_b)) shared) AS same FROM (
          SELECT a.lesson_id AS a, b.lesson_id AS b, b.held_on, a.people AS of_a, b.people AS of_b, a.members AS at_a, b.members AS at_b FROM list a JOIN list b ON b.organisation_id = a.organisation_id
            AND b.held_on < a.held_on AND b.held_on >= a.held_on - ${rule("sameListDays")}::int
          WHERE a.is_asked AND least(a.people, b.people) >= greatest(${rule("nearListFrom")}, ${rule("nearListShare")} * greatest(a.people, b.people))
            AND (b.people, b.one, b.two) <> (a.people, a.one, a.two) OFFSET 0) pair
        WHERE ${SOMEBODY_MISSING("a", "of_a")} AND ${SOMEBODY_MISSING("b", "of_b")} OFFSET 0) pair
      WHERE same >= ${rule("nearListShare")} * greatest(of_a, of_b)`,
  },
}

/** The rows behind what completeness counts. */
const OF_COMPLETENESS: Partial<Record<FindingKind, Check>> = {
  UNMARKED: {
    rows: `SELECT h.lesson_id, listed.member_id, ${NOTHING}, ${NOTHING}, ${NOTHING}, NULL::timestamptz, NULL::int FROM held h CROSS JOIN LATERAL (${listedAt("h.lesson_id", "$7::timestamptz")}) listed
      WHERE NOT EXISTS (SELECT FROM attendance.entry e WHERE e.lesson_id = h.lesson_id AND e.member_id = listed.member_id AND ${STOOD})`,
  },
  LEAVE_SLIP_MISSING: {
    rows: `SELECT h.lesson_id, e.member_id, e.id, ${NOTHING}, ${NOTHING}, e.recorded_at, e.minutes FROM held h CROSS JOIN LATERAL (${listedAt("h.lesson_id", "$7::timestamptz")}) listed
      JOIN attendance.entry e ON e.lesson_id = h.lesson_id AND e.member_id = listed.member_id AND e.state = 'ON_LEAVE' AND e.leave_id IS NULL AND ${STOOD}
      WHERE NOT EXISTS (SELECT FROM attendance.leave v WHERE v.lesson_id = h.lesson_id AND v.member_id = e.member_id AND v.state = 'APPROVED' AND v.decided_at <= $7::timestamptz)`,
  },
  MAKE_UP_OVERDUE: {
    rows: `SELECT h.lesson_id, m.member_id, m.entry_id, ${NOTHING}, ${NOTHING}, m.due_on::timestamptz, m.minutes FROM held h JOIN attendance.make_up m ON m.lesson_id = h.lesson_id
      WHERE m.created_at <= $7::timestamptz AND m.due_on < $9::date AND (m.state = 'DUE' OR m.settled_at > $7::timestamptz)`,
  },
}

/** Kinds that are looked for lesson by lesson in the ledger, with one statement each. */
export const CHECKS: Partial<Record<FindingKind, Check>> = { ...OF_ENTRIES, ...BESIDE_OTHERS }
/** Kinds whose findings are shown by rows. */
export const SHOWN: Partial<Record<FindingKind, Check>> = { ...CHECKS, ...OF_COMPLETENESS }

const COLUMNS = "rows(lesson_id, member_id, entry_id, other_lesson_id, other_member_id, at, minutes)"

/** Write the statement that looks for findings of a kind. */
export function findingsText({ with: parts, rows, having = "true" }: Check, scope: string): string {
  return `WITH ${HELD(scope)}${parts ? `, ${parts}` : ""}
    SELECT found.*, h.organisation_id, h.starts_at FROM (
      SELECT lesson_id, count(*)::int AS rows, (count(DISTINCT member_id))::int AS people, (array_agg(DISTINCT member_id) FILTER (WHERE member_id IS NOT NULL))[1:20] AS members,
        (array_agg(DISTINCT other_lesson_id) FILTER (WHERE other_lesson_id IS NOT NULL))[1:20] AS lessons
      FROM (${rows}) AS ${COLUMNS} GROUP BY lesson_id HAVING ${having}) found JOIN held h ON h.lesson_id = found.lesson_id`
}

/** Write the statement that gives the rows behind findings of a kind, the first hundred of each lesson. */
export function evidenceText({ with: parts, rows }: Check, scope: string): string {
  return `WITH ${HELD(scope)}${parts ? `, ${parts}` : ""}
    SELECT lesson_id, member_id, entry_id, other_lesson_id, other_member_id, at, minutes FROM (
      SELECT *, row_number() OVER (PARTITION BY lesson_id ORDER BY at, member_id, entry_id, other_lesson_id) AS place FROM (${rows}) AS ${COLUMNS}) numbered
    WHERE place <= 100 ORDER BY lesson_id, place`
}
