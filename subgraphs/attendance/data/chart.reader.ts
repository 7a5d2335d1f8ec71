import type { Database } from "../../shared/database.ts"
import type { MonthFigures, WeekFigures } from "../domain/chart.ts"
import { closedBy } from "./books-then.row.ts"
import { type BooksAsked, TREE, booksOf, booksValues } from "./books.row.ts"
import { drawChart } from "./chart.writer.ts"
import { weekOf } from "./week.row.ts"

/**
 * What stands at the end of each month. `apart` are those whose kept hours are not what their accounts said then, to be reckoned again from the facts, ids as
 * uuids; `beyond` so many more are in the figures as their kept hours have them; `sums` are people whose account says hours of which the ledger has no facts.
 */
export type YearProgress = { months: MonthFigures[]; apart: string[]; beyond: number; sums: number }

/** Lessons by week; of `unsure` it is not known what they were then. */
export type WeeksThen = { weeks: WeekFigures[]; unsure: number }

/** What somebody earned by the end of each month, in hundredths of an hour. */
const UNTIL = Array.from({ length: 12 }, (_, at) => `coalesce(sum(l.counted) FILTER (WHERE l.month <= ${at + 1}), 0)`).join(", ")

/** `$6` how many may be reckoned again, `$7` the last month that has begun. What stands in the ledger now stood there then, where it was recorded by then. */
const MONTHS = `WITH ${TREE}, account AS MATERIALIZED (
    SELECT h.member_id, h.required, h.credited FROM tree CROSS JOIN LATERAL ${booksOf("tree.id")} h WHERE h.is_required),
  unclosed AS MATERIALIZED (
    SELECT s.lesson_id FROM attendance.sheet s WHERE s.held_on >= make_date($4::int, 1, 1) AND s.held_on <= make_date($4::int, 12, 31) AND NOT ${closedBy("$5")}),
  earned AS (
    SELECT a.member_id, extract(month FROM greatest(e.held_on, make_date($4::int, 1, 1)))::int AS month, h.counted
    FROM account a JOIN attendance.hour_entry h ON h.member_id = a.member_id AND h.year = $4::int2 JOIN attendance.entry e ON e.id = h.entry_id
    WHERE e.recorded_at <= $5::timestamptz AND (e.lesson_id IS NULL OR e.is_make_up OR e.lesson_id NOT IN (SELECT u.lesson_id FROM unclosed u))),
  -- Added up by people in one pass, in hundredths: a join of what was found on the way would be planned for a few rows, and run for a city's.
  person AS MATERIALIZED (
    SELECT l.member_id, max(l.required) AS required, max(l.credited) AS credited, sum(l.counted)::numeric / 100 AS total, ARRAY[${UNTIL}] AS sums FROM (
      SELECT a.member_id, a.required, a.credited, NULL::int AS month, NULL::int AS counted FROM account a
      UNION ALL SELECT e.member_id, NULL, NULL, e.month, e.counted FROM earned e) l GROUP BY 1),
  known AS (
    SELECT p.*, CASE WHEN coalesce(p.total, 0) = p.credited THEN 'KEPT' WHEN p.total IS NOT NULL OR EXISTS (
        SELECT FROM attendance.entry e WHERE e.member_id = p.member_id AND e.recorded_at <= $5::timestamptz
          AND e.held_on >= make_date($4::int - 1, 1, 1) AND e.held_on <= make_date($4::int, 12, 31)) THEN 'OTHER' ELSE 'SUM' END AS sort FROM person p),
  ranked AS MATERIALIZED (SELECT k.*, k.sort = 'OTHER' AND row_number() OVER (PARTITION BY k.sort ORDER BY k.member_id) <= $6::int AS is_apart FROM known k),
  ends AS MATERIALIZED (
    SELECT m.month, count(*)::int AS people, sum(r.required)::float8 AS required, count(*) FILTER (WHERE h.hours >= r.required)::int AS reached, sum(h.hours)::float8 AS credited
    FROM ranked r CROSS JOIN generate_series(1, 12) AS m(month)
    CROSS JOIN LATERAL (SELECT CASE WHEN r.sort <> 'SUM' THEN r.sums[m.month]::numeric / 100 WHEN m.month >= $7::int THEN r.credited ELSE 0 END AS hours) h
    WHERE NOT r.is_apart GROUP BY 1)
  SELECT m.month, coalesce(e.people, 0) AS people, coalesce(e.required, 0) AS required, coalesce(e.reached, 0) AS reached, coalesce(e.credited, 0) AS credited,
    ARRAY(SELECT r.member_id FROM ranked r WHERE m.month = 1 AND r.is_apart ORDER BY 1) AS apart,
    (SELECT count(*) FROM ranked r WHERE r.sort = 'OTHER' AND NOT r.is_apart)::int AS beyond, (SELECT count(*) FROM ranked r WHERE r.sort = 'SUM')::int AS sums
  FROM generate_series(1, 12) AS m(month) LEFT JOIN ends e USING (month) ORDER BY 1`

