import type { CalendarDay } from "./calendar-day.ts"
import { type LocalOf, type WeeklyTime, covers, localSpans } from "./local-time.ts"
import { type Period, minutesInCommon, overlaps } from "./period.ts"
import { type Availability, avoids, canTeach } from "./teacher-hours.ts"

export type ClashKind = "VENUE" | "TEACHER" | "ATTENDEES" | "CAPACITY" | "CALENDAR"

/**
 * What stands in the way of a lesson. Ids are TypeIDs. `lessonId` is the other lesson, null where none is: a closed room, an absent
 * teacher. `startsAt` and `endsAt` are what it clashes with; `count` is how many people (persons), exact; `memberIds` names at most
 * 20 of them, those whom the viewer may read.
 */
export type Clash = {
  kind: ClashKind
  message: string
  minutes: number
  lessonId: string | null
  startsAt: Date | null
  endsAt: Date | null
  subjectId: string | null
  subjectName: string | null
  count: number | null
  memberIds: string[]
}

/** What does not stand in the way but should be known. `code` is for programs: CALENDAR_UNKNOWN, TEACHER_AVOIDS. */
export type Warning = { code: string; message: string }

export type ClashReport = { clashes: Clash[]; warnings: Warning[] }

/** What is known of a day; not `isKnown` when its year's calendar is not out yet. */
export type CalendarOf = (day: string) => Pick<CalendarDay, "isHoliday" | "name" | "isKnown">

/** The lesson asked about, as far as clashes go. `expected` is how many people (persons) will come. */
export type AskedTimes = { periods: readonly Period[]; venueIds: readonly string[]; expected: number; capacity: number | null }

/** A time that a venue or a teacher is taken, by a lesson that stands or by a draft. */
export type TakenTime = Period & { resourceId: string; kind: "VENUE" | "TEACHER"; lessonId: string; isDraft: boolean }
export type VenueFacts = { id: string; name: string; capacity: number; opening: WeeklyTime[]; closures: (Period & { reason: string })[] }
export type TeacherFacts = {
  id: string
  name: string
  availability: Availability[]
  absences: Period[]
  lessonsPerMonth: number | null
  lessonsThatMonth: number
}
/** People expected here who are expected, or teach, in another lesson at the same time. */
export type Gathering = Period & { lessonId: string; minutes: number; count: number; memberIds: string[] }

export type ClashFacts = {
  taken: TakenTime[]
  venues: VenueFacts[]
  teachers: TeacherFacts[]
  gatherings: Gathering[]
  blocked: (Period & { reason: string })[]
}

/** Judge what is known: everything that clashes with a lesson, and what only should be known. */
export function judgeClashes(asked: AskedTimes, facts: ClashFacts, calendar: { calendarOf: CalendarOf; localOf: LocalOf }): ClashReport {
  const reports = [
    judgeBookings(asked, facts),
    ...facts.venues.map((venue) => judgeVenue(asked, venue, calendar.localOf)),
    ...facts.teachers.map((teacher) => judgeTeacher(asked, teacher, calendar.localOf)),
    { clashes: facts.gatherings.map(clashOfGathering), warnings: [] },
    { clashes: judgePlaces(asked, facts.venues), warnings: [] },
    judgeCalendar(asked, facts, calendar),
  ]
  return { clashes: reports.flatMap(({ clashes }) => clashes), warnings: reports.flatMap(({ warnings }) => warnings) }
}

const NOTHING = { minutes: 0, lessonId: null, startsAt: null, endsAt: null, subjectId: null, subjectName: null, count: null, memberIds: [] }

/** How long a time and these have in common, in minutes. */
export function minutesAmong(periods: readonly Period[], other: Period): number {
  return periods.reduce((sum, period) => sum + minutesInCommon(period, other), 0)
}

function judgeBookings({ periods }: AskedTimes, { taken, venues, teachers }: ClashFacts): ClashReport {
  const names = new Map([...venues, ...teachers].map(({ id, name }) => [id, name]))
  const byLesson = new Map<string, { clash: Clash; isDraft: boolean }>()
  for (const time of taken) {
    if (!periods.some((period) => overlaps(period, time))) continue
    const key = `${time.resourceId} ${time.lessonId}`
    const known = byLesson.get(key)
    const { kind, resourceId, lessonId, startsAt, endsAt } = time
    const subjectName = names.get(resourceId) ?? null
    const message = `${subjectName ?? (kind === "VENUE" ? "The venue" : "The teacher")} is taken by another lesson.`
    const clash = known?.clash ?? { ...NOTHING, kind, message, lessonId, startsAt, endsAt, subjectId: resourceId, subjectName, memberIds: [] }
    clash.minutes += minutesAmong(periods, time)
    if (clash.startsAt === null || startsAt < clash.startsAt) clash.startsAt = startsAt
    if (clash.endsAt === null || endsAt > clash.endsAt) clash.endsAt = endsAt
    byLesson.set(key, { clash, isDraft: time.isDraft })
  }
  const found = [...byLesson.values()]
  const drafts = found.filter(({ isDraft }) => isDraft)
  return {
    clashes: found.filter(({ isDraft }) => !isDraft).map(({ clash }) => clash),
    warnings: drafts.map(({ clash }) => ({ code: `${clash.kind}_IN_DRAFT`, message: `A draft also wants ${clash.subjectName ?? "this"} at this time.` })),
  }
}

