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

/** `$6` how many may be reckoned again, `$7` the last month that has begun. What stands in the ledger now stood there then, where it was recorded by then. */
const MONTHS = `WITH ${TREE}, account AS MATERIALIZED (
    SELECT h.member_id, h.required, h.credited FROM tree CROSS JOIN LATERAL ${booksOf("tree.id")} h WHERE h.is_required),
  unclosed AS MATERIALIZED (
    SELECT s.lesson_id FROM attendance.sheet s WHERE s.held_on >= make_date($4::int, 1, 1) AND s.held_on <= make_date($4::int, 12, 31) AND NOT ${closedBy("$5")}),
  earned AS MATERIALIZED (
    SELECT a.member_id, extract(month FROM greatest(e.held_on, make_date($4::int, 1, 1)))::int AS month, sum(h.counted)::numeric / 100 AS hours
    FROM account a JOIN attendance.hour_entry h ON h.member_id = a.member_id AND h.year = $4::int2 JOIN attendance.entry e ON e.id = h.entry_id
    WHERE e.recorded_at <= $5::timestamptz AND (e.lesson_id IS NULL OR e.is_make_up OR e.lesson_id NOT IN (SELECT u.lesson_id FROM unclosed u))
    GROUP BY 1, 2),
  known AS MATERIALIZED (
    SELECT a.member_id, a.required, a.credited, coalesce(s.hours, 0) <> a.credited AS is_other,
      coalesce(s.hours, 0) <> a.credited AND s.hours IS NULL AND NOT EXISTS (
        SELECT FROM attendance.entry e WHERE e.member_id = a.member_id AND e.recorded_at <= $5::timestamptz
          AND e.held_on >= make_date($4::int - 1, 1, 1) AND e.held_on <= make_date($4::int, 12, 31)) AS is_sum
    FROM account a LEFT JOIN (SELECT e.member_id, sum(e.hours) AS hours FROM earned e GROUP BY 1) s USING (member_id)),
  apart AS MATERIALIZED (SELECT k.member_id FROM known k WHERE k.is_other AND NOT k.is_sum ORDER BY 1 LIMIT $6::int),
  taken AS MATERIALIZED (SELECT k.* FROM known k WHERE k.member_id NOT IN (SELECT a.member_id FROM apart a)),
  flow AS MATERIALIZED (
    SELECT t.member_id, t.required, e.month, e.hours FROM taken t JOIN earned e USING (member_id) WHERE NOT t.is_sum
    UNION ALL SELECT t.member_id, t.required, $7::int, t.credited FROM taken t WHERE t.is_sum
    UNION ALL SELECT t.member_id, t.required, 1, 0 FROM taken t WHERE t.required = 0),
  reached AS MATERIALIZED (
    SELECT member_id, min(month) AS month FROM (
      SELECT f.member_id, f.required, f.month, sum(f.hours) OVER (PARTITION BY f.member_id ORDER BY f.month) AS total FROM flow f) running
    WHERE total >= required GROUP BY 1)
  SELECT m.month, (SELECT count(*) FROM taken)::int AS people, (SELECT coalesce(sum(t.required), 0)::float8 FROM taken t) AS required,
    (SELECT count(*) FROM reached r WHERE r.month <= m.month)::int AS reached,
    (SELECT coalesce(sum(f.hours), 0)::float8 FROM flow f WHERE f.month <= m.month) AS credited,
    ARRAY(SELECT a.member_id FROM apart a WHERE m.month = 1 ORDER BY 1) AS apart,
    (SELECT count(*) FROM taken t WHERE t.is_other AND NOT t.is_sum)::int AS beyond, (SELECT count(*) FROM taken t WHERE t.is_sum)::int AS sums
  FROM generate_series(1, 12) AS m(month) ORDER BY 1`

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