/** `$6` is the city's time zone. A lesson that was changed since is as it was before the first of these changes. */
const WEEKS = `WITH ${TREE}, changed AS MATERIALIZED (
    SELECT p.lesson_id, (array_agg(p.status ORDER BY p.version) FILTER (WHERE p.status IS NOT NULL))[1] AS status,
      (array_agg(p.category ORDER BY p.version) FILTER (WHERE p.category IS NOT NULL))[1] AS category,
      (array_agg(p.starts_at ORDER BY p.version) FILTER (WHERE p.starts_at IS NOT NULL))[1] AS starts_at
    FROM courses_api.lesson_past p WHERE p.recorded_at > $5::timestamptz GROUP BY 1),
  lesson AS (
    SELECT coalesce(c.status, l.status) AS status, coalesce(c.category, l.category) AS category,
      (coalesce(c.starts_at, l.starts_at) AT TIME ZONE $6)::date AS day, l.changed_at > $5::timestamptz AND c.lesson_id IS NULL AS is_unsure
    FROM tree JOIN courses_api.lesson_record l ON l.organiser_id = tree.id LEFT JOIN changed c ON c.lesson_id = l.id
    WHERE l.known_since <= $5::timestamptz OR EXISTS (SELECT FROM attendance.sheet s WHERE s.lesson_id = l.id AND s.opened_at <= $5::timestamptz)),
  ofyear AS MATERIALIZED (SELECT l.* FROM lesson l WHERE l.day >= make_date($4::int, 1, 1) AND l.day <= make_date($4::int, 12, 31))
  SELECT ${weekOf("o.day")} AS week, extract(isodow FROM o.day)::int AS weekday, o.category, count(*)::int AS lessons,
    (SELECT count(*) FROM ofyear u WHERE u.is_unsure)::int AS unsure
  FROM ofyear o WHERE o.status <> 'CANCELLED' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`

/** Read what charts show of a subtree that the viewer may read, as the books stood, and draw it. */
export function createChartReaders(database: Database, timeZone: string) {
  return {
    drawChart,
    chartFigures: {
      /** What stands at the end of each month by the days of the lessons: one statement, by index. */
      async byMonth(asked: BooksAsked, { atMost, lastMonth }: { atMost: number; lastMonth: number }): Promise<YearProgress> {
        const rows = await database.read<MonthFigures & Omit<YearProgress, "months">>("chart_months", MONTHS, [...booksValues(asked), atMost, lastMonth])
        const [first] = rows
        const months = rows.map(({ month, people, required, reached, credited }) => ({ month, people, required, reached, credited }))
        return { months, apart: first?.apart ?? [], beyond: first?.beyond ?? 0, sums: first?.sums ?? 0 }
      },

      /** How many lessons organisers of the subtree held or planned, by week, day of the week and category, on the city's clock. */
      async byWeek(asked: BooksAsked): Promise<WeeksThen> {
        const rows = await database.read<WeekFigures & { unsure: number }>("chart_weeks", WEEKS, [...booksValues(asked), timeZone])
        return { weeks: rows.map(({ unsure: _, ...week }) => week), unsure: rows[0]?.unsure ?? 0 }
      },
    },
  }
}
