import { type PlanDemand, type PlanGround, type PlanLimit, type PlanTeacher, type PlanWish, PARTS_OF_DAY, PLAN_WISHES, type Placement } from "./plan.ts"
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
  const costOf = createCost(ground, grid)
  const firstWeekday = ground.days[0]?.weekday ?? 1
  const make = (demand: PlanDemand, start: Start, teacherId: string | null, venueId: string | null, cost: number): Candidate => ({
    demand,
    from: start.at,
    to: start.at + demand.minutes * MINUTE,
    day: start.day,
    week: Math.floor((start.day + firstWeekday - 1) / 7),
    month: ground.days[start.day]?.day.slice(0, 7) ?? "",
    teacherId,
    venueId,
    cost,
  })
  /** Visit each way to place a demand, until told to stop. */
  function visit(demand: PlanDemand, see: (start: Start, teacherId: string | null, venue: { id: string; rank: number } | null) => boolean): void {
    const allowed = grid.allows(demand)
    for (const venue of demand.venues ?? [null]) {
      const open = venue === null ? allowed : grid.venueMask(venue.id, demand)
      if (open === null) continue
      for (const teacherId of demand.teacherIds ?? [null]) {
        const free = teacherId === null ? allowed : grid.teacherMask(teacherId, demand.minutes)
        for (const [at, start] of grid.starts.entries()) {
          if (!allowed[at] || !open[at] || !free[at]) continue
          const span = { from: start.at, to: start.at + demand.minutes * MINUTE }
          if (teacherId !== null && !grid.canTravel(teacherId, venue?.id ?? null, span)) continue
          if (!see(start, teacherId, venue)) return
        }
      }
    }
  }
  return {
    /** Give all ways to place a demand, or null when they are more than `most`. */
    all(demand: PlanDemand, most: number): Candidate[] | null {
      const found: Candidate[] = []
      visit(demand, (start, teacherId, venue) => {
        found.push(make(demand, start, teacherId, venue?.id ?? null, costOf(demand, start, teacherId, venue?.rank ?? 0)))
        return found.length <= most
      })
      return found.length > most ? null : found
    },

    /** Give up to `most` ways that `isOpen` lets through: the cheap ones first, spread by chance over teachers, venues and times. */
    some(demand: PlanDemand, most: number, chance: () => number, isOpen: (candidate: Candidate) => boolean): Candidate[] {
      const best: { candidate: Candidate; order: number }[] = []
      visit(demand, (start, teacherId, venue) => {
        const cost = costOf(demand, start, teacherId, venue?.rank ?? 0)
        const order = cost + chance()
        const worst = best.length < most ? Infinity : (best.at(-1)?.order ?? Infinity)
        if (order >= worst) return true
        const candidate = make(demand, start, teacherId, venue?.id ?? null, cost)
        if (!isOpen(candidate)) return true
        insertByOrder(best, { candidate, order })
        if (best.length > most) best.pop()
        return true
      })
      return best.map(({ candidate }) => candidate)
    },

    /** The least that the demand can cost by itself; null when there is no way to place it. */
    least(demand: PlanDemand): { cost: number; ways: number } | null {
      let [cost, ways] = [Infinity, 0]
      visit(demand, (start, teacherId, venue) => {
        cost = Math.min(cost, costOf(demand, start, teacherId, venue?.rank ?? 0))
        ways += 1
        return true
      })
      return ways === 0 ? null : { cost, ways }
    },
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
  const part = rules.partOfDay && PARTS_OF_DAY[rules.partOfDay]
  const people = elsewhere.reduce((sum, other) => (other.organisationId === demand.organisationId && meets(other, span) ? sum + other.people : sum), 0)
  return {
    TEACHER_TIMES: teacher ? lossOfTimes(teacher, start, demand.minutes) : 0,
    PART_OF_DAY: part && (start.minute < part.fromMinute || start.minute >= part.toMinute) ? 1 : 0,
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

/** Costs by teacher and time are asked again and again, and do not depend on the demand but for its length. */
function createCost(ground: PlanGround, grid: Grid) {
  const shares = sharesOf(ground.rules.weights)
  const times = new Map<string, Map<number, number>>()
  const busyElsewhere = new Set(ground.elsewhere.map(({ organisationId }) => organisationId))
  const part = ground.rules.partOfDay && PARTS_OF_DAY[ground.rules.partOfDay]
  return (demand: PlanDemand, start: Start, teacherId: string | null, rank: number): number => {
    if (busyElsewhere.has(demand.organisationId)) {
      const losses = lossesOf(ground, teacherId === null ? undefined : grid.teachers.get(teacherId), demand, start, rank)
      return (Object.keys(losses) as (keyof typeof losses)[]).reduce((sum, wish) => sum + shares[wish] * losses[wish], 0)
    }
    const offPart = part && (start.minute < part.fromMinute || start.minute >= part.toMinute) ? shares.PART_OF_DAY : 0
    return offPart + shares.OWN_VENUE * Math.min(1, rank / 5) + shares.TEACHER_TIMES * lossAt(grid, times, teacherId, start, demand.minutes)
  }
}

function lossAt(grid: Grid, times: Map<string, Map<number, number>>, teacherId: string | null, start: Start, minutes: number): number {
  const teacher = teacherId === null ? undefined : grid.teachers.get(teacherId)
  if (!teacher || teacher.hours.length === 0) return 0
  const key = `${teacher.id} ${minutes}`
  const known = times.get(key) ?? new Map<number, number>()
  times.set(key, known)
  const at = start.weekday * 1_440 + start.minute
  const loss = known.get(at) ?? lossOfTimes(teacher, start, minutes)
  known.set(at, loss)
  return loss
}

export function placementOf({ demand, from, to, teacherId, venueId }: Candidate): Placement {
  return { number: demand.number, startsAt: from, endsAt: to, teacherId, venueId }
}
