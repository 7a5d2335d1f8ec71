import { type PlanDemand, type PlanGround, type PlanLimit, type PlanTeacher, type PlanWish, PLAN_WISHES, type Placement } from "./plan.ts"
import { PARTS_OF_DAY } from "./part-of-day.ts"
import { type Grid, type Start, meets } from "./plan-grid.ts"

const MINUTE = 60_000

/** One way to place a demand. `cost` is what it loses of the wishes that a lesson fulfils or not by itself, 0 to 1 by their weights. */
export type Candidate = {
  demand: PlanDemand
  from: number
  to: number
  day: number
  /** Of the window's weeks, which begin on Monday. */
  week: number
  month: string
  teacherId: string | null
  venueId: string | null
  cost: number
}

export type Candidates = ReturnType<typeof createCandidates>

/** How the places of a plan are found: those that no hard rule forbids, against what stands already. */
export function createCandidates(ground: PlanGround, grid: Grid) {
  const costsOf = createCosts(ground, grid)
  /** Visit each way to place a demand, until told to stop. */
  function visit(demand: PlanDemand, see: (start: Start, teacherId: string | null, venueId: string | null, cost: number) => boolean): void {
    const allowed = grid.allows(demand)
    for (const venue of demand.venues ?? [null]) {
      const open = venue === null ? allowed : grid.venueMask(venue.id, demand)
      if (open === null) continue
      for (const teacherId of demand.teacherIds ?? [null]) {
        const free = teacherId === null ? allowed : grid.teacherMask(teacherId, demand.minutes)
        const costOf = costsOf(demand, teacherId, venue?.rank ?? 0)
        for (let at = 0; at < grid.starts.length; at += 1) {
          const start = grid.starts[at]
          if (!start || !allowed[at] || !open[at] || !free[at]) continue
          const span = { from: start.at, to: start.at + demand.minutes * MINUTE }
          if (teacherId !== null && !grid.canTravel(teacherId, venue?.id ?? null, span)) continue
          if (!see(start, teacherId, venue?.id ?? null, costOf(at))) return
        }
      }
    }
  }
  return {
    /** Give all ways to place a demand, or null when they are more than `most`. */
    all(demand: PlanDemand, most: number): Candidate[] | null {
      const found: Candidate[] = []
      visit(demand, (start, teacherId, venueId, cost) => {
        found.push(candidateAt(ground, demand, start, { teacherId, venueId, cost }))
        return found.length <= most
      })
      return found.length > most ? null : found
    },

    /** Give up to `most` ways that `isOpen` lets through: the cheap ones first, spread by chance over teachers, venues and times. */
    some(demand: PlanDemand, most: number, chance: () => number, isOpen: (candidate: Candidate) => boolean): Candidate[] {
      const best: { candidate: Candidate; order: number }[] = []
      visit(demand, (start, teacherId, venueId, cost) => {
        const order = cost + chance()
        const worst = best.length < most ? Infinity : (best.at(-1)?.order ?? Infinity)
        if (order >= worst) return true
        const candidate = candidateAt(ground, demand, start, { teacherId, venueId, cost })
        if (!isOpen(candidate)) return true
        insertByOrder(best, { candidate, order })
        if (best.length > most) best.pop()
        return true
      })
      return best.map(({ candidate }) => candidate)
    },

    /** The least that the demand can cost by itself; null when there is no way to place it. */
    least(demand: PlanDemand): { cost: number; ways: number } | null {
      let [least, ways] = [Infinity, 0]
      visit(demand, (_start, _teacherId, _venueId, cost) => {
        least = Math.min(least, cost)
        ways += 1
        return true
      })
      return ways === 0 ? null : { cost: least, ways }
    },
  }
}

function candidateAt({ days }: PlanGround, demand: PlanDemand, start: Start, chosen: Pick<Candidate, "teacherId" | "venueId" | "cost">): Candidate {
  return {
    demand,
    from: start.at,
    to: start.at + demand.minutes * MINUTE,
    day: start.day,
    week: Math.floor((start.day + (days[0]?.weekday ?? 1) - 1) / 7),
    month: days[start.day]?.day.slice(0, 7) ?? "",
    ...chosen,
  }
}

function insertByOrder<Item extends { order: number }>(items: Item[], item: Item): void {
  let [low, high] = [0, items.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((items[middle]?.order ?? 0) <= item.order) low = middle + 1
    else high = middle
  }
  items.splice(low, 0, item)
}

/** Say what two placements of different demands may not have in common: a teacher, a venue or their own people at once, or too little time between. */
export function clash(a: Candidate, b: Candidate, { travelMinutes, daysBetween }: PlanGround["rules"], without: ReadonlySet<PlanLimit> = new Set()): boolean {
  const isAtOnce = meets(a, b)
  if (isAtOnce && a.venueId !== null && a.venueId === b.venueId && !without.has("VENUE_TAKEN")) return true
  if (a.teacherId !== null && a.teacherId === b.teacherId) {
    if (isAtOnce && !without.has("TEACHER_TAKEN")) return true
    const travel = travelMinutes * MINUTE
    if (!isAtOnce && a.venueId !== b.venueId && !without.has("TRAVEL") && a.from < b.to + travel && b.from < a.to + travel) return true
  }
  if (a.demand.organisationId !== b.demand.organisationId || without.has("SPACING")) return false
  return daysBetween > 0 ? Math.abs(a.day - b.day) < daysBetween : isAtOnce
}

