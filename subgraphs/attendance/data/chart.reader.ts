import type { Database } from "../../shared/database.ts"
import { subtreeOf } from "../../shared/viewer.ts"
import type { MonthFigures } from "../domain/chart.ts"
import { drawChart } from "./chart.writer.ts"

/** Read what charts show of a subtree that the viewer may read, and draw it. */
export function createChartReaders(database: Database, timeZone: string) {
  return {
    drawChart,
    chartFigures: {
      /** What stands at the end of each month by the days of the lessons, as the accounts stand now: one statement, by index. */
      async byMonth(path: string, year: number): Promise<MonthFigures[]> {
        const { from, to } = subtreeOf(path)
        return database.read<MonthFigures>(
          "chart_months",
          `WITH account AS MATERIALIZED (
             SELECT a.member_id, a.required FROM attendance.annual_hours a
             WHERE a.year = $1::int2 AND a.organisation_path >= $2 AND a.organisation_path < $3 AND a.is_required),
           earned AS MATERIALIZED (
             SELECT a.member_id, a.required, extract(month FROM greatest(e.held_on, make_date($1::int, 1, 1)))::int AS month, sum(h.counted)::numeric / 100 AS hours
             FROM account a JOIN attendance.hour_entry h ON h.member_id = a.member_id AND h.year = $1::int2 JOIN attendance.entry e ON e.id = h.entry_id
             GROUP BY 1, 2, 3),
           reached AS MATERIALIZED (
             SELECT member_id, min(month) AS month FROM (
               SELECT member_id, required, month, sum(hours) OVER (PARTITION BY member_id ORDER BY month) AS total FROM earned
               UNION ALL SELECT member_id, required, 1, 0 FROM account WHERE required = 0) running
             WHERE total >= required GROUP BY 1)
           SELECT month, (SELECT count(*) FROM account)::int AS people, (SELECT coalesce(sum(required), 0)::float8 FROM account) AS required,
             (SELECT count(*) FROM reached r WHERE r.month <= m.month)::int AS reached,
             (SELECT coalesce(sum(hours), 0)::float8 FROM earned e WHERE e.month <= m.month) AS credited
           FROM generate_series(1, 12) AS m(month) ORDER BY 1`,
          [year, from, to],
        )
      },

      /** How many lessons organisers of the subtree held or planned, by week and day of the week, on the city's clock. */
      async byWeek(path: string, year: number): Promise<{ week: number; weekday: number; lessons: number }[]> {
        const { from, to } = subtreeOf(path)
        return database.read(
          "chart_weeks",
          `SELECT ((extract(doy FROM day)::int - 1 + extract(isodow FROM make_date($1::int, 1, 1))::int - 1) / 7 + 1)::int AS week,
             extract(isodow FROM day)::int AS weekday, count(*)::int AS lessons
           FROM (SELECT (l.starts_at AT TIME ZONE $4)::date AS day FROM courses_api.lesson l
             WHERE l.organiser_path >= $2 AND l.organiser_path < $3 AND l.status <> 'CANCELLED'
               AND l.starts_at >= make_date($1::int, 1, 1)::timestamp AT TIME ZONE $4 AND l.starts_at < make_date($1::int + 1, 1, 1)::timestamp AT TIME ZONE $4) held
           GROUP BY 1, 2 ORDER BY 1, 2`,
          [year, from, to, timeZone],
        )
      },
    },
  }
}
