import type { LessonCategory } from "./rule-set.ts"

export const ATTENDANCE_STATES = ["PRESENT", "LATE", "LEFT_EARLY", "ON_LEAVE", "ABSENT", "OBSERVER", "ONLINE"] as const
export type AttendanceState = (typeof ATTENDANCE_STATES)[number]

/** A part of a lesson (课节), from an instant to an instant. */
export type Period = { startsAt: Date; endsAt: Date }

/** One line of the ledger about one person. `heldOn` (YYYY-MM-DD) is the lesson's local date, of a make-up too. */
export type AttendanceFact = {
  id: string
  /** Of training outside: its own id. */
  lessonId: string
  state: AttendanceState
  category: LessonCategory
  minutes: number
  plannedHours: number
  heldOn: string
  isMakeUp: boolean
  replacesId: string | null
  /** 是否计入年度学习任务 (U9); true when left out. */
  isCounted?: boolean
  /** When the lesson was; left out or null where that is not known, and of a make-up, which was at another time. */
  periods?: readonly Period[] | null
  arrivedAt?: Date | null
  leftAt?: Date | null
  /** The first and last day (YYYY-MM-DD) of training outside: it counts in each year by its days there (U2). */
  days?: { from: string; to: string } | null
}

/** How many minutes the lesson lasted, or null where that is not known. */
export function minutesOfLesson({ periods }: AttendanceFact): number | null {
  if (!periods || periods.length === 0) return null
  return Math.round(periods.reduce((sum, { startsAt, endsAt }) => sum + (endsAt.getTime() - startsAt.getTime()), 0) / 60_000)
}

const DAY_MS = 86_400_000
const THAT_DAY = { here: 1, all: 1 } as const
const ANOTHER_DAY = { here: 0, all: 1 } as const

/** Count the days of training outside that lie in a year, and all of its days. A fact without days is one day of its own year. */
export function daysInYear({ heldOn, days }: AttendanceFact, year: number): { here: number; all: number } {
  if (!days) return heldOn.startsWith(String(year)) ? THAT_DAY : ANOTHER_DAY
  const [from, to, first, last] = [days.from, days.to, `${year}-01-01`, `${year}-12-31`]
  return { here: Math.max(0, dayCount(from > first ? from : first, to < last ? to : last)), all: Math.max(1, dayCount(from, to)) }
}

/** Count the days from the first to the last, both among them; none or less when the last comes before the first. */
export function dayCount(first: string, last: string): number {
  return Math.round((Date.parse(last) - Date.parse(first)) / DAY_MS) + 1
}
