/** A day as a count of days since 1 January 1970: dates add and compare as whole numbers, in no zone. */
export type Day = number

const texts = new Map<Day, string>()
const clocks = Array.from({ length: 1440 }, (_, minute) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}:00+08`)

const utcClocks = clocks.map((clock) => clock.replace("+08", "+00"))

export function dayOf(year: number, month: number, dayOfMonth: number): Day {
  return Math.floor(Date.UTC(year, month - 1, dayOfMonth) / 86_400_000)
}

export function parseDay(text: string): Day {
  return Math.floor(Date.parse(`${text}T00:00:00Z`) / 86_400_000)
}

/** Write a day as YYYY-MM-DD. */
export function dateText(day: Day): string {
  let text = texts.get(day)
  if (text === undefined) texts.set(day, (text = new Date(day * 86_400_000).toISOString().slice(0, 10)))
  return text
}

export function yearOf(day: Day): number {
  return Number(dateText(day).slice(0, 4))
}

/** Write a moment of the city's clock, in Asia/Shanghai; minutes past midnight may run into the next day. */
export function timeText(day: Day, minutes: number): string {
  return minutes < 1440 ? `${dateText(day)} ${clocks[minutes]}` : timeText(day + 1, minutes - 1440)
}

/** Write the same moment in UTC, with seconds, as the ledger's lines have it. */
export function utcText(day: Day, minutes: number): string {
  const inUtc = minutes - 480
  const back = Math.floor(inUtc / 1440)
  return `${dateText(day + back)} ${utcClocks[inUtc - back * 1440]}`
}

/** Today in the city, YYYY-MM-DD. */
export function todayInCity(): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai", year: "numeric", month: "2-digit", day: "2-digit" }).format(new Date())
}

/** 0 is Sunday. */
export function weekdayOf(day: Day): number {
  return (day + 4) % 7
}

/** The first day of the Spring Festival (春节) of each year. */
const SPRING_FESTIVALS = [
  "2019-02-05 2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06",
  "2028-01-26 2029-02-13 2030-02-03 2031-01-23 2032-02-11 2033-01-31 2034-02-19 2035-02-08 2036-01-28",
].flatMap((line) => line.split(" ").map(parseDay))

/** Say whether no lesson is held: New Year, the Spring Festival's week, Labour Day and the National Day's week. */
export function isHoliday(day: Day): boolean {
  const [, month, dayOfMonth] = dateText(day).split("-").map(Number) as [number, number, number]
  if (month === 1 && dayOfMonth === 1) return true
  if (month === 5 && dayOfMonth <= 5) return true
  if (month === 10 && dayOfMonth <= 7) return true
  return month <= 2 && SPRING_FESTIVALS.some((first) => day >= first - 1 && day <= first + 6)
}

/** The span of the sample city's lessons, and where today stands in it. */
export type Period = { start: Day; today: Day; end: Day; publishedUntil: Day; years: readonly [number, number] }

/** From 1 January of last year until ten weeks from today; what is further off than five weeks is still a draft. */
export function periodAround(today: Day): Period {
  const year = yearOf(today)
  return { start: dayOf(year - 1, 1, 1), today, end: today + 70, publishedUntil: today + 35, years: [year - 1, year] }
}

function two(value: number): string {
  return String(value).padStart(2, "0")
}
