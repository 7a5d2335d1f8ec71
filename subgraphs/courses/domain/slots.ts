import { addDays, weekdayOf } from "./calendar-day.ts"
import { localSpans } from "./local-time.ts"
import { partOfDay } from "./part-of-day.ts"
import { type Period, overlaps } from "./period.ts"
import { type Judgement, judgeTeacherChoice, judgeVenueChoice } from "./slot-choice.ts"
import type { CityTime, RejectedSlot, Slot, SlotQuestion, Slots, TeacherChoice, VenueChoice } from "./slot.ts"

const GRID_MINUTES = 30
const ASKED_VENUE = 8
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const MOST_REJECTED = 20
/** So many venues for one start: the same hour in every room of the city is no choice. */
const VENUES_A_START = 3
/** What all start with. Above and below it: the day, the hour, the room, the teachers, the people, how near it is to what was asked. */
const BASE = 45

type Option = Slot & { busyPeople: number; points: number }
type Judged = { startsAt: Date; options: Option[]; refusals: string[] }

/**
 * Propose times, venues and teachers for a lesson, the best first, and say why the asked time and those around it will not do.
 *
 * Half-hour starts of the window are tried, and the asked start. What stands is never moved. Venues and teachers must be free, the people too: only where
 * no start is free for all of them are such proposed at which some have another lesson, with how many. A public holiday and a time that is kept free are
 * never proposed. A day whose year the calendar does not know is a plain day of the week, and the proposal says so.
 */
export function rankSlots(question: SlotQuestion, city: CityTime): Slots {
  const judged = startsOf(question, city).map((start) => judgeStart(start, question, city))
  const options = judged.flatMap((one) => one.options)
  const free = options.filter(({ busyPeople }) => busyPeople === 0)
  const slots = (free.length > 0 ? free : options)
    .sort(
      (a, b) => b.points - a.points || far(a, question) - far(b, question) || a.startsAt.getTime() - b.startsAt.getTime() || compare(a.venue?.id, b.venue?.id),
    )
    .slice(0, question.first)
    .map(({ startsAt, endsAt, venue, teachers, score, reasons }) => ({ startsAt, endsAt, venue, teachers, score, reasons }))
  return { slots, rejected: rejectedOf(judged, question, free.length > 0, city) }
}

/** The starts to try: the half hours of the opening hours, and the asked start wherever it lies. */
function startsOf({ from, to, wishes: { askedStart }, shape, opensMinute, closesMinute }: SlotQuestion, { localOf, instantOf, now }: CityTime): Date[] {
  const starts = new Map<number, Date>(askedStart ? [[askedStart.getTime(), askedStart]] : [])
  const end = localOf(new Date(to.getTime() - 1)).day
  for (let { day } = localOf(from); day <= end; day = addDays(day, 1)) {
    for (let minute = opensMinute; minute < closesMinute; minute += GRID_MINUTES) {
      const start = instantOf(day, minute)
      const periods = periodsAt(start, shape)
      const isInside = start >= from && start > now && periods.every(({ endsAt }) => endsAt <= to)
      const spans = periods.map((period) => localSpans(period, localOf))
      const isInHours = spans.every(([span, ...more]) => span && more.length === 0 && span.fromMinute >= opensMinute && span.toMinute <= closesMinute)
      if (isInside && isInHours) starts.set(start.getTime(), start)
    }
  }
  return [...starts.values()].sort((a, b) => a.getTime() - b.getTime())
}

function periodsAt(start: Date, shape: SlotQuestion["shape"]): Period[] {
  return shape.map(({ afterMinutes, minutes }) => {
    const startsAt = new Date(start.getTime() + afterMinutes * MINUTE_MS)
    return { startsAt, endsAt: new Date(startsAt.getTime() + minutes * MINUTE_MS) }
  })
}

