import { type PlanDemand, type PlanGround, type PlanLimit, type Placement } from "./plan.ts"
import { bindingHours } from "./teacher-hours.ts"

const MINUTE = 60_000
const DAY = 1_440 * MINUTE

/** A hard rule that a plan breaks, by the number of the demand, and of the other one where two break it together. */
export type Breach = { number: number; with: number | null; limit: PlanLimit }

/**
 * Find every hard rule that a plan breaks, from what was asked and nothing else.
 *
 * Shares no code with the search but what the hours of a teacher mean, and looks at each pair: a plan that this finds fault with is not given out.
 */
export function breachesOf(ground: PlanGround, placements: readonly Placement[]): Breach[] {
  const placed = placements.flatMap((placement) => {
    const demand = ground.demands.find(({ number }) => number === placement.number)
    return demand ? [{ ...placement, demand }] : []
  })
  const breaches: Breach[] = placed.flatMap((one) => aloneBreaches(ground, one).map((limit) => ({ number: one.number, with: null, limit })))
  if (placed.length !== placements.length || new Set(placements.map(({ number }) => number)).size !== placements.length) {
    breaches.push({ number: 0, with: null, limit: "WINDOW" })
  }
  for (const [at, one] of placed.entries()) {
    for (const other of placed.slice(at + 1)) {
      breaches.push(...pairBreaches(ground, one, other).map((limit) => ({ number: one.number, with: other.number, limit })))
    }
  }
  return [...breaches, ...countBreaches(ground, placed)]
}

type Placed = Placement & { demand: PlanDemand }

function aloneBreaches(ground: PlanGround, { demand, startsAt, endsAt, teacherId, venueId }: Placed): PlanLimit[] {
  const day = ground.days.find((one) => startsAt >= one.startsAt && startsAt < one.startsAt + DAY)
  if (!day || endsAt - startsAt !== demand.minutes * MINUTE) return ["WINDOW"]
  const begin = (startsAt - day.startsAt) / MINUTE
  const end = begin + demand.minutes
  const found: PlanLimit[] = []
  const need = (isKept: boolean, limit: PlanLimit) => void (isKept || found.push(limit))
  need(startsAt >= demand.window.from && endsAt <= demand.window.to && begin >= ground.rules.fromMinute && end <= ground.rules.toMinute, "WINDOW")
  need(!day.isOff, "CALENDAR")
  need(!ground.blocked.some((time) => demand.path.startsWith(time.path) && time.from < endsAt && time.to > startsAt), "BLOCKED_TIME")
  const venue = ground.venues.find(({ id }) => id === venueId)
  const teacher = ground.teachers.find(({ id }) => id === teacherId)
  need(demand.venues === null ? venueId === null : venue !== undefined && demand.venues.some(({ id }) => id === venueId), "VENUE_TAKEN")
  need(demand.teacherIds === null ? teacherId === null : teacher !== undefined && demand.teacherIds.includes(teacher.id), "TEACHER_TAKEN")
  if (venue) {
    need(demand.expected === null || venue.capacity >= demand.expected, "VENUE_CAPACITY")
    need(covers(venue.opening, day.weekday, begin, end) && !venue.closures.some((time) => time.from < endsAt && time.to > startsAt), "VENUE_HOURS")
    need(!venue.busy.some((time) => time.from < endsAt && time.to > startsAt), "VENUE_TAKEN")
  }
  if (teacher) {
    need(
      covers(bindingHours(teacher.hours), day.weekday, begin, end) && !teacher.absences.some((time) => time.from < endsAt && time.to > startsAt),
      "TEACHER_HOURS",
    )
    need(!teacher.busy.some((time) => time.from < endsAt && time.to > startsAt), "TEACHER_TAKEN")
    const travel = ground.rules.travelMinutes * MINUTE
    need(!teacher.busy.some((time) => time.venueId !== venueId && time.from < endsAt + travel && time.to > startsAt - travel), "TRAVEL")
  }
  const own = ground.standing.filter(({ organisationId }) => organisationId === demand.organisationId)
  need(!own.some((time) => isTooNear(ground, { startsAt: time.from, endsAt: time.to }, { startsAt, endsAt })), "SPACING")
  return found
}

/** Say, minute by minute, whether hours cover a time of a weekday; no hours bind nobody. */
function covers(hours: readonly { weekday: number; fromMinute: number; toMinute: number }[], weekday: number, begin: number, end: number): boolean {
  if (hours.length === 0) return true
  const open = hours.filter((time) => time.weekday === weekday)
  for (let minute = begin; minute < end; minute += 1) {
    if (!open.some(({ fromMinute, toMinute }) => fromMinute <= minute && minute < toMinute)) return false
  }
  return true
}

function pairBreaches(ground: PlanGround, a: Placed, b: Placed): PlanLimit[] {
  const isTogether = a.startsAt < b.endsAt && b.startsAt < a.endsAt
  const gap = Math.max(b.startsAt - a.endsAt, a.startsAt - b.endsAt) / MINUTE
  const found: PlanLimit[] = []
  if (isTogether && a.venueId !== null && a.venueId === b.venueId) found.push("VENUE_TAKEN")
  if (a.teacherId !== null && a.teacherId === b.teacherId) {
    if (isTogether) found.push("TEACHER_TAKEN")
    else if (a.venueId !== b.venueId && gap < ground.rules.travelMinutes) found.push("TRAVEL")
  }
  if (a.demand.organisationId === b.demand.organisationId && isTooNear(ground, a, b)) found.push("SPACING")
  return found
}

function isTooNear({ days, rules }: PlanGround, a: Pick<Placement, "startsAt" | "endsAt">, b: Pick<Placement, "startsAt" | "endsAt">): boolean {
  if (rules.daysBetween === 0) return a.startsAt < b.endsAt && b.startsAt < a.endsAt
  const dayOf = (instant: number) => Math.floor((instant - (days[0]?.startsAt ?? 0)) / DAY)
  return Math.abs(dayOf(a.startsAt) - dayOf(b.startsAt)) < rules.daysBetween
}

function countBreaches({ teachers, days, rules }: PlanGround, placed: readonly Placed[]): Breach[] {
  return teachers.flatMap((teacher) => {
    const own = placed.filter(({ teacherId }) => teacherId === teacher.id)
    const breaches: Breach[] = []
    for (const day of own.length > 0 ? days : []) {
      const isOn = (instant: number) => instant >= day.startsAt && instant < day.startsAt + DAY
      const [first] = own.filter(({ startsAt }) => isOn(startsAt))
      if (!first) continue
      const count = own.filter(({ startsAt }) => isOn(startsAt)).length + teacher.busy.filter(({ from }) => isOn(from)).length
      if (rules.lessonsPerDay > 0 && count > rules.lessonsPerDay) breaches.push({ number: first.number, with: null, limit: "TEACHER_DAY" })
    }
    const monthOf = (instant: number) => days.find(({ startsAt }) => instant >= startsAt && instant < startsAt + DAY)?.day.slice(0, 7) ?? ""
    for (const month of new Set(own.map(({ startsAt }) => monthOf(startsAt)))) {
      const count = own.filter(({ startsAt }) => monthOf(startsAt) === month).length + (teacher.taught[month] ?? 0)
      if (teacher.lessonsPerMonth !== null && count > teacher.lessonsPerMonth)
        breaches.push({ number: own[0]?.number ?? 0, with: null, limit: "TEACHER_MONTH" })
    }
    return breaches
  })
}
