import type { FieldProblem } from "../../shared/result.ts"
import { LONGEST_NAME, LONGEST_NOTE, LONGEST_TITLE, problemsOfOptionalText, problemsOfText } from "../../shared/text.ts"
import type { Audience } from "./audience.ts"
import type { Clash } from "./clash.ts"
import type { Category, Mode } from "./lesson.ts"
import { type Period, overlaps } from "./period.ts"

/** A unit that holds a lesson together with the organiser: one of the tree, or any by its name. */
export type CoOrganiser = { organisationId: string | null; name: string }

/** A lesson that is to be written. Ids are TypeIDs; `plannedHours` are study hours (学时) in halves; periods in any order. */
export type LessonToPlace = {
  organiserId: string
  title: string
  category: Category
  mode: Mode
  periods: Period[]
  plannedHours: number
  capacity: number | null
  schoolId: string | null
  courseId: string | null
  trainingClassId: string | null
  venueId: string | null
  siteIds: string[]
  teacherIds: string[]
  coOrganisers: CoOrganiser[]
  audience: Audience | null
  code: string | null
  place: string | null
  remark: string | null
  isCounted: boolean
  isOpenToEnrol: boolean
  /** The series that it comes from, and the time that the series' rule gave it. */
  series?: { seriesId: string; occursAt: Date } | null
}

/** A lesson for which a free time could be looked for, as far as that goes. `lessonId` is itself, when it is written already; `members` are uuids. */
export type LessonToSuit = Pick<LessonToPlace, "periods" | "venueId" | "siteIds" | "teacherIds" | "courseId"> & {
  lessonId: string | null
  organiserPath: string
  members: readonly string[]
  expected: number
}

/** Refusal: what clashes; and for what free times can be proposed, where they can. */
export type ScheduleConflict = { kind: "ScheduleConflict"; message: string; conflicts: Clash[]; toSuit: LessonToSuit | null }

export const MOST_PERIODS = 20
const MOST_NAMED = 20
const LARGEST_CAPACITY = 100_000
const LARGEST_HOURS = 99.5
const DAY_MS = 86_400_000
const LONGEST_LESSON_DAYS = 7
/** How long after the event a lesson may still be recorded as published: the sheet of a month is closed by then. */
export const LONGEST_IN_ARREARS_DAYS = 30

/** Find what is wrong with a lesson by itself, all at once. */
export function problemsOfLesson(lesson: LessonToPlace): FieldProblem[] {
  return [
    ...problemsOfText("title", lesson.title, LONGEST_TITLE),
    ...problemsOfOptionalText("code", lesson.code, LONGEST_NAME),
    ...problemsOfOptionalText("place", lesson.place, LONGEST_TITLE),
    ...problemsOfOptionalText("remark", lesson.remark, LONGEST_NOTE),
    ...problemsOfPeriods(lesson.periods),
    ...problemsOfHours(lesson.plannedHours),
    ...problemsOfCapacity(lesson.capacity),
    ...problemsOfResources(lesson),
    ...lesson.coOrganisers.flatMap(({ name }, at) => problemsOfText(`coOrganisers.${at}.name`, name, LONGEST_TITLE)),
    ...(lesson.coOrganisers.length > MOST_NAMED ? [{ path: "coOrganisers", message: `At most ${MOST_NAMED}.` }] : []),
  ]
}

/** Find what is wrong with the study hours of a lesson. */
export function problemsOfHours(hours: number): FieldProblem[] {
  if (Number.isNaN(hours)) return [{ path: "plannedHours", message: "Say how many study hours it has: only with a course may they be left out." }]
  if (Number.isInteger(hours * 2) && hours >= 0 && hours <= LARGEST_HOURS) return []
  return [{ path: "plannedHours", message: `Study hours are given in halves, 0 to ${LARGEST_HOURS}.` }]
}

