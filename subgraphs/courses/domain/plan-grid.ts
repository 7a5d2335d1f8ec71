import type { Hours, PlanDemand, PlanGround, PlanLimit, PlanTeacher, PlanVenue, Span } from "./plan.ts"
import { bindingHours } from "./teacher-hours.ts"

const MINUTE = 60_000

/** A time on the grid: `day` counts from the window's first, `at` is the instant, `minute` that of the local day on `weekday`. */
export type Start = { day: number; at: number; minute: number; weekday: number }

export type Grid = ReturnType<typeof createGrid>

/**
 * Lay out the times at which lessons may begin, and remember for each length of lesson when each teacher and each venue is free.
 *
 * `without` leaves limits out, to find out what stands in the way. Answers are kept: of a thousand lessons most ask the same.
 */
export function createGrid(ground: PlanGround, without: ReadonlySet<PlanLimit> = new Set()) {
  const starts = startsOf(ground, without.has("CALENDAR"))
  const teachers = new Map(ground.teachers.map((teacher) => [teacher.id, teacher]))
  const venues = new Map(ground.venues.map((venue) => [venue.id, venue]))
  const isOpen = remembered((id, minutes) => maskOf(starts, minutes, venueTest(venues.get(id), without)))
  const isFree = remembered((id, minutes) => maskOf(starts, minutes, teacherTest(teachers.get(id), ground, without)))
  return {
    starts,
    teachers,
    venues,
    /** When the demand may be held at all, by its window, the calendar, blocked times and what else its organisation has. */
    allows: (demand: PlanDemand) => maskOf(starts, demand.minutes, demandTest(demand, ground, without)),
    /** When the venue takes a lesson of this length; null when it takes none so large. */
    venueMask(id: string, demand: PlanDemand): Uint8Array | null {
      const fits = without.has("VENUE_CAPACITY") || demand.expected === null || demand.expected <= (venues.get(id)?.capacity ?? 0)
      return fits ? isOpen(id, demand.minutes) : null
    },
    teacherMask: (id: string, minutes: number) => isFree(id, minutes),
    /** Whether a teacher can come from, and go on to, what they teach elsewhere already. */
    canTravel(teacherId: string, venueId: string | null, span: Span): boolean {
      const travel = without.has("TRAVEL") ? 0 : ground.rules.travelMinutes * MINUTE
      if (travel === 0) return true
      return !teachers.get(teacherId)?.busy.some((busy) => busy.venueId !== venueId && span.from < busy.to + travel && busy.from < span.to + travel)
    },
  }
}

function startsOf({ days, rules, demands }: PlanGround, isEveryDay: boolean): Start[] {
  const shortest = Math.min(...demands.map(({ minutes }) => minutes))
  return days.flatMap(({ startsAt, isOff, weekday }, day) => {
    if (isOff && !isEveryDay) return []
    const count = Math.max(0, Math.floor((rules.toMinute - rules.fromMinute - shortest) / rules.stepMinutes) + 1)
    return Array.from({ length: count }, (_, at) => {
      const minute = rules.fromMinute + at * rules.stepMinutes
      return { day, minute, weekday, at: startsAt + minute * MINUTE }
    })
  })
}

type Test = (start: Start, span: Span, minutes: number) => boolean

function maskOf(starts: readonly Start[], minutes: number, test: Test): Uint8Array {
  const mask = new Uint8Array(starts.length)
  for (const [at, start] of starts.entries()) mask[at] = test(start, { from: start.at, to: start.at + minutes * MINUTE }, minutes) ? 1 : 0
  return mask
}