/** The part of a weight that each wish has of all; all zero is none. */
export function sharesOf(weights: Record<PlanWish, number>): Record<PlanWish, number> {
  const sum = PLAN_WISHES.reduce((total, wish) => total + weights[wish], 0) || 1
  return Object.fromEntries(PLAN_WISHES.map((wish) => [wish, weights[wish] / sum])) as Record<PlanWish, number>
}

/** What a placement loses of each wish that it fulfils or not by itself, 0 to 1. */
export function lossesOf(
  { rules, elsewhere }: Pick<PlanGround, "rules" | "elsewhere">,
  teacher: PlanTeacher | undefined,
  demand: PlanDemand,
  start: Pick<Start, "at" | "minute" | "weekday">,
  rank: number,
) {
  const span = { from: start.at, to: start.at + demand.minutes * MINUTE }
  const people = elsewhere.reduce((sum, other) => (other.organisationId === demand.organisationId && meets(other, span) ? sum + other.people : sum), 0)
  return {
    TEACHER_TIMES: teacher ? lossOfTimes(teacher, start, demand.minutes) : 0,
    PART_OF_DAY: isOffPart({ rules }, start) ? 1 : 0,
    OWN_VENUE: Math.min(1, rank / 5),
    FEW_ELSEWHERE: people === 0 ? 0 : Math.min(1, people / Math.max(people, demand.expected ?? people)),
  }
}

function lossOfTimes({ hours }: PlanTeacher, { weekday, minute }: Pick<Start, "weekday" | "minute">, minutes: number): number {
  const end = minute + minutes
  const meetsKind = (kind: string) => hours.some((time) => time.kind === kind && time.weekday === weekday && time.fromMinute < end && minute < time.toMinute)
  if (meetsKind("AVOIDED")) return 1
  return meetsKind("PREFERRED") || !hours.some(({ kind }) => kind === "PREFERRED") ? 0 : 0.5
}

/**
 * Make what gives the costs of a demand with a teacher and a venue, time by time. What depends on the teacher and the time alone, or on whose people are
 * elsewhere then, is worked out once: it is asked millions of times.
 */
function createCosts(ground: PlanGround, grid: Grid) {
  const shares = sharesOf(ground.rules.weights)
  const parts = Float64Array.from(grid.starts, (start) => (isOffPart(ground, start) ? shares.PART_OF_DAY : 0))
  const times = new Map<string, Float64Array>()
  const busyElsewhere = new Set(ground.elsewhere.map(({ organisationId }) => organisationId))
  const lossesWith = (teacherId: string | null, minutes: number): Float64Array => {
    const teacher = teacherId === null ? undefined : grid.teachers.get(teacherId)
    if (!teacher || teacher.hours.length === 0) return parts
    const key = `${teacher.id} ${minutes}`
    const known =
      times.get(key) ?? Float64Array.from(grid.starts, (start, at) => (parts[at] ?? 0) + shares.TEACHER_TIMES * lossOfTimes(teacher, start, minutes))
    times.set(key, known)
    return known
  }
  const elsewhere = new Map<string, Float64Array>()
  const lossesElsewhere = (demand: PlanDemand): Float64Array => {
    const key = `${demand.organisationId} ${demand.minutes} ${demand.expected}`
    const known =
      elsewhere.get(key) ?? Float64Array.from(grid.starts, (start) => shares.FEW_ELSEWHERE * lossesOf(ground, undefined, demand, start, 0).FEW_ELSEWHERE)
    elsewhere.set(key, known)
    return known
  }
  return (demand: PlanDemand, teacherId: string | null, rank: number): ((at: number) => number) => {
    const losses = lossesWith(teacherId, demand.minutes)
    const ofVenue = shares.OWN_VENUE * Math.min(1, rank / 5)
    if (!busyElsewhere.has(demand.organisationId)) return (at) => ofVenue + (losses[at] ?? 0)
    const others = lossesElsewhere(demand)
    return (at) => ofVenue + (losses[at] ?? 0) + (others[at] ?? 0)
  }
}

function isOffPart({ rules }: Pick<PlanGround, "rules">, { minute }: Pick<Start, "minute">): boolean {
  const part = rules.partOfDay && PARTS_OF_DAY[rules.partOfDay]
  return part !== null && (minute < part.fromMinute || minute >= part.toMinute)
}

export function placementOf({ demand, from, to, teacherId, venueId }: Candidate): Placement {
  return { number: demand.number, startsAt: from, endsAt: to, teacherId, venueId }
}
