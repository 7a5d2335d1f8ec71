import type { Candidate } from "./plan-candidate.ts"
import type { PlanGround, PlanLimit } from "./plan.ts"

const MINUTE = 60_000

export type ModelRow = { columns: number[]; values: number[] | null; least: number; most: number }
/** A programme to be minimised: the first `binaries` columns are 0 or 1, the rest are what runs over, from 0. */
export type Model = { costs: number[]; binaries: number; rows: ModelRow[] }

/** What the solver says. `bound` is what no solution can be below; null where it was not asked to the end. */
export type Solved = { state: "SOLVED" | "IMPOSSIBLE" | "GAVE_UP"; values: Float64Array | null; objective: number; bound: number | null }
export type Solve = (model: Model, effort: { nodes: number; gap: number; first?: Float64Array }) => Solved

/** What is wished of the whole, and how far it is used up: beyond `free` each lesson costs `cost`. */
export type Share = { columns: number[]; free: number; cost: number }

export type ModelOptions = {
  rules: PlanGround["rules"]
  /** How many lessons the teacher may still have that day, that month. */
  leftOnDay(teacherId: string, day: number): number
  leftInMonth(teacherId: string, month: string): number
  /** The price of not placing a demand; null when each must be placed. */
  price: number | null
  shares?: Share[]
  without?: ReadonlySet<PlanLimit>
}

/**
 * Write the programme that chooses at most one candidate of each demand so that none clash.
 *
 * Candidates that cannot be together stand in one row of which one may be chosen: all that have the room, or the teacher, at an instant at which one of
 * them begins. Rows within one demand, and rows that a longer one holds, are left out.
 */
export function modelOf(candidates: readonly Candidate[], costs: readonly number[], options: ModelOptions): Model {
  const { rules, price, shares = [], without = new Set<PlanLimit>() } = options
  const rows: ModelRow[] = []
  const all = [...costs]
  const byDemand = grouped(candidates, ({ demand }) => demand.number)
  for (const columns of byDemand.values()) {
    if (price === null) rows.push({ columns, values: null, least: 1, most: 1 })
    else {
      rows.push({ columns: [...columns, all.length], values: null, least: 1, most: 1 })
      all.push(price)
    }
  }
  const binaries = all.length
  const oneOf = (columns: number[]) => {
    if (spansDemands(candidates, columns)) rows.push({ columns, values: null, least: 0, most: 1 })
  }
  if (!without.has("VENUE_TAKEN")) for (const columns of byId(candidates, "venueId")) atOnce(candidates, columns).forEach(oneOf)
  for (const columns of byId(candidates, "teacherId")) {
    if (!without.has("TEACHER_TAKEN")) atOnce(candidates, columns).forEach(oneOf)
    if (!without.has("TRAVEL") && rules.travelMinutes > 0) onTheWay(candidates, columns, rules.travelMinutes * MINUTE).forEach(oneOf)
    if (!without.has("TEACHER_DAY"))
      limit(
        rows,
        candidates,
        columns,
        ({ day }) => day,
        (id, day) => options.leftOnDay(id, day),
      )
    if (!without.has("TEACHER_MONTH"))
      limit(
        rows,
        candidates,
        columns,
        ({ month }) => month,
        (id, month) => options.leftInMonth(id, month),
      )
  }
  if (!without.has("SPACING")) {
    for (const columns of grouped(candidates, ({ demand }) => demand.organisationId).values()) {
      if (spansDemands(candidates, columns))
        (rules.daysBetween > 0 ? withinDays(candidates, columns, rules.daysBetween) : atOnce(candidates, columns)).forEach(oneOf)
    }
  }
  for (const { columns, free, cost } of shares) {
    if (columns.length <= free || cost === 0) continue
    rows.push({ columns: [...columns, all.length], values: [...columns.map(() => 1), -1], least: -Infinity, most: free })
    all.push(cost)
  }
  return { costs: all, binaries, rows }
}

