import { type Period, overlaps } from "./period.ts"
import { type Judgement, liesWithin } from "./slot-venue.ts"
import type { CityClock, TeacherChoice, WeeklyMinutes } from "./slot.ts"
import { weekdayOf } from "./calendar-day.ts"

/** What a wish of a teacher weighs: to avoid a time weighs more than anything else, so that it is used only when nothing else is left. */
const PREFERRED = 10
const AVOIDED = -40
const OVER_LOAD = -25

/** Judge a teacher for the periods of a lesson. */
export function judgeTeacher(teacher: TeacherChoice, periods: readonly Period[], clock: CityClock): Judgement {
  const refusal = refusalOfTeacher(teacher, periods, clock)
  if (refusal) return { refusal }

  const of = (kind: TeacherChoice["availability"][number]["kind"]) => teacher.availability.filter((time) => time.kind === kind)
  const isPreferred = periods.every((period) => liesWithin(period, of("PREFERRED"), clock))
  const isAvoided = periods.some((period) => of("AVOIDED").some((time) => touches(period, time, clock)))
  const [month, count] = loadOf(teacher, periods, clock)
  const isOver = teacher.lessonsPerMonth !== null && count >= teacher.lessonsPerMonth
  return {
    points: (isPreferred ? PREFERRED : 0) + (isAvoided ? AVOIDED : 0) + (isOver ? OVER_LOAD : 0) - Math.min(count, 5),
    reasons: [
      ...(isPreferred ? [`${teacher.name} prefers this time`] : []),
      ...(isAvoided ? [`${teacher.name} would rather avoid this time`] : []),
      ...(isOver ? [`${teacher.name} has ${count} of ${teacher.lessonsPerMonth} lessons in ${month} already`] : []),
    ],
    refusal: null,
  }
}

function refusalOfTeacher(teacher: TeacherChoice, periods: readonly Period[], clock: CityClock): string | null {
  if (teacher.absences.some((absence) => periods.some((period) => overlaps(period, absence)))) return `${teacher.name} is away`
  const bound = teacher.availability.filter(({ kind }) => kind !== "AVOIDED")
  if (bound.length > 0 && !periods.every((period) => liesWithin(period, bound, clock))) return `${teacher.name} is not available at this time`
  const isBusy = teacher.taken.some((other) => !other.isDraft && periods.some((period) => overlaps(period, other)))
  return isBusy ? `${teacher.name} teaches another lesson` : null
}

function loadOf(teacher: TeacherChoice, [first]: readonly Period[], clock: CityClock): [month: string, count: number] {
  const month = first ? clock.dayOf(first.startsAt).slice(0, 7) : ""
  return [month, teacher.lessonsByMonth[month] ?? 0]
}

function touches(period: Period, { weekday, fromMinute, toMinute }: WeeklyMinutes, clock: CityClock): boolean {
  return [...new Set([clock.dayOf(period.startsAt), clock.dayOf(period.endsAt)])].some(
    (day) => weekdayOf(day) === weekday && overlaps(period, { startsAt: clock.instantOf(day, fromMinute), endsAt: clock.instantOf(day, toMinute) }),
  )
}
