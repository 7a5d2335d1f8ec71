import type { FieldProblem } from "../../shared/result.ts"
import type { AttendanceState } from "./annual-hours.ts"
import type { LessonCategory } from "./rule-set.ts"

export const TRAINING_FORMS = ["OFF_JOB", "LECTURE", "ONLINE", "PRACTICE", "OTHER"] as const
export type TrainingForm = (typeof TRAINING_FORMS)[number]

export const TRAINING_STATES = ["SUBMITTED", "ENDORSED", "APPROVED", "REFUSED", "WITHDRAWN", "REVOKED"] as const
export type TrainingState = (typeof TRAINING_STATES)[number]

/** 外部培训: training that somebody else held. Days are YYYY-MM-DD, hours in halves. */
export type TrainingFields = {
  position: string | null
  capacity: string | null
  organiserName: string
  kind: string | null
  title: string
  form: TrainingForm
  startsOn: string
  endsOn: string
  hours: number
  place: string | null
  grade: string | null
  isCounted: boolean
  remark: string | null
}

/** A record of it, on its way through two levels of approval. */
export type ExternalTraining = TrainingFields & {
  id: string
  memberId: string
  evidence: string[]
  state: TrainingState
  submittedAt: Date
  submittedBy: string
  endorsedAt: Date | null
  endorsedBy: string | null
  decidedAt: Date | null
  decidedBy: string | null
  decisionNote: string | null
  isMemberSeen: boolean
}

/** The most that one record may hold: what a full working year has. */
export const MOST_TRAINING_HOURS = 500
const LONGEST_DAYS = 400
const DAY_MS = 86_400_000

/** What training counts as by its form: away from work for it (脱产) is 集中培训, online is 网络培训, the rest 集体学习 or practice. */
const CATEGORIES: Record<TrainingForm, LessonCategory> = {
  OFF_JOB: "INTENSIVE",
  LECTURE: "COLLECTIVE",
  ONLINE: "ONLINE",
  PRACTICE: "PRACTICE",
  OTHER: "COLLECTIVE",
}

export function categoryOf(form: TrainingForm): LessonCategory {
  return CATEGORIES[form]
}

export function stateOf(form: TrainingForm): AttendanceState {
  return form === "ONLINE" ? "ONLINE" : "PRESENT"
}

/** Find what is wrong with the days and hours of a record, at once. */
export function problemsOfTraining({ startsOn, endsOn, hours }: Pick<TrainingFields, "startsOn" | "endsOn" | "hours">, today: string): FieldProblem[] {
  const problems: FieldProblem[] = []
  if (endsOn < startsOn) problems.push({ path: "endsOn", message: "The last day is before the first." })
  else if (daysFrom(startsOn, endsOn) > LONGEST_DAYS) problems.push({ path: "endsOn", message: `At most ${LONGEST_DAYS} days.` })
  if (endsOn > today) problems.push({ path: "endsOn", message: "Training is recorded when it is over." })
  if (startsOn < "2000-01-01") problems.push({ path: "startsOn", message: "Not before 2000." })
  if (!(hours >= 0.5 && hours <= MOST_TRAINING_HOURS) || !Number.isInteger(hours * 2)) {
    problems.push({ path: "hours", message: `Study hours in halves, 0.5 to ${MOST_TRAINING_HOURS}.` })
  } else if (endsOn >= startsOn && hours > 24 * daysFrom(startsOn, endsOn)) {
    problems.push({ path: "hours", message: "More hours than the days have." })
  }
  return problems
}

export type YearShare = { year: number; firstOn: string; days: number; hours: number }

/**
 * Divide the hours of training over the calendar years that it touches, by its days in each, in halves that add up to the whole.
 *
 * Hours are counted by calendar year and hold in that year; a class that crosses the year is split (学时管理制度, local).
 */
export function sharesByYear({ startsOn, endsOn, hours }: Pick<TrainingFields, "startsOn" | "endsOn" | "hours">): YearShare[] {
  const [first, last] = [Number(startsOn.slice(0, 4)), Number(endsOn.slice(0, 4))]
  const total = daysFrom(startsOn, endsOn)
  const halves = Math.round(hours * 2)
  const shares: YearShare[] = []
  for (let year = first, gone = 0; year <= last; year += 1) {
    const firstOn = year === first ? startsOn : `${year}-01-01`
    const days = daysFrom(firstOn, year === last ? endsOn : `${year}-12-31`)
    // Each year gets what has come together by its end, less what went before: no half is lost or made by rounding.
    const [before, after] = [Math.round((halves * gone) / total), Math.round((halves * (gone + days)) / total)]
    shares.push({ year, firstOn, days, hours: (after - before) / 2 })
    gone += days
  }
  return shares
}

/** Count days, both ends included. */
function daysFrom(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1
}
