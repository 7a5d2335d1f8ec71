import type { FieldProblem } from "../../shared/result.ts"

/** How far a series may reach, and how many lessons it may have. */
export const LONGEST_SERIES_DAYS = 731
export const MOST_OCCURRENCES = 400
const LARGEST_INTERVAL = 99
const LONGEST_RULE = 200

const DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
const FREQUENCIES = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]

/**
 * A rule of RFC 5545 taken apart: `core` says on which days, without an end; `count` and `until` are the ends that it names itself, `until` as a local day or,
 * of the form with a time, as an instant.
 */
export type Recurrence = {
  core: string
  frequency: string
  byDay: string[]
  namesDays: boolean
  count: number | null
  until: { day: string } | { instant: Date } | null
}

type Check = (value: string, frequency: string) => boolean
const wholeNumbers =
  (least: number, most: number): Check =>
  (value) =>
    value.split(",").every((part) => /^-?\d{1,3}$/.test(part) && Math.abs(Number(part)) >= 1 && Number(part) >= least && Number(part) <= most)

/** What a rule may say. The hour is the lesson's own, so that a rule can never say more than one lesson a day. */
const PARTS: Record<string, Check> = {
  FREQ: (value) => FREQUENCIES.includes(value),
  INTERVAL: (value) => /^\d{1,2}$/.test(value) && Number(value) >= 1 && Number(value) <= LARGEST_INTERVAL,
  COUNT: (value) => /^\d{1,3}$/.test(value) && Number(value) >= 1 && Number(value) <= MOST_OCCURRENCES,
  UNTIL: (value) => untilOf(value) !== null,
  BYDAY: (value, frequency) => value.split(",").every((part) => isWeekday(part, frequency)),
  BYMONTHDAY: (value, frequency) => frequency !== "WEEKLY" && wholeNumbers(-31, 31)(value, frequency),
  BYMONTH: wholeNumbers(1, 12),
  BYSETPOS: wholeNumbers(-31, 31),
  WKST: (value) => DAYS.includes(value),
}

function isWeekday(part: string, frequency: string): boolean {
  const [, place = "", day = ""] = /^([+-]?[1-5])?([A-Z]{2})$/.exec(part) ?? []
  return DAYS.includes(day) && (place === "" || frequency === "MONTHLY" || frequency === "YEARLY")
}

/**
 * Read a rule: `FREQ=WEEKLY`, `FREQ=MONTHLY;BYDAY=2SA` (the second Saturday), `FREQ=MONTHLY;INTERVAL=3` (every quarter). Gives what is wrong with it instead,
 * when it is none, or says what a series of lessons cannot do.
 */
export function readRecurrence(path: string, rule: string): { recurrence: Recurrence } | { problem: FieldProblem } {
  const wrong = (message: string) => ({ problem: { path, message } })
  const text = rule
    .trim()
    .replace(/^RRULE:/i, "")
    .toUpperCase()
  if (text.length > LONGEST_RULE) return wrong(`At most ${LONGEST_RULE} characters.`)
  const parts = new Map<string, string>()
  for (const part of text.split(";").filter((one) => one !== "")) {
    const [, name = "", value = ""] = /^([A-Z]+)=([0-9A-Z,+-]+)$/.exec(part) ?? []
    if (!PARTS[name])
      return wrong(`A rule of RFC 5545 is wanted, with ${Object.keys(PARTS).join(", ")}: FREQ=MONTHLY;BYDAY=2SA. ${quoted(part)} is none of these.`)
    if (parts.has(name)) return wrong(`${name} is given twice.`)
    parts.set(name, value)
  }
  const frequency = parts.get("FREQ") ?? ""
  if (!FREQUENCIES.includes(frequency)) return wrong(`FREQ is ${FREQUENCIES.join(", ")}.`)
  for (const [name, value] of parts) if (!PARTS[name]?.(value, frequency)) return wrong(`${name}=${value} cannot be understood, or is not for lessons.`)
  if (parts.has("COUNT") && parts.has("UNTIL")) return wrong("Give COUNT or UNTIL, not both.")
  if (parts.has("BYSETPOS") && !parts.has("BYDAY") && !parts.has("BYMONTHDAY")) return wrong("BYSETPOS chooses among BYDAY or BYMONTHDAY: give one.")

  const core = [...parts].filter(([name]) => name !== "COUNT" && name !== "UNTIL").map(([name, value]) => `${name}=${value}`)
  const count = parts.get("COUNT")
  const until = parts.get("UNTIL")
  return {
    recurrence: {
      ...{ core: core.join(";"), frequency, byDay: parts.get("BYDAY")?.split(",") ?? [] },
      namesDays: ["BYDAY", "BYMONTHDAY", "BYMONTH"].some((name) => parts.has(name)),
      count: count === undefined ? null : Number(count),
      until: until === undefined ? null : untilOf(until),
    },
  }
}

function quoted(part: string): string {
  return JSON.stringify(part.slice(0, 40))
}

/** `20261231` is a day, `20261231T235959` a local time whose day is meant, `20261231T155959Z` an instant. */
function untilOf(value: string): Recurrence["until"] {
  const [, year, month, date, time, zone] = /^(\d{4})(\d{2})(\d{2})(?:T(\d{6})(Z)?)?$/.exec(value) ?? []
  const day = `${year}-${month}-${date}`
  const isDay = !Number.isNaN(Date.parse(`${day}T00:00:00Z`)) && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day)
  if (!year || !isDay) return null
  if (!zone || !time) return { day }
  const instant = new Date(`${day}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}Z`)
  return Number.isNaN(instant.getTime()) ? null : { instant }
}

/**
 * Write a rule for lessons that all move by so many days. A rule that names no days goes by its first day; plain weekdays turn; of others (the second Saturday,
 * the 15th) no rule says the day after: null.
 */
export function ruleMovedBy(core: string, days: number): string | null {
  const read = readRecurrence("rule", core)
  if (days === 0) return core
  if ("problem" in read) return null
  const { frequency, byDay, namesDays } = read.recurrence
  if (!namesDays) return core
  const isTurnable = frequency === "WEEKLY" && byDay.length > 0 && !core.includes("BYMONTH")
  if (!isTurnable) return null
  const turned = byDay.map((day) => DAYS[(((DAYS.indexOf(day) + days) % 7) + 7) % 7])
  return core.replace(/BYDAY=[^;]*/, `BYDAY=${turned.join(",")}`)
}