/** Gather the columns of candidates by what they have in common, in their order. */
export function grouped<Key>(candidates: readonly Candidate[], keyOf: (candidate: Candidate) => Key): Map<Key, number[]> {
  const groups = new Map<Key, number[]>()
  for (const [column, candidate] of candidates.entries()) {
    const key = keyOf(candidate)
    const group = groups.get(key)
    if (group) group.push(column)
    else groups.set(key, [column])
  }
  return groups
}

function byId(candidates: readonly Candidate[], key: "teacherId" | "venueId"): number[][] {
  const groups = grouped(candidates, (candidate) => candidate[key])
  groups.delete(null)
  return [...groups.values()]
}

function spansDemands(candidates: readonly Candidate[], columns: readonly number[]): boolean {
  const first = candidates[columns[0] ?? -1]?.demand.number
  return columns.some((column) => candidates[column]?.demand.number !== first)
}

/** Sets of columns that have an instant in common: one at each begin, without those that the next one holds. */
function atOnce(candidates: readonly Candidate[], columns: readonly number[]): number[][] {
  const times = columns.map((column) => ({ column, from: candidates[column]?.from ?? 0, to: candidates[column]?.to ?? 0 })).sort((a, b) => a.from - b.from)
  const sets: number[][] = []
  let under: typeof times = []
  for (let at = 0; at < times.length;) {
    const now = times[at]?.from ?? 0
    const still = under.filter(({ to }) => to > now)
    if (still.length < under.length && under.length > 1) sets.push(under.map(({ column }) => column))
    under = still
    for (; at < times.length && times[at]?.from === now; at += 1) under.push(times[at] as (typeof times)[number])
  }
  if (under.length > 1) sets.push(under.map(({ column }) => column))
  return sets
}

/** Sets of which one may be chosen because of the way between venues: who has just ended here, and who is under way anywhere else. */
function onTheWay(candidates: readonly Candidate[], columns: readonly number[], travel: number): number[][] {
  const all = columns.map((column) => ({ column, ...(candidates[column] as Candidate) })).sort((a, b) => a.from - b.from)
  const sets: number[][] = []
  let since = 0
  const longest = Math.max(...all.map(({ from, to }) => to - from))
  for (const [at, { from: now }] of all.entries()) {
    if (all[at + 1]?.from === now) continue
    while ((all[since]?.from ?? Infinity) < now - longest - travel) since += 1
    const near = all.slice(since, at + 1)
    const ended = near.filter(({ to }) => to <= now && now < to + travel)
    const under = near.filter(({ from, to }) => from <= now && now < to)
    for (const venueId of new Set(ended.map((one) => one.venueId))) {
      const leaving = ended.filter((one) => one.venueId === venueId)
      const elsewhere = under.filter((one) => one.venueId !== venueId)
      if (elsewhere.length > 0) sets.push([...leaving, ...elsewhere].map(({ column }) => column))
    }
  }
  return sets
}

function withinDays(candidates: readonly Candidate[], columns: readonly number[], days: number): number[][] {
  const byDay = new Map<number, number[]>()
  for (const column of columns) {
    const day = candidates[column]?.day ?? 0
    byDay.set(day, [...(byDay.get(day) ?? []), column])
  }
  return [...byDay.keys()].map((first) => columns.filter((column) => isIn(candidates[column]?.day ?? 0, first, days)))
}

function isIn(day: number, first: number, days: number): boolean {
  return day >= first && day < first + days
}

function limit<Key>(
  rows: ModelRow[],
  candidates: readonly Candidate[],
  columns: readonly number[],
  keyOf: (candidate: Candidate) => Key,
  leftOf: (teacherId: string, key: Key) => number,
): void {
  const groups = new Map<Key, number[]>()
  for (const column of columns) {
    const key = keyOf(candidates[column] as Candidate)
    const group = groups.get(key)
    if (group) group.push(column)
    else groups.set(key, [column])
  }
  for (const [key, group] of groups) {
    const left = leftOf(candidates[group[0] ?? -1]?.teacherId ?? "", key)
    if (new Set(group.map((column) => candidates[column]?.demand.number)).size > left)
      rows.push({ columns: group, values: null, least: 0, most: Math.max(0, left) })
  }
}
