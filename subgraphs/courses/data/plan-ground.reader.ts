import { tzOffset } from "@date-fns/tz"
import type { Database } from "../../shared/database.ts"
import { toTypeId, toUuids } from "../../shared/typeid.ts"
import type { CalendarDay } from "../domain/calendar-day.ts"
import type { PlanDay, PlanDemand, PlanGround, PlanTeacher, PlanVenue } from "../domain/plan.ts"
import { type KeptDemand, type TimetablePlan, daysOf } from "../domain/timetable-plan.ts"
import { PLAN_BLOCKED, PLAN_ELSEWHERE, PLAN_ORGANISATIONS, PLAN_STANDING, PLAN_TEACHERS, PLAN_VENUES } from "./plan-ground.row.ts"

type Times = { from: number; to: number }
type TeacherRow = Omit<PlanTeacher, "taught"> & { taught: { month: string; lessons: number }[] }
type OrganisationRow = { id: string; name: string; path: string; venues: { id: string; rank: number }[] }

const DAY_MS = 86_400_000

export type PlanGroundReader = ReturnType<typeof createPlanGroundReader>

/** Read all that a plan is made from, in a handful of statements whatever the number of lessons. */
export function createPlanGroundReader({ read }: Database, { timeZone, calendarOf }: { timeZone: string; calendarOf(day: string): CalendarDay }) {
  return {
    async read(plan: TimetablePlan, kept: readonly (KeptDemand & { number: number })[]): Promise<{ ground: PlanGround; notes: string[] }> {
      const days = daysFrom(plan.request, timeZone, calendarOf)
      const window = { from: days[0]?.startsAt ?? 0, to: (days.at(-1)?.startsAt ?? 0) + DAY_MS }
      const between = [new Date(window.from), new Date(window.to)]
      const organisationIds = [...new Set(kept.map(({ organisationId }) => organisationId))]
      const uuids = toUuids("organisation", organisationIds)
      const organisations = await read<OrganisationRow>("plan_organisations", PLAN_ORGANISATIONS, [uuids])
      const places = new Map(organisations.map((row) => [toTypeId("organisation", row.id), row]))
      const demands = kept.map((one) => demandOf(one, places.get(one.organisationId), window, timeZone))
      const teacherIds = [...new Set(demands.flatMap(({ teacherIds: ids }) => ids ?? []))]
      const venueIds = [...new Set(demands.flatMap(({ venues }) => (venues ?? []).map(({ id }) => id)))]
      const near = [new Date(window.from - plan.request.rules.daysBetween * DAY_MS), new Date(window.to + plan.request.rules.daysBetween * DAY_MS)]
      const paths = organisations.map(({ path }) => path)
      const [teachers, venues, blocked, standing, elsewhere] = await Promise.all([
        read<TeacherRow>("plan_teachers", PLAN_TEACHERS, [toUuids("teacher", teacherIds), ...between, timeZone]),
        read<PlanVenue>("plan_venues", PLAN_VENUES, [toUuids("venue", venueIds), ...between]),
        read<Times & { path: string }>("plan_blocked", PLAN_BLOCKED, [paths, ...between]),
        read<Times & { organisationId: string }>("plan_standing", PLAN_STANDING, [uuids, ...near]),
        plan.request.rules.weights.FEW_ELSEWHERE === 0
          ? []
          : read<Times & { organisationId: string; people: number }>("plan_elsewhere", PLAN_ELSEWHERE, [uuids, paths, ...between]),
      ])
      const ground: PlanGround = {
        seed: plan.request.seed,
        rules: plan.request.rules,
        days,
        demands,
        teachers: teachers.map((row) => ({ ...row, id: toTypeId("teacher", row.id), busy: row.busy.map(withVenue), taught: monthsOf(row.taught) })),
        venues: venues.map((row) => ({ ...row, id: toTypeId("venue", row.id) })),
        blocked,
        standing: standing.map((row) => ({ ...row, organisationId: toTypeId("organisation", row.organisationId) })),
        elsewhere: elsewhere.map((row) => ({ ...row, organisationId: toTypeId("organisation", row.organisationId) })),
      }
      return { ground, notes: notesOf(plan.request, calendarOf) }
    },
  }
}

function daysFrom({ from, to, hasWeekends }: TimetablePlan["request"], timeZone: string, calendarOf: (day: string) => CalendarDay): PlanDay[] {
  return Array.from({ length: daysOf(from, to) }, (_, at) => {
    const day = new Date(Date.parse(from) + at * DAY_MS).toISOString().slice(0, 10)
    const { isWorkday, isHoliday } = calendarOf(day)
    return { day, startsAt: midnight(day, timeZone), weekday: new Date(day).getUTCDay() || 7, isOff: isHoliday || !(isWorkday || hasWeekends) }
  })
}

function midnight(day: string, timeZone: string): number {
  const there = Date.parse(day)
  return there - tzOffset(timeZone, new Date(there)) * 60_000
}

function demandOf(kept: KeptDemand & { number: number }, place: OrganisationRow | undefined, window: Times, timeZone: string): PlanDemand {
  const usable = (place?.venues ?? []).map(({ id, rank }) => ({ id: toTypeId("venue", id), rank })).sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1))
  const asked = kept.venueIds
  return {
    number: kept.number,
    title: kept.title,
    organisationId: kept.organisationId,
    organisationName: place?.name ?? "",
    path: place?.path ?? "",
    minutes: kept.minutes,
    window: {
      from: Math.max(window.from, kept.from === null ? window.from : midnight(kept.from, timeZone)),
      to: Math.min(window.to, kept.to === null ? window.to : midnight(kept.to, timeZone) + DAY_MS),
    },
    expected: kept.expected,
    teacherIds: kept.teacherIds,
    venues: kept.mode === "ONLINE" ? null : asked === null ? usable : usable.filter(({ id }) => asked.includes(id)),
  }
}

const withVenue = (busy: PlanTeacher["busy"][number]) => ({ ...busy, venueId: busy.venueId && toTypeId("venue", busy.venueId) })

function monthsOf(taught: TeacherRow["taught"]): Record<string, number> {
  return Object.fromEntries(taught.map(({ month, lessons }) => [month, lessons]))
}

function notesOf({ from, to }: TimetablePlan["request"], calendarOf: (day: string) => CalendarDay): string[] {
  const years = [...new Set([from.slice(0, 4), to.slice(0, 4)])].filter((year) => !calendarOf(year === from.slice(0, 4) ? from : to).isKnown)
  return years.map((year) => `The holidays of ${year} are not announced yet: only its weekends are kept free.`)
}
