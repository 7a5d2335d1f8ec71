import { type PlanDay, type PlanDemand, type PlanGround, type PlanTeacher, type PlanVenue } from "../subgraphs/courses/domain/plan.ts"

const MINUTE = 60_000
const DAY = 1_440 * MINUTE
/** 2027-01-04, a Monday: the first quarter, with a Spring Festival of a week that is off. */
const FIRST = Date.parse("2027-01-04T00:00:00+08:00")
const DAYS = 84
const SCHOOLS = 162

/**
 * Make up a quarter of lectures: so many for 162 schools in 12 streets, with a classroom each where the school has one, a hall a street, and so many teachers who each have
 * hours, absences, and wishes of their own.
 */
export function madeUpGround(lessons: number, teachers: number, seed = 1): PlanGround {
  const days = Array.from({ length: DAYS }, (_, at): PlanDay => {
    const startsAt = FIRST + at * DAY
    const weekday = (at % 7) + 1
    return { day: new Date(startsAt + 480 * MINUTE).toISOString().slice(0, 10), startsAt, weekday, isOff: weekday > 5 || (at >= 33 && at < 40) }
  })
  const venues = [
    ...Array.from({ length: SCHOOLS }, (_, at): PlanVenue => ({
      id: `v${at}`,
      name: `社区教室${at}`,
      capacity: 40 + (at % 4) * 20,
      opening: workdays(510, at % 3 === 0 ? 1_260 : 1_050),
      closures: [],
      busy: [],
    })),
    ...Array.from({ length: 12 }, (_, at): PlanVenue => ({ id: `h${at}`, name: `街道礼堂${at}`, capacity: 200, opening: [], closures: [], busy: [] })),
  ]
  return {
    seed,
    days,
    venues,
    teachers: Array.from({ length: teachers }, (_, at) => teacherNumber(at, days)),
    demands: Array.from({ length: lessons }, (_, at) => demandNumber(at, teachers)),
    rules: {
      stepMinutes: 30,
      fromMinute: 510,
      toMinute: 1_260,
      lessonsPerDay: 2,
      travelMinutes: 60,
      daysBetween: 7,
      partOfDay: "MORNING",
      weights: { TEACHER_TIMES: 3, PART_OF_DAY: 2, SPREAD: 2, TEACHER_LOAD: 2, OWN_VENUE: 1, FEW_ELSEWHERE: 1 },
    },
    blocked: [{ path: "c.", from: FIRST + 50 * DAY, to: FIRST + 51 * DAY }],
    standing: [],
    elsewhere: [],
  }
}

function workdays(fromMinute: number, toMinute: number) {
  return [1, 2, 3, 4, 5].map((weekday) => ({ weekday, fromMinute, toMinute }))
}

function teacherNumber(at: number, days: readonly PlanDay[]): PlanTeacher {
  const absentFrom = days[(at * 7) % DAYS]?.startsAt ?? 0
  // Every third one is bound to some days; retired ones dislike evenings.
  const hours =
    at % 3 === 0 ? [1, 3, 4].map((weekday) => ({ weekday: ((weekday + at) % 5) + 1, fromMinute: 510, toMinute: 1_260, kind: "AVAILABLE" as const })) : []
  const evenings = at % 2 === 0 ? [1, 2, 3, 4, 5].map((weekday) => ({ weekday, fromMinute: 1_080, toMinute: 1_260, kind: "AVOIDED" as const })) : []
  return {
    id: `t${at}`,
    name: `教师${at}`,
    hours: [...hours, ...evenings],
    absences: [{ from: absentFrom, to: absentFrom + 5 * DAY }],
    busy: [{ from: (days[(at * 11) % DAYS]?.startsAt ?? 0) + 540 * MINUTE, to: (days[(at * 11) % DAYS]?.startsAt ?? 0) + 660 * MINUTE, venueId: "h0" }],
    lessonsPerMonth: 10,
    taught: {},
  }
}

function demandNumber(at: number, teachers: number): PlanDemand {
  const school = at % SCHOOLS
  const expected = 30 + (school % 5) * 20
  const isLarge = expected > 40 + (school % 4) * 20
  return {
    number: at + 1,
    title: `党课${at}`,
    organisationId: `o${school}`,
    organisationName: `社区党校${school}`,
    path: `c.s${school % 12}.o${school}.`,
    minutes: at % 4 === 0 ? 90 : 120,
    window: { from: FIRST, to: FIRST + DAYS * DAY },
    expected,
    // A subject is taught by a quarter of the teachers.
    teacherIds: Array.from({ length: teachers }, (_, teacher) => teacher)
      .filter((teacher) => teacher % 4 === at % 4)
      .map((teacher) => `t${teacher}`),
    venues: [...(isLarge ? [] : [{ id: `v${school}`, rank: 0 }]), { id: `h${school % 12}`, rank: 2 }],
  }
}
