import { type FieldProblem, type InvalidInput, type NotAllowed, type Result, done, invalidInput, notAllowed } from "../../shared/result.ts"
import type { CoursesContext } from "../context.ts"
import type { SchedulingWriters } from "../data/scheduling.writer.ts"
import { addDays } from "../domain/calendar-day.ts"
import type { Clash, Warning } from "../domain/clash.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import { countOf } from "../domain/expected.ts"
import { type LessonToPlace, type ScheduleConflict, spanOf } from "../domain/lesson-to-place.ts"
import { LONGEST_SERIES_DAYS, MOST_OCCURRENCES, readRecurrence } from "../domain/recurrence.ts"
import { conflictOfSeries, distinct, holidayWarnings, onDay } from "../domain/series-report.ts"
import { type HolidayPolicy, type Occurrence, type Placed as AmongHolidays, placeAmongHolidays } from "../domain/series.ts"
import { type HowToPlace, checkLessons } from "./check-lessons.ts"
import { type Placed, placeLessons } from "./place-lessons.ts"

export type AskedRecurrence = { rule: string; until?: string | null; skipHolidays?: boolean | null; holidays?: HolidayPolicy | null }

/** How many places a series may give in all (persons times lessons): they are written in one transaction, which holds its rooms and teachers meanwhile. */
const MOST_PLACES = 400_000

type Context = Pick<CoursesContext, "viewer" | "now" | "dayOf" | "localOf" | "instantOf" | "calendarOf" | "occurrencesOf">
type Plan = AmongHolidays & { rule: string; until: string; policy: HolidayPolicy }

/**
 * Write a lesson and all that follow it by a rule of RFC 5545, within one transaction: all of them or none.
 *
 * The lesson's own times are the first of the rule; where the rule does not say so, the first that it says afterwards. COUNT counts what the rule says, lessons that
 * holidays take away among them. Unless told otherwise, a lesson on a public holiday is left out. A number in the organiser's plan gets its place behind it: 12-3.
 * What clashes is named for each day, at most 50 of it, with the count of all.
 *
 * Gives the first lesson; `affected` are the people of the series, each counted once, as each is told once.
 */
export async function placeSeries(
  context: Context,
  writers: SchedulingWriters,
  lesson: LessonToPlace,
  { recurrence, ...how }: HowToPlace & { recurrence: AskedRecurrence },
): Promise<Result<Placed, NotAllowed | InvalidInput | ScheduleConflict>> {
  const { organiser } = await writers.parts.find(lesson)
  if (!organiser || !mayPlan(context.viewer, organiser.path)) return notAllowed()
  const planned = planSeries(context, lesson, recurrence)
  if ("problem" in planned) return invalidInput(planned.problem)

  const { occurrences, exceptions, rule, until, policy } = planned.plan
  const { startsAt } = spanOf(lesson.periods)
  const seriesId = await writers.series.add({
    organiserId: organiser.id,
    organiserPath: organiser.path,
    rule,
    startsAt,
    until,
    holidays: policy,
    splitFromId: null,
  })
  await writers.series.addExceptions(seriesId, exceptions)
  const lessons = occurrences.map((occurrence, at) => lessonAt(lesson, occurrence, seriesId, at))
  const [first] = lessons
  const [checked] = first ? await checkLessons(context, writers, [first], how) : []
  if (checked && !checked.ok) return checked
  // Only now is it known that the viewer may ask for these people.
  const people = countOf(
    await writers.audiences.evaluate(lesson.audience, lesson.trainingClassId, context.dayOf(first ? spanOf(first.periods).startsAt : startsAt)),
  )
  if (people * lessons.length > MOST_PLACES) return invalidInput(tooManyPlaces(people, lessons.length))

  const placed: Placed[] = []
  const conflicts: { day: string; clashes: Clash[] }[] = []
  for (const [at, result] of (await placeLessons(context, writers, lessons, { ...how, tell: "TOGETHER" })).entries()) {
    if (result.ok) placed.push(result.value)
    else if (result.refusal.kind !== "ScheduleConflict") return result
    else conflicts.push({ day: context.dayOf(occurrences[at]?.startsAt ?? startsAt), clashes: result.refusal.conflicts })
  }
  if (conflicts.length > 0) return conflictOfSeries(conflicts)
  return done(reportOf(context, placed, planned.plan, startsAt))
}