function judgeVenue({ periods }: AskedTimes, { id, name, opening, closures }: VenueFacts, localOf: LocalOf): ClashReport {
  const about = { ...NOTHING, kind: "VENUE" as const, subjectId: id, subjectName: name, memberIds: [] }
  const closed = closures.flatMap((closure) => {
    const minutes = minutesAmong(periods, closure)
    return minutes > 0 ? [{ ...about, message: `${name} is closed: ${closure.reason}`, minutes, startsAt: closure.startsAt, endsAt: closure.endsAt }] : []
  })
  const outside = periods.filter((period) => opening.length > 0 && !localSpans(period, localOf).every((span) => covers(opening, span)))
  const shut = outside.map((period) => ({ ...about, message: `${name} is not open then.`, minutes: minutesInCommon(period, period), ...period }))
  return { clashes: [...closed, ...shut], warnings: [] }
}

function judgeTeacher({ periods }: AskedTimes, teacher: TeacherFacts, localOf: LocalOf): ClashReport {
  const { id, name, availability, absences, lessonsPerMonth, lessonsThatMonth } = teacher
  const about = { ...NOTHING, kind: "TEACHER" as const, subjectId: id, subjectName: name, memberIds: [] }
  const away = absences.flatMap((absence) => {
    const minutes = minutesAmong(periods, absence)
    return minutes > 0 ? [{ ...about, message: `${name} is away.`, minutes, startsAt: absence.startsAt, endsAt: absence.endsAt }] : []
  })
  const outside = periods.filter((period) => !canTeach(availability, localSpans(period, localOf)))
  const bound = outside.map((period) => ({ ...about, message: `${name} is not available then.`, minutes: minutesInCommon(period, period), ...period }))
  const isAvoided = periods.some((period) => avoids(availability, localSpans(period, localOf)))
  const isTooMuch = lessonsPerMonth !== null && lessonsThatMonth + 1 > lessonsPerMonth
  return {
    clashes: [...away, ...bound],
    warnings: [
      ...(isAvoided ? [{ code: "TEACHER_AVOIDS", message: `${name} would rather not teach then.` }] : []),
      ...(isTooMuch ? [{ code: "TEACHER_LOAD", message: `${name} would have ${lessonsThatMonth + 1} lessons that month, more than ${lessonsPerMonth}.` }] : []),
    ],
  }
}

function clashOfGathering({ lessonId, startsAt, endsAt, minutes, count, memberIds }: Gathering): Clash {
  const message = `${count === 1 ? "One person is" : `${count} people are`} expected elsewhere at this time.`
  return { ...NOTHING, kind: "ATTENDEES", message, lessonId, startsAt, endsAt, minutes, count, memberIds }
}

/** A lesson with sites has the places of all its venues together. */
function judgePlaces({ expected, capacity, venueIds }: AskedTimes, venues: readonly VenueFacts[]): Clash[] {
  const used = venues.filter(({ id }) => venueIds.includes(id))
  const places = used.reduce((sum, venue) => sum + venue.capacity, 0)
  const coming = capacity === null ? expected : Math.min(expected, capacity)
  const about = { ...NOTHING, kind: "CAPACITY" as const, count: expected, memberIds: [] }
  const tooSmall = `${used.map(({ name }) => name).join(", ")} has ${places} places for ${coming} people.`
  return [
    ...(capacity !== null && expected > capacity
      ? [{ ...about, message: `${expected} people are expected at ${capacity} places; those beyond would wait.` }]
      : []),
    ...(used.length > 0 && coming > places ? [{ ...about, message: tooSmall, subjectId: used[0]?.id ?? null, subjectName: used[0]?.name ?? null }] : []),
  ]
}

function judgeCalendar({ periods }: AskedTimes, { blocked }: ClashFacts, { calendarOf, localOf }: { calendarOf: CalendarOf; localOf: LocalOf }): ClashReport {
  const about = { ...NOTHING, kind: "CALENDAR" as const, memberIds: [] }
  const kept = blocked.flatMap(({ startsAt, endsAt, reason }) => {
    const minutes = minutesAmong(periods, { startsAt, endsAt })
    return minutes > 0 ? [{ ...about, message: `This time is kept free: ${reason}`, minutes, startsAt, endsAt, subjectName: reason }] : []
  })
  const days = new Map<string, number>()
  for (const { day, fromMinute, toMinute } of periods.flatMap((period) => localSpans(period, localOf)))
    days.set(day, (days.get(day) ?? 0) + toMinute - fromMinute)
  const known = [...days].map(([day, minutes]) => ({ day, minutes, ...calendarOf(day) }))
  const holidays = known.filter(({ isHoliday }) => isHoliday)
  const unknown = [...new Set(known.filter(({ isKnown }) => !isKnown).map(({ day }) => day.slice(0, 4)))]
  return {
    clashes: [...kept, ...holidays.map(({ day, name, minutes }) => ({ ...about, message: `${day} is a holiday: ${name}.`, minutes, subjectName: name }))],
    warnings: unknown.map((year) => ({ code: "CALENDAR_UNKNOWN", message: `The holidays of ${year} are not announced yet; this day may become one.` })),
  }
}
