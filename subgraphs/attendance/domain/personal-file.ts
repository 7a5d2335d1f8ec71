import type { Standing } from "./attendance-row.ts"
import type { AnnualHours, Verdict } from "./annual-hours.ts"
import type { HourEntry } from "./hour-entry.ts"
import type { AccountThen } from "./account-then.ts"
import type { ReportParameters } from "./report.ts"

/** The parts of a personal file, in the order in which they are printed. */
export const FILE_SECTIONS = ["STUDY", "TRAINING", "MAKE_UP", "ABSENCE", "OBSERVED", "LEAVE", "CORRECTION"] as const
export type FileSection = (typeof FILE_SECTIONS)[number]

export const SECTION_WORDS: Record<FileSection, string> = {
  STUDY: "参加学习培训",
  TRAINING: "外部培训",
  MAKE_UP: "补课",
  ABSENCE: "请假与缺席",
  OBSERVED: "列席",
  LEAVE: "请假单",
  CORRECTION: "更正记录",
}

/**
 * One line of a file. `kind`, `status` and `note` are said in the words of the paper; `title` and `organiser` are what things are called.
 *
 * `hours` are what it adds to the years of the file, null where it adds none by its nature or that was not known then.
 */
export type FileLine = {
  section: FileSection
  /** What it is about: an entry, a leave, a make-up that is due. */
  id: string
  occurredOn: string
  /** The last day, of training that took several. */
  untilOn: string | null
  lessonId: string | null
  title: string
  kind: string | null
  organiser: string | null
  state: Standing | null
  status: string
  minutes: number | null
  plannedHours: number | null
  note: string | null
}

/** A line with what it earned, step by step; of training over New Year, in each of its years. */
export type EarningLine = FileLine & { hours: number | null; earned: readonly HourEntry[] }

/** One year of a file: what was asked, what was done. `account` and `sum` are null where no account was kept then. */
export type FileYear = { year: number; known: { account: AccountThen; sum: AnnualHours; verdict: Verdict } | null }

/** Lines in the order of their days; on one day as the sections come, then by what they are about. */
export function inOrder<Line extends FileLine>(lines: readonly Line[]): Line[] {
  return [...lines].sort(
    (a, b) => compare(a.occurredOn, b.occurredOn) || FILE_SECTIONS.indexOf(a.section) - FILE_SECTIONS.indexOf(b.section) || compare(a.id, b.id),
  )
}

/** The days that a file is asked for: its year, or from a day to a day. */
export function daysOf({ year, from, to }: Pick<ReportParameters, "year" | "from" | "to">, thisYear: number): { from: string; to: string } {
  return from !== null && to !== null ? { from, to } : { from: `${year ?? thisYear}-01-01`, to: `${year ?? thisYear}-12-31` }
}

/** In which part of a file somebody's standing at a lesson is told. */
export function sectionOf(state: Standing): FileSection {
  if (state === "OBSERVER") return "OBSERVED"
  return state === "ON_LEAVE" || state === "ABSENT" || state === "NOT_MARKED" ? "ABSENCE" : "STUDY"
}

/** Add up what lines earned, in hours; null where nothing is known of any. */
export function sumOfHours(lines: readonly { hours: number | null }[]): number | null {
  const known = lines.flatMap(({ hours }) => hours ?? [])
  return known.length === 0 ? null : known.reduce((sum, hours) => sum + Math.round(hours * 100), 0) / 100
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