function tooManyPlaces(people: number, lessons: number): FieldProblem {
  const message = `${people} people at ${lessons} lessons are ${people * lessons} places; a series has at most ${MOST_PLACES}. Make it shorter, or of fewer people.`
  return { path: "recurrence.rule", message }
}

/** Work out when the lessons are, or say what of the recurrence is not right. */
function planSeries(
  { dayOf, localOf, instantOf, calendarOf, occurrencesOf }: Context,
  { periods }: LessonToPlace,
  asked: AskedRecurrence,
): { plan: Plan } | { problem: FieldProblem } {
  const read = readRecurrence("recurrence.rule", asked.rule)
  if ("problem" in read) return read
  if (periods.length === 0) return { problem: { path: "startsAt", message: "Say when the first lesson is." } }
  const { core, count, until } = read.recurrence
  const { startsAt } = spanOf(periods)
  const ends = [asked.until, until && "day" in until ? until.day : null, until && "instant" in until ? dayOf(until.instant) : null].filter((day) => day != null)
  if (ends.length === 0 && count === null)
    return { problem: { path: "recurrence.until", message: "Say where it ends: `until`, or COUNT or UNTIL in the rule." } }
  const first = dayOf(startsAt)
  const furthest = addDays(first, LONGEST_SERIES_DAYS)
  const lastDay = [...ends, furthest].sort()[0] ?? furthest
  if (ends.some((day) => day > furthest)) return { problem: { path: "recurrence.until", message: "A series ends within two years. Make another one then." } }
  if (lastDay < first) return { problem: { path: "recurrence.until", message: "It ends before it begins." } }

  const dayEnds = new Date(instantOf(addDays(lastDay, 1), 0).getTime() - 1)
  const last = until && "instant" in until && until.instant < dayEnds ? until.instant : dayEnds
  const times = occurrencesOf({ rule: core, startsAt, last, most: MOST_OCCURRENCES }).slice(0, count ?? undefined)
  if (times.length > MOST_OCCURRENCES) return { problem: { path: "recurrence.rule", message: `A series has at most ${MOST_OCCURRENCES} lessons.` } }
  if (count !== null && times.length < count && ends.length === 0) {
    return { problem: { path: "recurrence.rule", message: `It does not come ${count} times within two years.` } }
  }
  const policy = asked.holidays ?? (asked.skipHolidays === false ? "KEEP" : "SKIP")
  const placed = placeAmongHolidays(times, policy, { calendarOf, localOf })
  if (placed.occurrences.length === 0) return { problem: { path: "recurrence.rule", message: "There is no day on which a lesson would be held by this rule." } }
  return { plan: { ...placed, rule: core, until: dayOf(times.at(-1) ?? startsAt), policy } }
}

function lessonAt(lesson: LessonToPlace, { occursAt, startsAt }: Occurrence, seriesId: string, at: number): LessonToPlace {
  const by = startsAt.getTime() - spanOf(lesson.periods).startsAt.getTime()
  const periods = lesson.periods.map((period) => ({ startsAt: new Date(period.startsAt.getTime() + by), endsAt: new Date(period.endsAt.getTime() + by) }))
  return { ...lesson, periods, code: lesson.code && `${lesson.code.trim()}-${at + 1}`, series: { seriesId, occursAt } }
}

function reportOf({ dayOf }: Context, placed: readonly Placed[], plan: Plan, askedStart: Date): Placed {
  const first = placed[0]
  if (!first) throw new Error("a series was written without a lesson")
  const begins = plan.occurrences[0]?.startsAt ?? askedStart
  const later: Warning[] =
    begins.getTime() === askedStart.getTime()
      ? []
      : [{ code: "FIRST_LATER", message: `The first lesson is on ${dayOf(begins)}: that is the first day by the rule and the calendar.` }]
  const lessons = placed.flatMap(({ warnings }, at) => warnings.map((warning) => onDay(warning, dayOf(plan.occurrences[at]?.startsAt ?? askedStart))))
  return {
    ...first,
    warnings: [...later, ...holidayWarnings(plan.exceptions, dayOf), ...distinct(lessons)],
    affected: {
      members: Math.max(...placed.map(({ affected }) => affected.members)),
      teachers: Math.max(...placed.map(({ affected }) => affected.teachers)),
    },
  }
}