/** Find what is wrong with the number of places of a lesson; null is no limit. */
export function problemsOfCapacity(capacity: number | null): FieldProblem[] {
  if (capacity === null || (Number.isInteger(capacity) && capacity >= 1 && capacity <= LARGEST_CAPACITY)) return []
  return [{ path: "capacity", message: `A lesson has 1 to ${LARGEST_CAPACITY} places; leave it out for no limit.` }]
}

/** Find what is wrong with the times of a lesson: none, upside down, over a day, over each other, over a week in all. */
export function problemsOfPeriods(periods: readonly Period[]): FieldProblem[] {
  if (periods.length === 0 || periods.length > MOST_PERIODS) return [{ path: "periods", message: `A lesson has 1 to ${MOST_PERIODS} periods.` }]
  const at = (index: number, field: string) => (periods.length === 1 ? field : `periods.${index}.${field}`)
  const problems = periods.flatMap(({ startsAt, endsAt }, index) => [
    ...(endsAt <= startsAt ? [{ path: at(index, "endsAt"), message: "The end must be later than the beginning." }] : []),
    ...(endsAt.getTime() - startsAt.getTime() > DAY_MS ? [{ path: at(index, "endsAt"), message: "One period is at most 24 hours; give several." }] : []),
    ...[startsAt, endsAt].flatMap((instant, which) =>
      instant.getTime() % 60_000 === 0 ? [] : [{ path: at(index, which === 0 ? "startsAt" : "endsAt"), message: "Times are whole minutes." }],
    ),
    ...(periods.slice(0, index).some((other) => overlaps(other, { startsAt, endsAt }))
      ? [{ path: `periods.${index}`, message: "This period overlaps an earlier one." }]
      : []),
  ])
  const { startsAt, endsAt } = spanOf(periods)
  const isTooLong = endsAt.getTime() - startsAt.getTime() > LONGEST_LESSON_DAYS * DAY_MS
  return isTooLong ? [...problems, { path: "periods", message: `A lesson is over within ${LONGEST_LESSON_DAYS} days; schedule several.` }] : problems
}

function problemsOfResources({ venueId, siteIds, teacherIds }: Pick<LessonToPlace, "venueId" | "siteIds" | "teacherIds">): FieldProblem[] {
  const venues = [venueId, ...siteIds]
  return [
    ...siteIds.flatMap((id, at) => (venues.indexOf(id) <= at ? [{ path: `sites.${at}`, message: "This venue is named twice." }] : [])),
    ...teacherIds.flatMap((id, at) => (teacherIds.indexOf(id) < at ? [{ path: `teachers.${at}`, message: "This teacher is named twice." }] : [])),
    ...(siteIds.length > MOST_NAMED ? [{ path: "sites", message: `At most ${MOST_NAMED}.` }] : []),
    ...(teacherIds.length > MOST_NAMED ? [{ path: "teachers", message: `At most ${MOST_NAMED}.` }] : []),
  ]
}

/** The time from the first beginning to the last end: the lesson's own times. */
export function spanOf(periods: readonly Period[]): Period {
  const starts = periods.map(({ startsAt }) => startsAt.getTime())
  const ends = periods.map(({ endsAt }) => endsAt.getTime())
  return { startsAt: new Date(Math.min(...starts)), endsAt: new Date(Math.max(...ends)) }
}

export function inOrder(periods: readonly Period[]): Period[] {
  return [...periods].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
}

/** Refuse a lesson for what it clashes with. */
export function scheduleConflict(conflicts: Clash[], toSuit: LessonToSuit | null = null): { ok: false; refusal: ScheduleConflict } {
  const kinds = [...new Set(conflicts.map(({ kind }) => kind))].join(", ")
  const message = `${conflicts.length === 1 ? "Something clashes" : `${conflicts.length} things clash`} (${kinds}). Change the lesson, or override with a reason.`
  return { ok: false, refusal: { kind: "ScheduleConflict", message, conflicts, toSuit } }
}
