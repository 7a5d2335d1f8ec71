import type { PlanDemand } from "./plan.ts"
import type { Candidate } from "./plan-candidate.ts"
import { modelOf } from "./plan-model.ts"
import type { Search } from "./plan-desk.ts"

/** Not placing a lesson is dearer than anything that placing it can cost. */
const PRICE = 100
const NODES = 60
const GAP = 0.005

/**
 * Place these demands together as well as the solver can, among so many ways each, around what stands on the board. With `isAgain` they stand there already:
 * their places are among the ways, and are kept unless something better is found.
 */
export function chooseTogether(search: Search, demands: readonly PlanDemand[], { ways, isAgain = false }: { ways: number; isAgain?: boolean }): void {
  const { board, candidates, solve, chance } = search
  const before = isAgain ? demands.flatMap(({ number }) => board.take(number) ?? []) : []
  const places = new Map(before.map((candidate) => [candidate.demand.number, candidate]))
  const found = demands.flatMap((demand) => {
    const some = candidates.some(
      demand,
      ways,
      () => chance() * 0.4,
      (candidate) => board.isOpen(candidate),
    )
    const own = places.get(demand.number)
    return own ? [own, ...some.filter((candidate) => !isSame(own, candidate))] : some
  })
  const model = modelOf(
    found,
    found.map(({ cost }) => cost),
    { ...board, rules: search.ground.rules, price: PRICE, shares: search.shares.rows(board, found) },
  )
  const first = isAgain
    ? new Float64Array(model.costs.length).map((_, column) => (found[column] && places.get(found[column].demand.number) === found[column] ? 1 : 0))
    : undefined
  const { values, state } = solve(model, { nodes: NODES, gap: GAP, ...(first ? { first } : {}) })
  const chosen = state === "IMPOSSIBLE" || values === null ? before : found.filter((_, column) => (values[column] ?? 0) > 0.5)
  if (!isAgain) return chosen.forEach((candidate) => board.put(candidate))
  before.forEach((candidate) => board.put(candidate))
  const cost = search.shares.cost(board)
  replace(search, before, chosen)
  if (chosen.length < before.length || search.shares.cost(board) > cost) replace(search, chosen, before)
}

function replace({ board }: Search, old: readonly Candidate[], now: readonly Candidate[]): void {
  for (const { demand } of old) board.take(demand.number)
  for (const candidate of now) board.put(candidate)
}

function isSame(a: Candidate, b: Candidate): boolean {
  return a.from === b.from && a.teacherId === b.teacherId && a.venueId === b.venueId
}
