import type { PlanFound, PlanGround } from "./plan.ts"
import { createBoard } from "./plan-board.ts"
import { createCandidates, placementOf } from "./plan-candidate.ts"
import { createGrid } from "./plan-grid.ts"
import { chooseTogether } from "./plan-choice.ts"
import type { Search, Surroundings } from "./plan-desk.ts"
import { repair } from "./plan-repair.ts"
import { createShares } from "./plan-shares.ts"

/** How many lessons one programme places, and how many ways it weighs for each. */
const TOGETHER = 50
const WAYS = 48
const IMPROVED_TOGETHER = 36

/**
 * Place every demand that can be placed, and find out why the others cannot.
 *
 * Lessons are placed a few dozen at a time, the most bound ones first, each time by a programme solved to a small gap; then those without a place
 * are given one by moving what is in their way, or proved to have none; then the dearest are placed anew, as long as it gets better. The
 * same ground gives the same plan, unless the time ran out: the search says so.
 */
export function searchPlan(ground: PlanGround, surroundings: Surroundings): PlanFound {
  const grid = createGrid(ground)
  const candidates = createCandidates(ground, grid)
  const search: Search = {
    ...surroundings,
    ground,
    grid,
    candidates,
    board: createBoard(ground, grid),
    shares: createShares(ground),
    chance: chanceFrom(ground.seed),
  }
  const least = new Map(ground.demands.map((demand) => [demand.number, candidates.least(demand)]))
  const ways = (number: number) => least.get(number)?.ways ?? 0
  const placeable = ground.demands.filter(({ number }) => ways(number) > 0).sort((a, b) => ways(a.number) - ways(b.number) || a.number - b.number)
  let isCutShort = false
  for (let at = 0; at < placeable.length && !(isCutShort ||= search.isLate()); at += TOGETHER) {
    chooseTogether(search, placeable.slice(at, at + TOGETHER), { ways: WAYS })
    search.tell({ step: "PLACING", fraction: (0.6 * Math.min(placeable.length, at + TOGETHER)) / placeable.length, ...standing(search) })
  }
  search.tell({ step: "REPAIRING", fraction: 0.6, ...standing(search) })
  const { unplaced, contradictions, isCutShort: isRepairCutShort } = repair(search, ways)
  const bound = placeable.reduce((sum, { number }) => sum + (least.get(number)?.cost ?? 0), 0)
  isCutShort = improve(search, bound) || isCutShort || isRepairCutShort
  return {
    placements: [...search.board.placed.values()].map(placementOf).sort((a, b) => a.number - b.number),
    unplaced,
    contradictions,
    bound,
    isCutShort,
  }
}

/** Place the dearest lessons anew together with others by chance, as long as it pays. Says whether the time ran out. */
function improve(search: Search, bound: number): boolean {
  const { board, ground } = search
  const rounds = Math.min(40, Math.ceil(ground.demands.length / 12))
  for (let [round, idle] = [0, 0]; round < rounds && idle < 3; round += 1) {
    if (search.isLate()) return true
    const before = search.shares.cost(board)
    if (before <= bound + 1e-6) return false
    const dear = [...board.placed.values()].map((candidate) => ({ candidate, order: search.shares.costOf(board, candidate) + search.chance() * 0.3 }))
    const chosen = dear.sort((a, b) => b.order - a.order || a.candidate.demand.number - b.candidate.demand.number).slice(0, IMPROVED_TOGETHER)
    chooseTogether(
      search,
      chosen.map(({ candidate }) => candidate.demand),
      { ways: WAYS, isAgain: true },
    )
    idle = search.shares.cost(board) < before - 1e-6 ? 0 : idle + 1
    search.tell({ step: "IMPROVING", fraction: 0.8 + (0.2 * (round + 1)) / rounds, ...standing(search) })
  }
  return false
}

function standing({ board, shares }: Search): { placed: number; score: number | null } {
  const placed = board.placed.size
  return { placed, score: placed === 0 ? null : Math.round(100 * (1 - shares.cost(board) / placed)) }
}

/** Numbers from 0 to 1 that look like chance and are the same each time (mulberry32). */
function chanceFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
