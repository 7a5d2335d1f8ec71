import { rateOf } from "./report.ts"

export const CHART_KINDS = ["COMPLIANCE_OVER_YEAR", "COMPLIANCE_BY_ORGANISATION", "LESSONS_BY_WEEK"] as const
export type ChartKind = (typeof CHART_KINDS)[number]

/** A figure at its place; null is unknown, and never zero. `note` is what is written beside it: 72/84人. */
export type ChartPoint = { label: string; value: number | null; note: string | null }
export type ChartSeries = { title: string; unit: string; points: readonly ChartPoint[] }

/** What a drawing shows, in words and numbers. */
export type Chart = { kind: ChartKind; title: string; description: string; series: readonly ChartSeries[] }

/** What stands at the end of a month: persons in the denominator, those whose hours reach the requirement, and the hours of all of them. */
export type MonthFigures = { month: number; people: number; required: number; reached: number; credited: number }

export type OrganisationFigures = { name: string; people: number; compliant: number }

/** More bars are not told apart; those that are worst off are drawn. */
const MOST_BARS = 40
const WEEKDAYS = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]

/** Show how many reach the requirement by the end of each month, and the hours of a person against the pace needed. Months that have not begun are unknown. */
export function yearChart(name: string, year: number, today: string, months: readonly MonthFigures[]): Chart {
  const begun = months.filter(({ month }) => `${year}-${String(month).padStart(2, "0")}-01` <= today)
  const isKnown = (month: number) => begun.some((one) => one.month === month)
  const pointsOf = (valueOf: (one: MonthFigures) => number | null, noteOf: (one: MonthFigures) => string | null = () => null) =>
    months.map((one) => ({ label: `${one.month}月`, value: isKnown(one.month) ? valueOf(one) : null, note: isKnown(one.month) ? noteOf(one) : null }))
  const each = (hours: number, people: number) => (people > 0 ? Math.round((hours * 10) / people) / 10 : null)
  const last = begun.at(-1)
  const share = last ? rateOf(last.reached, last.people) : null
  return {
    kind: "COMPLIANCE_OVER_YEAR",
    title: `${name}${year}年度学时达标进度`,
    description: last
      ? `截至${last.month}月，${last.people}人中${last.reached}人学时达到全年要求（${share ?? "—"}%）；人均计入${each(last.credited, last.people) ?? "—"}学时，按进度应达${each((last.required * last.month) / 12, last.people) ?? "—"}学时。只看学时，集中培训次数另计。`
      : "年度尚未开始。",
    series: [
      {
        title: "学时达到全年要求的人数占比",
        unit: "%",
        points: pointsOf(
          ({ reached, people }) => rateOf(reached, people),
          ({ reached, people }) => `${reached}/${people}人`,
        ),
      },
      { title: "人均计入学时", unit: "学时", points: pointsOf(({ credited, people }) => each(credited, people)) },
      {
        title: "进度所需（人均应修×月/12）",
        unit: "学时",
        points: months.map(({ month, required, people }) => ({ label: `${month}月`, value: each((required * month) / 12, people), note: null })),
      },
    ],
  }
}

/** Show the compliance of organisations beside one another; of more than forty, those with the lowest rates. Without anybody in the denominator there is no rate. */
export function organisationChart(name: string, year: number, rows: readonly OrganisationFigures[]): Chart {
  const rated = rows.filter(({ people }) => people > 0)
  const drawn = new Set(rated.toSorted((a, b) => a.compliant / a.people - b.compliant / b.people).slice(0, MOST_BARS))
  const [people, compliant] = [rated.reduce((sum, row) => sum + row.people, 0), rated.reduce((sum, row) => sum + row.compliant, 0)]
  const left = rated.length > MOST_BARS ? `只列达标率最低的${MOST_BARS}个，共${rated.length}个。` : ""
  return {
    kind: "COMPLIANCE_BY_ORGANISATION",
    title: `${name}${year}年度学时达标率`,
    description: `合计${people}人，达标${compliant}人（${rateOf(compliant, people) ?? "—"}%）。${left}`,
    series: [
      {
        title: "达标率",
        unit: "%",
        points: rated
          .filter((row) => drawn.has(row))
          .map((row) => ({ label: row.name, value: rateOf(row.compliant, row.people), note: `${row.compliant}/${row.people}人` })),
      },
    ],
  }
}

/** Show how many lessons each day of the week had, week by week; weeks begin on Monday, the first with 1 January. */
export function weekChart(name: string, year: number, counts: readonly { week: number; weekday: number; lessons: number }[]): Chart {
  const weeks = Math.max(53, ...counts.map(({ week }) => week))
  const known = new Map(counts.map(({ week, weekday, lessons }) => [`${week} ${weekday}`, lessons]))
  const total = counts.reduce((sum, { lessons }) => sum + lessons, 0)
  const busiest = counts.toSorted((a, b) => b.lessons - a.lessons)[0]
  return {
    kind: "LESSONS_BY_WEEK",
    title: `${name}${year}年课次分布`,
    description: `全年${total}节课${busiest ? `，最多的是第${busiest.week}周${WEEKDAYS[busiest.weekday - 1] ?? ""}：${busiest.lessons}节` : ""}。已取消的不计。`,
    series: WEEKDAYS.map((title, at) => ({
      title,
      unit: "节",
      points: Array.from({ length: weeks }, (_, week) => ({ label: `第${week + 1}周`, value: known.get(`${week + 1} ${at + 1}`) ?? 0, note: null })),
    })),
  }
}
