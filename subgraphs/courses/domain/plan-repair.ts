import { type Contradiction, type PlanDemand, type PlanFound } from "./plan.ts"
import type { Candidate } from "./plan-candidate.ts"
import { explainAlone, explainTogether } from "./plan-contradiction.ts"
import { modelOf } from "./plan-model.ts"
import type { Search } from "./plan-desk.ts"

/** How many ways one programme may weigh for a proof, how many demands may be moved for one, and how often more are drawn in. */
const MOST_WAYS = 24_000
const MOST_MOVED = 24
const ROUNDS = 12
const NODES = 400

export type Repaired = Pick<PlanFound, "unplaced" | "contradictions" | "isCutShort">

/**
 * Give a place to each demand that has none, by moving as few others as can be; or prove that there is none.
 *
 * Begins with the demand alone, and each time draws in those whom its best place would push out, until they all fit, or the solver proves that all
 * of these together cannot: with all ways of each, nothing left out. What is neither is only said to be without a place.
 */
export function repair(search: Search, ways: (number: number) => number): Repaired {
  const contradictions: Contradiction[] = []
  const unplaced: Repaired["unplaced"] = []
  const open = search.ground.demands.filter(({ number }) => !search.board.placed.has(number))
  let isCutShort = false
  for (const [at, demand] of open.entries()) {
    if (ways(demand.number) === 0) {
      const alone = explainAlone(search.ground, demand)
      contradictions.push(alone)
      unplaced.push({ number: demand.number, isProven: true, over: alone.over })
      continue
    }
    if (search.isLate()) {
      isCutShort = true
      unplaced.push({ number: demand.number, isProven: false, over: [] })
      continue
    }
    const known = contradictions.find((one) => one.numbers.includes(demand.number))
    const ended = known ? known : findPlace(search, demand, ways)
    if (ended === "PLACED") continue
    if (ended !== "NOT_FOUND" && ended !== known) contradictions.push(ended)
    unplaced.push({ number: demand.number, isProven: ended !== "NOT_FOUND", over: ended === "NOT_FOUND" ? [] : ended.over })
    search.tell({ step: "REPAIRING", fraction: 0.6 + (0.2 * (at + 1)) / open.length, placed: search.board.placed.size, score: null })
  }
  return { unplaced: unplaced.sort((a, b) => a.number - b.number), contradictions, isCutShort }
}

function findPlace(search: Search, demand: PlanDemand, ways: (number: number) => number): "PLACED" | "NOT_FOUND" | Contradiction {
  const moved = new Map([[demand.number, demand]])
  for (let round = 0; round < ROUNDS && !search.isLate(); round += 1) {
    const demands = [...moved.values()]
    const isWhole = demands.reduce((sum, { number }) => sum + ways(number), 0) <= MOST_WAYS
    const found = demands.flatMap((one) => waysOf(search, one, isWhole, Math.floor(MOST_WAYS / demands.length)))
    const inTheWay = found.map((candidate) => search.board.inTheWayOf(candidate).filter((other) => !moved.has(other.demand.number)))
    const solved = placeAll(
      search,
      found,
      inTheWay.map((others, at) => others.length + (found[at]?.cost ?? 0) / 100),
    )
    if (solved === "IMPOSSIBLE") return isWhole ? explainTogether(search, demands) : "NOT_FOUND"
    if (solved === "GAVE_UP") return "NOT_FOUND"
    const chosen = found.filter((_, column) => (solved[column] ?? 0) > 0.5)
    const pushed = new Set(chosen.flatMap((candidate) => inTheWay[found.indexOf(candidate)] ?? []))
    if (pushed.size === 0) {
      for (const number of moved.keys()) search.board.take(number)
      for (const candidate of chosen) search.board.put(candidate)
      return "PLACED"
    }
    for (const { demand: other } of pushed) moved.set(other.number, other)
    if (moved.size > MOST_MOVED) return "NOT_FOUND"
  }
  return "NOT_FOUND"
}

function waysOf({ candidates, chance }: Search, demand: PlanDemand, isWhole: boolean, most: number): Candidate[] {
  const all = isWhole ? candidates.all(demand, MOST_WAYS) : null
  return all ?? candidates.some(demand, Math.min(most, 400), chance, () => true)
}

/** Place all of these, whatever else is in the way, at the least cost. */
function placeAll({ solve, ground, board }: Search, found: readonly Candidate[], costs: readonly number[]) {
  const model = modelOf(found, costs, { rules: ground.rules, price: null, leftOnDay: board.roomOnDay, leftInMonth: board.roomInMonth })
  const { state, values } = solve(model, { nodes: NODES, gap: 0 })
  return state === "IMPOSSIBLE" ? "IMPOSSIBLE" : (values ?? "GAVE_UP")
}
