import { type Contradiction, type PlanDemand, type PlanGround, PLAN_WISHES, type PlanFound, type Placement } from "./plan.ts"
import { type Candidate, lossesOf, sharesOf } from "./plan-candidate.ts"
import { createShares } from "./plan-shares.ts"
import { LIMIT_WORDS, type ScorePart } from "./timetable-plan.ts"

const MINUTE = 60_000
const DAY = 1_440 * MINUTE
const MOST_NAMED = 5

export type Explained = { score: number | null; best: number | null; parts: ScorePart[]; reasons: Map<number, string[]> }

/** Say how well a plan fulfils each wish, how well any could at most, and why each lesson is where it is. */
export function explainPlan(ground: PlanGround, { placements, bound }: Pick<PlanFound, "placements" | "bound">): Explained {
  const shares = sharesOf(ground.rules.weights)
  const losses = Object.fromEntries(PLAN_WISHES.map((wish) => [wish, 0])) as Record<(typeof PLAN_WISHES)[number], number>
  const reasons = new Map<number, string[]>()
  const placed = new Map<number, Candidate>()
  for (const placement of placements) {
    const demand = ground.demands.find(({ number }) => number === placement.number)
    if (!demand) continue
    const lost = lossesOfPlacement(ground, demand, placement)
    for (const wish of Object.keys(lost) as (keyof typeof lost)[]) losses[wish] += lost[wish]
    reasons.set(placement.number, reasonsOf(ground, demand, placement, lost))
    placed.set(placement.number, { week: weekOf(ground, placement.startsAt), teacherId: placement.teacherId } as Candidate)
  }
  const whole = createShares(ground)
  losses.SPREAD = whole.lossOfSpread({ placed })
  losses.TEACHER_LOAD = whole.lossOfLoad({ placed })
  const of = placements.length
  const parts = PLAN_WISHES.map((wish) => ({ wish, weight: ground.rules.weights[wish], got: rounded(of - losses[wish]), of }))
  const lost = PLAN_WISHES.reduce((sum, wish) => sum + shares[wish] * losses[wish], 0)
  return { score: of === 0 ? null : rounded(100 * (1 - lost / of)), best: of === 0 ? null : rounded(Math.min(100, 100 * (1 - bound / of))), parts, reasons }
}

function lossesOfPlacement(ground: PlanGround, demand: PlanDemand, { startsAt, teacherId, venueId }: Placement) {
  const day = ground.days.find((one) => startsAt >= one.startsAt && startsAt < one.startsAt + DAY)
  const start = { at: startsAt, minute: (startsAt - (day?.startsAt ?? 0)) / MINUTE, weekday: day?.weekday ?? 1 }
  const rank = demand.venues?.find(({ id }) => id === venueId)?.rank ?? 0
  return lossesOf(
    ground,
    ground.teachers.find(({ id }) => id === teacherId),
    demand,
    start,
    rank,
  )
}

function weekOf({ days }: PlanGround, instant: number): number {
  return Math.floor((Math.floor((instant - (days[0]?.startsAt ?? 0)) / DAY) + (days[0]?.weekday ?? 1) - 1) / 7)
}

function reasonsOf(ground: PlanGround, demand: PlanDemand, { teacherId, venueId }: Placement, lost: ReturnType<typeof lossesOf>): string[] {
  const teacher = ground.teachers.find(({ id }) => id === teacherId)
  const venue = ground.venues.find(({ id }) => id === venueId)
  const rank = demand.venues?.find(({ id }) => id === venueId)?.rank ?? 0
  const hasPreferred = teacher?.hours.some(({ kind }) => kind === "PREFERRED") ?? false
  return [
    ...(teacher && lost.TEACHER_TIMES === 1 ? [`${teacher.name} would rather not teach then.`] : []),
    ...(teacher && lost.TEACHER_TIMES === 0 && hasPreferred ? [`${teacher.name} likes to teach then.`] : []),
    ...(ground.rules.partOfDay ? [lost.PART_OF_DAY === 0 ? "At the part of the day that was wished." : "At another part of the day than was wished."] : []),
    ...(venue ? [rank === 0 ? `In a room of their own, ${venue.name}.` : `In a room they share, ${venue.name}.`] : []),
    ...(lost.FEW_ELSEWHERE > 0 ? ["Some of their people are expected at another lesson then."] : []),
  ]
}

/** Say a contradiction in words: who, over what, when, and how many of them can be. */
export function wordsOf(ground: PlanGround, { numbers, most, over, teacherIds, venueIds, window }: Contradiction): string {
  const demands = ground.demands.filter(({ number }) => numbers.includes(number))
  const first = demands[0]
  const named = demands.slice(0, MOST_NAMED).map(({ title, organisationName }) => `${title} (${organisationName})`)
  const titles = `${named.join(", ")}${demands.length > MOST_NAMED ? ` and ${demands.length - MOST_NAMED} more` : ""}`
  const names = (ids: readonly string[], among: readonly { id: string; name: string }[]) =>
    ids.length > 0 && ids.length <= 3 ? ids.map((id) => among.find((one) => one.id === id)?.name ?? id).join(" or ") : null
  const needs = [names(teacherIds, ground.teachers), names(venueIds, ground.venues)].filter((one) => one !== null).join(" and ")
  const between = `between ${dayAt(ground, window.from)} and ${dayAt(ground, window.to - 1)}`
  const causes = over.length > 0 ? ` In the way: ${over.map((limit) => LIMIT_WORDS[limit]).join("; ")}.` : ""
  if (demands.length === 1 && first) return `${titles} has no place ${between}${needs ? ` with ${needs}` : ""}.${causes}`
  return `These ${demands.length} lessons ${needs ? `all need ${needs}` : "are all to be"} ${between}, and at most ${most} of them can be placed: ${titles}.${causes}`
}

function dayAt({ days }: PlanGround, instant: number): string {
  return days.findLast(({ startsAt }) => startsAt <= instant)?.day ?? days[0]?.day ?? ""
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}