function judgeStart(startsAt: Date, question: SlotQuestion, city: CityTime): Judged {
  const periods = periodsAt(startsAt, question.shape)
  const endsAt = periods.at(-1)?.endsAt ?? startsAt
  const refusals = refusalsOfTime(periods, question, city)
  const venues = weigh(question.venues, (venue) => preferred(venue, judgeVenueChoice(venue, periods, question.expected, city), question))
  const teachers = weigh(question.teachers, (teacher) => judgeTeacherChoice(teacher, periods, city))
  const team = teamOf(teachers, question.teaching)
  if (question.needsVenue && venues.fit.length === 0)
    refusals.push(...(venues.refusals.length > 0 ? venues.refusals.slice(0, 3) : ["there is no venue to choose"]))
  if (!team) refusals.push(...(teachers.refusals.length > 0 ? teachers.refusals.slice(0, 3) : ["there is no teacher to choose"]))
  const busyPeople = busyAt(periods, question)
  if (busyPeople > 0) refusals.push(`${busyPeople} of ${question.expected} people have another lesson`)
  const isPossible = refusals.length === (busyPeople > 0 ? 1 : 0)
  if (!isPossible || !team) return { startsAt, options: [], refusals }

  const time = judgeTime(startsAt, question, city)
  const people = busyPeople > 0 ? { points: -20 - Math.round((40 * busyPeople) / question.expected), reasons: refusals } : { points: 0, reasons: [] }
  const places: { choice: VenueChoice | null; points: number; reasons: string[] }[] =
    venues.fit.length > 0 ? venues.fit.slice(0, VENUES_A_START) : [{ choice: null, points: 0, reasons: [] }]
  const options = places.map((place) => {
    const points = BASE + time.points + place.points + team.points + people.points
    const reasons = [...time.reasons, ...place.reasons, ...team.reasons, ...people.reasons]
    return { startsAt, endsAt, venue: place.choice, teachers: team.choices, points, score: Math.min(100, Math.max(0, points)), reasons, busyPeople }
  })
  return { startsAt, options, refusals }
}

function preferred(venue: VenueChoice, judgement: Judgement, { wishes: { askedVenueId } }: SlotQuestion): Judgement {
  if (judgement.refusal !== null || venue.id !== askedVenueId) return judgement
  return { ...judgement, points: judgement.points + ASKED_VENUE, reasons: ["the room that was asked", ...judgement.reasons] }
}

function refusalsOfTime(periods: readonly Period[], { blocked }: SlotQuestion, { localOf, calendarOf, now }: CityTime): string[] {
  const days = [...new Set(periods.flatMap((period) => localSpans(period, localOf)).map(({ day }) => day))].map(calendarOf)
  return [
    ...(periods[0] && periods[0].startsAt <= now ? ["it lies in the past"] : []),
    ...days.filter(({ isHoliday }) => isHoliday).map(({ day, name }) => `${day} is a public holiday (${name})`),
    ...blocked.filter((time) => periods.some((period) => overlaps(period, time))).map(({ reason }) => reason),
  ]
}

/** Judge the day and the hour: by the calendar, by what is wished for, by what was asked. */
function judgeTime(
  startsAt: Date,
  { wishes: { weekdays, parts, askedStart } }: SlotQuestion,
  { localOf, calendarOf }: CityTime,
): { points: number; reasons: string[] } {
  const { day, minute } = localOf(startsAt)
  const { isWorkday, isInLieu, isKnown } = calendarOf(day)
  const isWishedDay = weekdays.includes(weekdayOf(day))
  const part = partOfDay(minute)
  const isWishedPart = parts.includes(part)
  const days = askedStart ? Math.abs(startsAt.getTime() - askedStart.getTime()) / DAY_MS : null
  const isAskedDay = askedStart !== null && localOf(askedStart).day === day
  return {
    points:
      (isWorkday ? 10 : 0) +
      (weekdays.length > 0 ? (isWishedDay ? 10 : -10) : 0) +
      (parts.length > 0 ? (isWishedPart ? 10 : -10) : part === "EVENING" ? 0 : 5) +
      (days === null ? 0 : Math.round(15 - Math.min(15, days * 3)) + (days === 0 ? 5 : 0)),
    reasons: [
      isWorkday ? (isInLieu ? "workday by the calendar (调休)" : "workday") : "weekend",
      ...(isKnown ? [] : [`the holidays of ${day.slice(0, 4)} are not announced yet`]),
      ...(isWishedDay ? ["on a preferred weekday"] : []),
      ...(isWishedPart ? [`in the ${part.toLowerCase()}, as preferred`] : []),
      ...(days === 0 ? ["the time that was asked"] : isAskedDay ? ["on the day that was asked"] : []),
    ],
  }
}

