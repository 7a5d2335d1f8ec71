import type { AttendanceContext } from "../context.ts"
import type { MonthFigures } from "../domain/chart.ts"
import type { ReportGap } from "../domain/report.ts"
import { type PersonProgress, withPeople } from "../domain/year-progress.ts"
import { type HoursThenSources, reckonHoursThen } from "./reckon-hours-then.ts"
import type { YearBooks } from "./read-year-books.ts"

/** So many people are reckoned again from the facts for one drawing. */
const MOST_RECKONED = 2_000

/**
 * Read what stands at the end of each month of a year, as the books stood.
 *
 * Hours are kept by the fact as they stand now. Who had others then, because a fact was replaced or came later, is reckoned again from the facts of then; what
 * cannot be known is said.
 */
export async function readYearProgress(
  sources: Pick<AttendanceContext, "chartFigures"> & HoursThenSources,
  { asked, yearIsOver }: YearBooks,
): Promise<{ months: MonthFigures[]; gaps: ReportGap[] }> {
  const lastMonth = yearIsOver ? 12 : Number(asked.day.slice(5, 7))
  const { months, apart, beyond, sums } = await sources.chartFigures.byMonth(asked, { atMost: MOST_RECKONED, lastMonth })
  const years = await reckonHoursThen(sources, apart, [asked.year], asked.asOf)
  const people = [...years.values()].flatMap((found) =>
    found.map(({ account, sum }): PersonProgress => ({
      required: account.required,
      earned: sum.entries.map(({ heldOn, counted }) => ({ heldOn, hundredths: counted })),
    })),
  )
  const lost = apart.length - people.length
  const gaps: (ReportGap & { count: number })[] = [
    { subgraph: "attendance", count: sums, message: `${sums}人的学时只有年度合计，没有逐次台账，各月分布未知，计在最后一个月。` },
    { subgraph: "attendance", count: beyond, message: `${beyond}人在截止时点后有更正，未逐人重新核算，各月按现存台账列示。` },
    { subgraph: "attendance", count: lost, message: `${lost}人的规则已不可读，未列入。` },
  ]
  return {
    months: withPeople(months, asked.year, people),
    gaps: gaps.filter(({ count }) => count > 0).map(({ subgraph, message }) => ({ subgraph, message })),
  }
}
