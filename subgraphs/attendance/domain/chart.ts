import { type ReportGap, rateOf } from "./report.ts"
import { LESSON_CATEGORIES, type LessonCategory } from "./rule-set.ts"

export const CHART_KINDS = ["COMPLIANCE_OVER_YEAR", "COMPLIANCE_BY_ORGANISATION", "LESSONS_BY_WEEK"] as const
export type ChartKind = (typeof CHART_KINDS)[number]

export const CHART_ROWS = ["WEEKDAY", "CATEGORY"] as const
/** What the rows of a heat map are. */
export type ChartRows = (typeof CHART_ROWS)[number]

/** A figure at its place; null is unknown, and never zero. `note` is what is written beside it: 72/84人. */
export type ChartPoint = { label: string; value: number | null; note: string | null }
export type ChartSeries = { title: string; unit: string; points: readonly ChartPoint[] }

/** What a drawing shows, in words and numbers. */
export type Chart = {
  kind: ChartKind
  title: string
  description: string
  series: readonly ChartSeries[]
  /** Printed under the drawing. */
  gaps: readonly ReportGap[]
}

/** What stands at the end of a month: persons in the denominator, those whose hours reach the requirement, and the hours of all of them. */
export type MonthFigures = { month: number; people: number; required: number; reached: number; credited: number }

export type OrganisationFigures = { name: string; people: number; compliant: number }

/** Lessons of a week on a day of it, of one category. Weeks are counted from the one of 1 January. */
export type WeekFigures = { week: number; weekday: number; category: LessonCategory; lessons: number }

/** The same of a period that may reach into several years. */
export type YearWeekFigures = WeekFigures & { year: number }

/** More bars are not told apart; those that are worst off are drawn. */
const MOST_BARS = 40
const WEEKDAYS = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
const CATEGORY_WORDS: Record<LessonCategory, string> = {
  INTENSIVE: "集中培训",
  COLLECTIVE: "集体学习",
  PARTY_LECTURE: "党课",
  THEME_DAY: "主题党日",
  ONLINE: "网络培训",
  PRACTICE: "实践",
}

/** Show how many reach the requirement by the end of each month, and the hours of a person against the pace needed. Months that have not begun are unknown. */
export function yearChart(name: string, year: number, today: string, months: readonly MonthFigures[], gaps: readonly ReportGap[] = []): Chart {
  const begun = months.filter(({ month }) => `${year}-${String(month).padStart(2, "0")}-01` <= today)
  const isKnown = (month: number) => begun.some((one) => one.month === month)
  const pointsOf = (valueOf: (one: MonthFigures) => number | null, noteOf: (one: MonthFigures) => string | null = () => null) =>
    months.map((one) => ({ label: `${one.month}月`, value: isKnown(one.month) ? valueOf(one) : null, note: isKnown(one.month) ? noteOf(one) : null }))
  const each = (hours: number, people: number) => (people > 0 ? Math.round((hours * 10) / people) / 10 : null)
  const last = begun.at(-1)
  const share = last ? rateOf(last.reached, last.people) : null
  return {
    kind: "COMPLIANCE_OVER_YEAR",
    gaps,
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
export function organisationChart(name: string, year: number, rows: readonly OrganisationFigures[], gaps: readonly ReportGap[] = []): Chart {
  const rated = rows.filter(({ people }) => people > 0)
  const drawn = new Set(rated.toSorted((a, b) => a.compliant / a.people - b.compliant / b.people).slice(0, MOST_BARS))
  const [people, compliant] = [rated.reduce((sum, row) => sum + row.people, 0), rated.reduce((sum, row) => sum + row.compliant, 0)]
  const left = rated.length > MOST_BARS ? `只列达标率最低的${MOST_BARS}个，共${rated.length}个。` : ""
  return {
    kind: "COMPLIANCE_BY_ORGANISATION",
    gaps,
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

/** Name the rows of a heat map, and say in which of them figures stand. */
const ROWS: Record<ChartRows, { titles: readonly string[]; at(figures: WeekFigures): number; words: string }> = {
  WEEKDAY: { titles: WEEKDAYS, at: ({ weekday }) => weekday - 1, words: "课次分布" },
  CATEGORY: { titles: LESSON_CATEGORIES.map((one) => CATEGORY_WORDS[one]), at: ({ category }) => LESSON_CATEGORIES.indexOf(category), words: "各类课次分布" },
}

/** What a heat map is of: whose, which year, what its rows are, and whether only what was held. */
export type WeekAsked = { name: string; year: number; rows: ChartRows; isHeldOnly?: boolean }

/** Show how many lessons were on each day of the week, or of each category, week by week; weeks begin on Monday, the first with 1 January. */
export function weekChart(
  { name, year, rows, isHeldOnly = false }: WeekAsked,
  counts: readonly Readonly<WeekFigures>[],
  gaps: readonly ReportGap[] = [],
): Chart {
  const { titles, at, words } = ROWS[rows]
  const weeks = Math.max(53, ...counts.map(({ week }) => week))
  const known = new Map<string, { week: number; row: number; lessons: number }>()
  for (const one of counts) {
    const [week, row] = [one.week, at(one)]
    known.set(`${week} ${row}`, { week, row, lessons: (known.get(`${week} ${row}`)?.lessons ?? 0) + one.lessons })
  }
  const total = counts.reduce((sum, { lessons }) => sum + lessons, 0)
  const busiest = [...known.values()].toSorted((a, b) => b.lessons - a.lessons || a.week - b.week || a.row - b.row)[0]
  return {
    kind: "LESSONS_BY_WEEK",
    gaps,
    title: `${name}${year}年${words}`,
    description: `${isHeldOnly ? "期内已举行" : "全年"}${total}节课${busiest ? `，最多的是第${busiest.week}周${titles[busiest.row] ?? ""}：${busiest.lessons}节` : ""}。${isHeldOnly ? "" : "已取消的不计。"}`,
    series: titles.map((title, row) => ({
      title,
      unit: "节",
      points: Array.from({ length: weeks }, (_, week) => ({ label: `第${week + 1}周`, value: known.get(`${week + 1} ${row}`)?.lessons ?? 0, note: null })),
    })),
  }
}