function demandTest(demand: PlanDemand, { rules, days, blocked, standing }: PlanGround, without: ReadonlySet<PlanLimit>): Test {
  const kept = without.has("BLOCKED_TIME") ? [] : blocked.filter(({ path }) => demand.path.startsWith(path))
  const own = without.has("SPACING") ? [] : standing.filter(({ organisationId }) => organisationId === demand.organisationId)
  const gap = rules.daysBetween
  return (start, span, minutes) => {
    if (start.minute + minutes > rules.toMinute) return false
    if (!without.has("WINDOW") && (span.from < demand.window.from || span.to > demand.window.to)) return false
    if (kept.some((time) => meets(time, span))) return false
    return !own.some((lesson) => (gap > 0 ? Math.abs(dayIn(days, lesson.from) - start.day) < gap : meets(lesson, span)))
  }
}

function venueTest(venue: PlanVenue | undefined, without: ReadonlySet<PlanLimit>): Test {
  if (!venue) return () => false
  const opening = without.has("VENUE_HOURS") ? [] : mergedByWeekday(venue.opening)
  const shut = [...(without.has("VENUE_HOURS") ? [] : venue.closures), ...(without.has("VENUE_TAKEN") ? [] : venue.busy)]
  return (start, span, minutes) => isWithin(opening, start, minutes) && !shut.some((time) => meets(time, span))
}

function teacherTest(teacher: PlanTeacher | undefined, { rules, days }: PlanGround, without: ReadonlySet<PlanLimit>): Test {
  if (!teacher) return () => false
  const hours = without.has("TEACHER_HOURS") ? [] : mergedByWeekday(bindingHours(teacher.hours))
  const away = [...(without.has("TEACHER_HOURS") ? [] : teacher.absences), ...(without.has("TEACHER_TAKEN") ? [] : teacher.busy)]
  const perDay = without.has("TEACHER_DAY") || rules.lessonsPerDay === 0 ? Infinity : rules.lessonsPerDay
  const perMonth = without.has("TEACHER_MONTH") ? Infinity : (teacher.lessonsPerMonth ?? Infinity)
  return (start, span, minutes) => {
    if (!isWithin(hours, start, minutes) || away.some((time) => meets(time, span))) return false
    const day = days[start.day]
    return day !== undefined && taughtOn(teacher, day.startsAt) < perDay && (teacher.taught[day.day.slice(0, 7)] ?? 0) < perMonth
  }
}

/** Count the firm lessons of a teacher on the day that begins then. */
export function taughtOn(teacher: PlanTeacher, dayStartsAt: number): number {
  return teacher.busy.filter(({ from }) => from >= dayStartsAt && from < dayStartsAt + 1_440 * MINUTE).length
}

export function meets(a: Span, b: Span): boolean {
  return a.from < b.to && b.from < a.to
}

function dayIn(days: PlanGround["days"], instant: number): number {
  return Math.floor((instant - (days[0]?.startsAt ?? 0)) / (1_440 * MINUTE))
}

/** A lesson lies within hours when one stretch of them holds it whole; no hours at all bind nobody. */
export function isWithin(hours: readonly Hours[], { weekday, minute }: Pick<Start, "weekday" | "minute">, minutes: number): boolean {
  return hours.length === 0 || hours.some((time) => time.weekday === weekday && time.fromMinute <= minute && minute + minutes <= time.toMinute)
}

/** Join hours that touch: a lesson may run from one into the next. */
export function mergedByWeekday(hours: readonly Hours[]): Hours[] {
  const merged: Hours[] = []
  for (const { weekday, fromMinute, toMinute } of [...hours].sort((a, b) => a.weekday - b.weekday || a.fromMinute - b.fromMinute)) {
    const last = merged.at(-1)
    if (last && last.weekday === weekday && last.toMinute >= fromMinute) last.toMinute = Math.max(last.toMinute, toMinute)
    else merged.push({ weekday, fromMinute, toMinute })
  }
  return merged
}

function remembered(make: (id: string, minutes: number) => Uint8Array): (id: string, minutes: number) => Uint8Array {
  const known = new Map<string, Uint8Array>()
  return (id, minutes) => {
    const key = `${id} ${minutes}`
    const mask = known.get(key) ?? make(id, minutes)
    known.set(key, mask)
    return mask
  }
}
