import type { Database } from "../../shared/database.ts"
import { scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import { type Viewer, subtreeOf } from "../../shared/viewer.ts"
import type { Completeness, Happened } from "../domain/completeness.ts"
import { THERE, listedAt, stoodIn } from "./as-of.row.ts"

/** Lessons of a subtree that began from one instant to before another, as the books stood at `asOf`. */
export type LessonsAsked = { path: string; since: Date; until: Date; asOf: Date; today: string; lessonIds?: readonly string[] | null }
export type LessonPlace = { path: string; startsAt: Date; lessonId: string }

/** $1, $2 the scope; $3, $4 the subtree; $5 to before $6 when the lessons began; $7 as of when; $8 which lessons, where only some are asked about. What was not over by then is not looked at. */
const LESSONS = `FROM courses_api.lesson l JOIN courses_api.lesson_plan p ON p.lesson_id = l.id LEFT JOIN attendance.sheet s ON s.lesson_id = l.id AND s.opened_at <= $7::timestamptz
  WHERE ${withinScope("l.organiser_path")} AND l.organiser_path >= $3 AND l.organiser_path < $4 AND l.starts_at >= $5::timestamptz AND l.starts_at < $6::timestamptz
    AND l.ends_at <= $7::timestamptz AND p.created_at <= $7::timestamptz AND (s.lesson_id IS NOT NULL OR l.status <> 'DRAFT') AND ($8::uuid[] IS NULL OR l.id = ANY($8::uuid[]))`

/** $9 to $11 the place behind which the page begins, $12 how many, $13 the local day of asking. */
const PAGE = `WITH page AS (
    SELECT l.id, l.organiser_id, l.organiser_path, l.title, l.code, l.starts_at, s.lesson_id, s.held_on, s.closed_at, s.host, s.recorder, s.summary,
      CASE WHEN s.lesson_id IS NOT NULL THEN 'HELD' WHEN p.cancelled_at <= $7::timestamptz THEN 'CANCELLED' ELSE 'NOT_HELD' END AS happened,
      coalesce(p.published_at, p.created_at) < l.starts_at AS is_planned
    ${LESSONS} AND ($9::text IS NULL OR (l.organiser_path, l.starts_at, l.id) > ($9, $10::timestamptz, $11::uuid))
    ORDER BY l.organiser_path, l.starts_at, l.id LIMIT $12
  )
  SELECT page.id, page.organiser_id, page.organiser_path, page.title, page.code, page.starts_at, page.happened, page.is_planned, counts.*, filed.filed_at,
    CASE WHEN changed.before IS NULL THEN page.host ELSE changed.before ->> 'host' END IS NOT NULL AS has_host,
    CASE WHEN changed.before IS NULL THEN page.recorder ELSE changed.before ->> 'recorder' END IS NOT NULL AS has_recorder,
    coalesce(char_length(CASE WHEN changed.before IS NULL THEN page.summary ELSE changed.before ->> 'summary' END), 0) AS summary,
    coalesce((SELECT sum(greatest(p.pages, cardinality(p.evidence))) FROM attendance.paper_sheet p WHERE p.lesson_id = page.id AND p.recorded_at <= $7::timestamptz), 0) + counts.files AS evidence,
    (SELECT count(*) FROM attendance.make_up m WHERE m.lesson_id = page.lesson_id AND m.created_at <= $7::timestamptz AND m.due_on < $13::date
       AND (m.state = 'DUE' OR m.settled_at > $7::timestamptz)) AS make_ups_overdue
  FROM page
  LEFT JOIN LATERAL (SELECT a.before FROM attendance.act a WHERE a.lesson_id = page.lesson_id AND a.kind = 'SHEET_DETAILS' AND a.recorded_at > $7::timestamptz
    ORDER BY a.recorded_at, a.id LIMIT 1) changed ON true
  LEFT JOIN LATERAL (SELECT nullif(least(first.at, 'infinity'), 'infinity') AS filed_at FROM (
    SELECT coalesce((SELECT min(a.recorded_at) FROM attendance.act a WHERE a.lesson_id = page.lesson_id AND a.kind = 'SHEET_CLOSED'), page.closed_at) AS at) first
    WHERE first.at <= $7::timestamptz) filed ON true
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE e.state IS DISTINCT FROM 'OBSERVER') AS expected, count(*) FILTER (WHERE e.state IN ${THERE}) AS present,
      count(*) FILTER (WHERE e.state = 'ON_LEAVE') AS on_leave, count(*) FILTER (WHERE e.state = 'ABSENT') AS absent, count(*) FILTER (WHERE e.state IS NULL) AS unmarked,
      coalesce(sum(cardinality(e.evidence)), 0) AS files,
      count(*) FILTER (WHERE e.state = 'ON_LEAVE' AND e.leave_id IS NULL AND NOT EXISTS (SELECT FROM attendance.leave v
        WHERE v.lesson_id = page.lesson_id AND v.member_id = e.member_id AND v.state = 'APPROVED' AND v.decided_at <= $7::timestamptz)) AS slips_missing
    FROM (${listedAt("page.lesson_id", "$7::timestamptz")}) listed
    LEFT JOIN (SELECT e.member_id, e.state, e.evidence, e.leave_id FROM attendance.entry e WHERE ${stoodIn("page.lesson_id", "$7::timestamptz")}) e
      ON e.member_id = listed.member_id
  ) counts
  ORDER BY page.organiser_path, page.starts_at, page.id`

type Row = {
  id: string
  organiser_id: string
  organiser_path: string
  title: string
  code: string | null
  starts_at: Date
  happened: Happened
  is_planned: boolean
  expected: number
  present: number
  on_leave: number
  absent: number
  unmarked: number
  filed_at: Date | null
  has_host: boolean
  has_recorder: boolean
  summary: number
  evidence: number
  slips_missing: number
  make_ups_overdue: number
}

/** Read what there is of lessons that organisations in the viewer's subtrees hold: by organisation, then by time; one statement a page. */
export function createCompletenessRepository(database: Database, viewer: Viewer, dayOf: (instant: Date) => string) {
  const valuesOf = ({ path, since, until, asOf, lessonIds = null }: LessonsAsked) => {
    const { from, to } = subtreeOf(path)
    return [...scopeOf(viewer), from, to, since, until, asOf, lessonIds && toUuids("lesson", lessonIds)]
  }
  return {
    /** One page; how long the filing took is left to whoever knows the calendar. */
    async findPage(asked: LessonsAsked, after: LessonPlace | null, limit: number): Promise<Completeness[]> {
      const place = after ? [after.path, after.startsAt, toUuid("lesson", after.lessonId)] : [null, null, null]
      const rows = await database.readOnce<Row>(PAGE, [...valuesOf(asked), ...place, limit, asked.today])
      return rows.map((row) => toCompleteness(row, dayOf))
    },

    async count(asked: LessonsAsked): Promise<number> {
      const [row] = await database.readOnce<{ lessons: number }>(`SELECT count(*) AS lessons ${LESSONS}`, valuesOf(asked))
      return row?.lessons ?? 0
    },
  }
}

function toCompleteness(row: Row, dayOf: (instant: Date) => string): Completeness {
  const isHeld = row.happened === "HELD"
  return {
    lessonId: toTypeId("lesson", row.id),
    organisationId: toTypeId("organisation", row.organiser_id),
    organisationPath: row.organiser_path,
    title: row.title,
    code: row.code,
    heldOn: dayOf(row.starts_at),
    startsAt: row.starts_at,
    happened: row.happened,
    isPlanned: row.is_planned,
    expected: isHeld ? row.expected : null,
    present: isHeld ? row.present : null,
    onLeave: isHeld ? row.on_leave : null,
    absent: isHeld ? row.absent : null,
    unmarked: isHeld ? row.unmarked : null,
    hasHost: row.has_host,
    hasRecorder: row.has_recorder,
    summary: row.summary,
    evidence: row.evidence,
    filedAt: row.filed_at,
    daysToFile: 0,
    slipsMissing: row.slips_missing,
    makeUpsOverdue: row.make_ups_overdue,
  }
}
