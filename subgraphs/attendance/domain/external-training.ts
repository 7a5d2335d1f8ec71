import type { FieldProblem } from "../../shared/result.ts"
import type { AttendanceState } from "./annual-hours.ts"
import { dayCount } from "./attendance-fact.ts"
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
  else if (dayCount(startsOn, endsOn) > LONGEST_DAYS) problems.push({ path: "endsOn", message: `At most ${LONGEST_DAYS} days.` })
  if (endsOn > today) problems.push({ path: "endsOn", message: "Training is recorded when it is over." })
  if (startsOn < "2000-01-01") problems.push({ path: "startsOn", message: "Not before 2000." })
  if (!(hours >= 0.5 && hours <= MOST_TRAINING_HOURS) || !Number.isInteger(hours * 2)) {
    problems.push({ path: "hours", message: `Study hours in halves, 0.5 to ${MOST_TRAINING_HOURS}.` })
  } else if (endsOn >= startsOn && hours > 24 * dayCount(startsOn, endsOn)) {
    problems.push({ path: "hours", message: "More hours than the days have." })
  }
  return problems
}

/** The calendar years that training touches: hours are counted in each by its days there (学时管理制度, local: a class that crosses the year is split). */
export function yearsOf({ startsOn, endsOn }: Pick<TrainingFields, "startsOn" | "endsOn">): number[] {
  const [first, last] = [Number(startsOn.slice(0, 4)), Number(endsOn.slice(0, 4))]
  return Array.from({ length: last - first + 1 }, (_, at) => first + at)
}

/** Something else that a person did on a day of training outside: a lesson attended, or other training by its title. */
export type TrainingOverlap = { lessonId: string | null; title: string | null; heldOn: string }
