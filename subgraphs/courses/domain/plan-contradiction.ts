import { type Contradiction, type PlanDemand, type PlanGround, type PlanLimit, PLAN_LIMITS } from "./plan.ts"
import { type Candidate, createCandidates } from "./plan-candidate.ts"
import { createGrid } from "./plan-grid.ts"
import { modelOf } from "./plan-model.ts"
import type { Search } from "./plan-desk.ts"

const NODES = 400
const MOST_WAYS = 40_000

/** Say what stands in the way of a demand for which there is no way at all: each limit without which there would be one; else all that it is under. */
export function explainAlone(ground: PlanGround, demand: PlanDemand): Contradiction {
  const hasWay = (without: readonly PlanLimit[]) => createCandidates(ground, createGrid(ground, new Set(without))).least(demand) !== null
  const over = PLAN_LIMITS.filter((limit) => hasWay([limit]))
  return { ...groundsOf([demand]), numbers: [demand.number], most: 0, over: over.length > 0 ? over : enough(hasWay) }
}

/** Find a set of limits without which there would be a way, and none of which is left out in vain; nothing when there is none even so. */
function enough(hasWay: (without: readonly PlanLimit[]) => boolean): PlanLimit[] {
  if (!hasWay(PLAN_LIMITS)) return []
  return PLAN_LIMITS.reduce<PlanLimit[]>(
    (kept, limit) => {
      const fewer = kept.filter((one) => one !== limit)
      return hasWay(fewer) ? fewer : kept
    },
    [...PLAN_LIMITS],
  )
}

/**
 * Cut demands that cannot all be placed down to a smallest set: without any one of it, the others can. Then find out over what: each
 * limit without which they all could.
 */
export function explainTogether(search: Search, demands: readonly PlanDemand[]): Contradiction {
  const all = new Map(demands.map((demand) => [demand.number, search.candidates.all(demand, MOST_WAYS) ?? []]))
  let kept = [...demands].sort((a, b) => a.number - b.number)
  for (const demand of [...kept].reverse()) {
    const fewer = kept.filter((one) => one !== demand)
    if (
      isImpossible(
        search,
        fewer.flatMap(({ number }) => all.get(number) ?? []),
      )
    )
      kept = fewer
  }
  const over = PLAN_LIMITS.filter((limit) => {
    const without = new Set([limit])
    const loose = createCandidates(search.ground, createGrid(search.ground, without))
    const ways = kept.map((demand) => loose.all(demand, MOST_WAYS))
    // Too many ways to weigh them all: that many are no proof, and the limit stays named.
    return (
      ways.some((some) => some === null) ||
      isPossible(
        search,
        ways.flatMap((some) => some ?? []),
        kept,
        without,
      )
    )
  })
  return { ...groundsOf(kept), numbers: kept.map(({ number }) => number), most: kept.length - 1, over }
}

function isImpossible(search: Search, found: readonly Candidate[], without: ReadonlySet<PlanLimit> = new Set()): boolean {
  return solved(search, found, without).state === "IMPOSSIBLE"
}

function isPossible(search: Search, found: readonly Candidate[], demands: readonly PlanDemand[], without: ReadonlySet<PlanLimit>): boolean {
  return demands.every((demand) => found.some((candidate) => candidate.demand === demand)) && solved(search, found, without).state === "SOLVED"
}

function solved({ solve, ground, board }: Search, found: readonly Candidate[], without: ReadonlySet<PlanLimit>) {
  const model = modelOf(
    found,
    found.map(() => 0),
    { rules: ground.rules, price: null, leftOnDay: board.roomOnDay, leftInMonth: board.roomInMonth, without },
  )
  return solve(model, { nodes: NODES, gap: 1 })
}

/** What demands lie within: their teachers and venues, each once, and the time from the first window's begin to the last one's end. */
function groundsOf(demands: readonly PlanDemand[]): Pick<Contradiction, "teacherIds" | "venueIds" | "window"> {
  return {
    teacherIds: [...new Set(demands.flatMap(({ teacherIds }) => teacherIds ?? []))].sort(),
    venueIds: [...new Set(demands.flatMap(({ venues }) => (venues ?? []).map(({ id }) => id)))].sort(),
    window: { from: Math.min(...demands.map(({ window }) => window.from)), to: Math.max(...demands.map(({ window }) => window.to)) },
  }
}
