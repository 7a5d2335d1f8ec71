import type { Database } from "../../shared/database.ts"
import { toTypeId, toUuids } from "../../shared/typeid.ts"
import { DAYS_TO_ENTER, EARLIEST_MINUTES, type SheetFigures } from "../domain/sheet-finding.ts"
import { STANDS } from "./attendance.row.ts"
import { WAITS } from "./walk-in.repository.ts"

type Row = { lesson_id: string; is_host: boolean; is_recorder: boolean; is_summary: boolean } & Record<
  "leave_and_there" | "walk_ins" | "unmarked" | "entered_late" | "at_once" | "entered" | "outside" | "two_places",
  number
>

/** $1 which lessons, $2 the city's time zone. `f` are the facts that stand, `first` those that were recorded first of each person. */
const FIGURES = `SELECT s.lesson_id, s.host IS NOT NULL AS is_host, s.recorder IS NOT NULL AS is_recorder, s.summary IS NOT NULL AS is_summary, standing.*, firsts.*,
    (SELECT count(DISTINCT c.member_id)::int FROM attendance.capture c WHERE c.lesson_id = s.lesson_id AND ${WAITS}) AS walk_ins,
    (SELECT count(*)::int FROM attendance.sheet_place p WHERE p.lesson_id = s.lesson_id AND p.is_expected AND NOT EXISTS
       (SELECT FROM attendance.entry e WHERE e.lesson_id = s.lesson_id AND e.member_id = p.member_id AND NOT e.is_make_up)) AS unmarked
  FROM attendance.sheet s
  CROSS JOIN LATERAL (
    SELECT (count(*) FILTER (WHERE e.state = 'ON_LEAVE' AND e.leave_id IS NOT NULL AND EXISTS (SELECT FROM attendance.capture c
          WHERE c.lesson_id = e.lesson_id AND c.member_id = e.member_id AND c.kind = 'SCAN_IN')))::int AS leave_and_there,
      (count(*) FILTER (WHERE e.arrived_at > s.ends_at OR e.arrived_at < s.starts_at - make_interval(mins => ${EARLIEST_MINUTES})))::int AS outside,
      (count(*) FILTER (WHERE e.state IN ('PRESENT', 'LATE', 'LEFT_EARLY', 'ONLINE') AND EXISTS (
          SELECT FROM attendance.entry o JOIN attendance.sheet os ON os.lesson_id = o.lesson_id
          WHERE o.member_id = e.member_id AND o.held_on BETWEEN e.held_on - 1 AND e.held_on + 1 AND o.lesson_id <> e.lesson_id AND NOT o.is_make_up
            AND o.state IN ('PRESENT', 'LATE', 'LEFT_EARLY', 'ONLINE') AND NOT EXISTS (SELECT FROM attendance.entry later WHERE later.replaces_id = o.id)
            AND greatest(coalesce(o.arrived_at, os.starts_at), os.starts_at) < least(coalesce(e.left_at, s.ends_at), s.ends_at)
            AND greatest(coalesce(e.arrived_at, s.starts_at), s.starts_at) < least(coalesce(o.left_at, os.ends_at), os.ends_at))))::int AS two_places
    FROM attendance.entry e WHERE e.lesson_id = s.lesson_id AND ${STANDS}
  ) standing
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(made), 0)::int AS entered, coalesce(sum(made) FILTER (WHERE day > s.held_on + ${DAYS_TO_ENTER}), 0)::int AS entered_late,
      coalesce(max(by_hand) FILTER (WHERE day > s.held_on), 0)::int AS at_once
    FROM (SELECT count(*) AS made, count(*) FILTER (WHERE e.source IN ('RECORDER', 'IMPORT')) AS by_hand, (min(e.recorded_at) AT TIME ZONE $2)::date AS day
          FROM attendance.entry e WHERE e.lesson_id = s.lesson_id AND e.replaces_id IS NULL AND NOT e.is_make_up GROUP BY date_trunc('minute', e.recorded_at)) minutes
  ) firsts
  WHERE s.lesson_id = ANY($1::uuid[])`

/** Read what findings about sheets are made of, of sheets that were found within the viewer's scope before: one statement for any number of them. */
export function createSheetFindingRepository(database: Database, timeZone: string) {
  return {
    async findByLessons(lessonIds: readonly string[]): Promise<SheetFigures[]> {
      const rows = await database.read<Row>("findings_by_sheet", FIGURES, [toUuids("lesson", lessonIds), timeZone])
      return rows.map((row) => ({
        lessonId: toTypeId("lesson", row.lesson_id),
        isHost: row.is_host,
        isRecorder: row.is_recorder,
        isSummary: row.is_summary,
        onLeaveAndThere: row.leave_and_there,
        walkIns: row.walk_ins,
        unmarked: row.unmarked,
        enteredLate: row.entered_late,
        enteredAtOnce: row.at_once,
        entered: row.entered,
        outsideWindow: row.outside,
        inTwoPlaces: row.two_places,
      }))
    },
  }
}