type Weighed<Choice> = { fit: { choice: Choice; points: number; reasons: string[] }[]; refusals: string[] }

/** Divide choices into those that fit, the best first, and why the others do not. */
function weigh<Choice extends { id: string }>(choices: readonly Choice[], judge: (choice: Choice) => Judgement): Weighed<Choice> {
  const judged = choices.map((choice) => ({ choice, judgement: judge(choice) }))
  return {
    fit: judged
      .flatMap(({ choice, judgement }) => (judgement.refusal === null ? [{ choice, points: judgement.points, reasons: judgement.reasons }] : []))
      .sort((a, b) => b.points - a.points || compare(a.choice.id, b.choice.id)),
    refusals: judged.flatMap(({ judgement }) => (judgement.refusal === null ? [] : [judgement.refusal])),
  }
}

/** Put the teachers together: all who are needed, or the best one; null when it cannot be done. */
function teamOf(
  { fit, refusals }: Weighed<TeacherChoice>,
  teaching: SlotQuestion["teaching"],
): { choices: TeacherChoice[]; points: number; reasons: string[] } | null {
  if (teaching === "NONE") return { choices: [], points: 0, reasons: [] }
  if (teaching === "ALL" ? refusals.length > 0 : fit.length === 0) return null
  const team = teaching === "ALL" ? fit : fit.slice(0, 1)
  return {
    choices: team.map(({ choice }) => choice),
    points: team.length > 0 ? Math.min(...team.map(({ points }) => points)) : 0,
    reasons: team.flatMap(({ choice, reasons }) => (teaching === "ONE" ? [`${choice.name} is free`, ...reasons] : reasons)),
  }
}

/** How many of the expected people are elsewhere; one who is expected at two other lessons at once counts twice, up to all. */
function busyAt(periods: readonly Period[], { busyPeople, expected }: SlotQuestion): number {
  const busy = busyPeople.filter((other) => periods.some((period) => overlaps(period, other)))
  return Math.min(
    expected,
    busy.reduce((sum, { count }) => sum + count, 0),
  )
}

/** Why starts will not do, those nearest to what was asked first, each reason once a day. Where nothing was asked, from the first on. */
function rejectedOf(judged: readonly Judged[], { wishes: { askedStart }, from }: SlotQuestion, isAnyFree: boolean, { localOf }: CityTime): RejectedSlot[] {
  const middle = (askedStart ?? from).getTime()
  const said = new Set<string>()
  return judged
    .filter(({ options, refusals }) => options.length === 0 || (isAnyFree && refusals.length > 0))
    .sort((a, b) => Math.abs(a.startsAt.getTime() - middle) - Math.abs(b.startsAt.getTime() - middle))
    .flatMap(({ startsAt, refusals }) => refusals.map((reason) => ({ startsAt, reason })))
    .filter(({ startsAt, reason }) => {
      const once = `${localOf(startsAt).day} ${reason}`
      return !said.has(once) && said.add(once)
    })
    .slice(0, MOST_REJECTED)
}

/** How far a slot is from what was asked, in milliseconds; nothing asked, nothing is far. */
function far({ startsAt }: Slot, { wishes: { askedStart } }: SlotQuestion): number {
  return askedStart ? Math.abs(startsAt.getTime() - askedStart.getTime()) : 0
}

function compare(a = "", b = ""): number {
  return a < b ? -1 : Number(a > b)
}
