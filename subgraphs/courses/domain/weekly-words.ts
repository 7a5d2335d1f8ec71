import type { WeeklyTime } from "./local-time.ts"

const WEEK = [1, 2, 3, 4, 5, 6, 7]
const DAY_OF: Record<string, number> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 日: 7, 天: 7 }
/** What words for parts of a day mean, in minutes; the day of a school ends at 22:00. */
const PARTS: Record<string, readonly [from: number, to: number]> = {
  上午: [480, 720],
  下午: [720, 1080],
  晚上: [1080, 1320],
  晚间: [1080, 1320],
  夜间: [1080, 1320],
}
const WHOLE: readonly [number, number] = [480, 1320]
const DAYS = /^(每天|每日|天天|全周|一周|平时|平日|工作日|周末|双休日|(?:周|星期|礼拜)[一二三四五六日天](?:(?:至|到|-|~)(?:周|星期|礼拜)?[一二三四五六日天])?)/u
const HOURS = /^(\d{1,2})(?::(\d{2})|点|时)?(?:-|~|至|到)(\d{1,2})(?::(\d{2})|点|时)?/u
const ANY = /^(不限|随时|均可|都可以|任意|无限制)$/u

type Span = { days: number[]; from: number; to: number }

/**
 * Read times of the week where they are certain: 周一至周五 上午; 周三、周五下午; 每天 9:00-21:00; 平时晚上除外. 上午 is 08:00–12:00, 下午 12:00–18:00,
 * 晚上 18:00–22:00, a day without hours 08:00–22:00; 平时 are Monday to Friday. An exclusion leaves the rest of the week. An empty list is "any time".
 *
 * Null for what cannot be read to its last character: 节假日除外 depends on a calendar and is a question.
 */
export function readWeeklyWords(typed: string): WeeklyTime[] | null {
  const text = typed.normalize("NFKC").replace(/\s/gu, "").replace(/[—–]/gu, "-")
  if (ANY.test(text)) return []
  const clauses = text.split(/[;,。\n]+/u).filter((part) => part !== "")
  const taken: Span[] = []
  const left: Span[] = []
  for (const clause of clauses) {
    const isExcluded = clause.endsWith("除外") || clause.startsWith("除")
    const spans = readClause(clause.replace(/^除(了)?/u, "").replace(/(都|均)?(可以|可|开放|除外|以外|外)$/u, ""))
    if (!spans) return null
    ;(isExcluded ? left : taken).push(...spans)
  }
  if (taken.length + left.length === 0) return null
  const base = taken.length > 0 ? taken : [{ days: WEEK, from: WHOLE[0], to: WHOLE[1] }]
  return WEEK.flatMap((weekday) => {
    const minutes = (spans: Span[]) => spans.filter(({ days }) => days.includes(weekday))
    return without(minutes(base), minutes(left)).map(({ from, to }) => ({ weekday, fromMinute: from, toMinute: to }))
  })
}

function readClause(clause: string): Span[] | null {
  let rest = clause
  const days = new Set<number>()
  for (let found = DAYS.exec(rest); found; found = DAYS.exec(rest)) {
    for (const day of daysOf(found[0])) days.add(day)
    rest = rest.slice(found[0].length).replace(/^[、和及与]/u, "")
  }
  const hours: (readonly [number, number])[] = []
  while (rest !== "" && rest !== "全天") {
    const part = Object.keys(PARTS).find((word) => rest.startsWith(word))
    const clock = HOURS.exec(rest)
    if (part) hours.push(PARTS[part] ?? WHOLE)
    else if (clock) hours.push([Number(clock[1]) * 60 + Number(clock[2] ?? 0), Number(clock[3]) * 60 + Number(clock[4] ?? 0)])
    else return null
    rest = rest.slice((part ?? clock?.[0] ?? "").length).replace(/^[、和及与]/u, "")
  }
  if (days.size === 0 && hours.length === 0) return null
  if (hours.some(([from, to]) => from >= to || to > 1440)) return null
  return (hours.length > 0 ? hours : [WHOLE]).map(([from, to]) => ({ days: days.size > 0 ? [...days] : WEEK, from, to }))
}

function daysOf(word: string): number[] {
  if (/^(每天|每日|天天|全周|一周)$/u.test(word)) return WEEK
  if (/^(平时|平日|工作日)$/u.test(word)) return WEEK.slice(0, 5)
  if (/^(周末|双休日)$/u.test(word)) return WEEK.slice(5)
  const [from = 1, to = from] = [...word.matchAll(/[一二三四五六日天](?!期)/gu)].map(([day]) => DAY_OF[day] ?? 1)
  return from <= to ? WEEK.slice(from - 1, to) : [...WEEK.slice(from - 1), ...WEEK.slice(0, to)]
}

/** What is left of times when others are taken out of them; neighbouring times become one. */
function without(spans: readonly Span[], excluded: readonly Span[]): { from: number; to: number }[] {
  const marks = [...new Set([...spans, ...excluded].flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b)
  const isIn = (some: readonly Span[], from: number) => some.some((span) => span.from <= from && from < span.to)
  const pieces: { from: number; to: number }[] = []
  marks.forEach((from, at) => {
    const to = marks[at + 1]
    if (to === undefined || !isIn(spans, from) || isIn(excluded, from)) return
    const last = pieces.at(-1)
    if (last?.to === from) last.to = to
    else pieces.push({ from, to })
  })
  return pieces
}
