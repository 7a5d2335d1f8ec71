import type { Database } from "../../shared/database.ts"
import { scopeOf, withinScope } from "../../shared/scope.ts"
import { toUuid } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { AttendanceChange } from "../domain/correction.ts"
import type { Standing } from "../domain/attendance-row.ts"
import { CHANGE_COLUMNS, CHANGE_SOURCES, type ChangeRow, CHANGED, toChange } from "./attendance-change.row.ts"
import { placesThen, type ReportSubtree } from "./report-place.reader.ts"

/** Changes at lessons of a subtree from an instant to before another, of what was recorded by a moment. */
export type ChangesAsked = ReportSubtree & { since: Date; until: Date; asOf: Date }

/** A change with what a line of the log says besides. Labels are null where the viewer may not read the person, and where there is none. */
export type ChangeLine = {
  change: AttendanceChange
  source: string
  lesson: { code: string | null; startsAt: Date; endsAt: Date }
  was: { state: Standing; arrivedAt: Date | null; leftAt: Date | null }
  is: { state: Standing; arrivedAt: Date | null; leftAt: Date | null }
  person: { code: string; name: string } | null
  evidenceNames: string[]
}

type Row = ChangeRow & {
  lesson_code: string | null
  starts_at: Date
  ends_at: Date
  arrived_before: Date | null
  left_before: Date | null
  arrived_at: Date | null
  left_at: Date | null
  member_code: string | null
  member_name: string | null
  evidence_names: string[]
}

/** $1 and $2 are the viewer's, for names; $3 the zone, $4 the day, $5 and $6 the subtree, $7 to $9 the instants. */
const IN_LOG = `JOIN place ON place.id = s.organisation_id WHERE ${CHANGED} AND e.recorded_at >= $7::timestamptz AND e.recorded_at < $8::timestamptz AND e.recorded_at <= $9::timestamptz`
const PLACE = `WITH place AS MATERIALIZED (${placesThen("$4", "$5", "$6")})`

const PAGE = `${PLACE}, page AS (
    SELECT ${CHANGE_COLUMNS("$3")}, s.starts_at, s.ends_at, b.arrived_at AS arrived_before, b.left_at AS left_before, e.arrived_at, e.left_at
    ${CHANGE_SOURCES} ${IN_LOG} AND ($10::timestamptz IS NULL OR (e.recorded_at, e.id) > ($10, $11::uuid)) ORDER BY e.recorded_at, e.id LIMIT $12)
  SELECT page.*, l.code AS lesson_code, n.code AS member_code, n.name AS member_name,
    ARRAY(SELECT v.name FROM unnest(page.evidence) WITH ORDINALITY AS named(id, at) JOIN attendance.evidence v ON v.id = named.id ORDER BY named.at) AS evidence_names
  FROM page LEFT JOIN courses_api.lesson l ON l.id = page.lesson_id
  LEFT JOIN people_api.member m ON m.id = page.member_id AND ${withinScope("m.branch_path")} LEFT JOIN people_api.member_name n ON n.member_id = m.id
  ORDER BY page.recorded_at, page.id`

const COUNTS = `${PLACE} SELECT count(*) AS changes, count(*) FILTER (WHERE (a.before ->> 'hours') IS NULL AND (a.after ->> 'hours') IS NULL) AS without_hours,
    count(*) FILTER (WHERE e.recorder_name IS NULL) AS without_actor ${CHANGE_SOURCES} ${IN_LOG} AND $1::text[] IS NOT NULL AND $2::text[] IS NOT NULL AND $3::text IS NOT NULL`

/** Read the log of changes as the books stood, oldest first. Asked for subtrees that were found within the viewer's scope before. */
export function createChangeLogReader(database: Database, viewer: Viewer, timeZone: string) {
  const valuesOf = ({ day, from, to, since, until, asOf }: ChangesAsked) => [...scopeOf(viewer), timeZone, day, from, to, since, until, asOf]
  return {
    async findLines(asked: ChangesAsked, after: readonly [at: string, id: string] | null, limit: number): Promise<ChangeLine[]> {
      const [at, id] = after ?? [null, null]
      return (await database.read<Row>("change_log_lines", PAGE, [...valuesOf(asked), at, id && toUuid("entry", id), limit])).map(toLine)
    },

    async count(asked: ChangesAsked): Promise<{ changes: number; withoutHours: number; withoutActor: number }> {
      const [row] = await database.read<{ changes: number; without_hours: number; without_actor: number }>("change_log_counts", COUNTS, valuesOf(asked))
      return { changes: row?.changes ?? 0, withoutHours: row?.without_hours ?? 0, withoutActor: row?.without_actor ?? 0 }
    },
  }
}

function toLine(row: Row): ChangeLine {
  const change = toChange(row)
  return {
    change,
    source: row.source,
    lesson: { code: row.lesson_code, startsAt: row.starts_at, endsAt: row.ends_at },
    was: { state: change.before, arrivedAt: row.arrived_before, leftAt: row.left_before },
    is: { state: change.after, arrivedAt: row.arrived_at, leftAt: row.left_at },
    person: row.member_name === null ? null : { code: row.member_code ?? "", name: row.member_name },
    evidenceNames: row.evidence_names,
  }
}
