import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { madeUpGround } from "../../bench/plan-ground.ts"
import { openSolver } from "../../subgraphs/courses/data/solver.worker.ts"
import { breachesOf } from "../../subgraphs/courses/domain/plan-checker.ts"
import type { PlanFound, PlanGround, Placement } from "../../subgraphs/courses/domain/plan.ts"
import { searchPlan } from "../../subgraphs/courses/domain/plan-search.ts"

const solve = await openSolver()
const search = (ground: PlanGround): PlanFound => searchPlan(ground, { solve, tell: () => undefined, isLate: () => false })

/** Try every plan there is of a small ground: the most lessons that can be placed. */
function mostByTrying(ground: PlanGround): number {
  const step = ground.rules.stepMinutes * 60_000
  const waysOf = ground.demands.map(({ number, minutes, teacherIds, venues, window }) => {
    const ways: (Placement | null)[] = [null]
    for (let startsAt = window.from; startsAt < window.to; startsAt += step)
      for (const teacherId of teacherIds ?? [null])
        for (const { id } of venues ?? []) {
          const way = { number, startsAt, endsAt: startsAt + minutes * 60_000, teacherId, venueId: id }
          if (breachesOf(ground, [way]).length === 0) ways.push(way)
        }
    return ways
  })
  const most = (at: number, placed: Placement[]): number =>
    at === waysOf.length
      ? placed.length
      : Math.max(
          ...(waysOf[at] ?? []).map((way) =>
            way === null ? most(at + 1, placed) : breachesOf(ground, [...placed, way]).length > 0 ? 0 : most(at + 1, [...placed, way]),
          ),
        )
  return most(0, [])
}

/** A ground of one or two days, a few hours, teachers and rooms, so tight that often not all fit. */
function tightGround(demands: { teachers: number; venues: number; organisation: number }[], travelMinutes: number, lessonsPerDay: number): PlanGround {
  const base = madeUpGround(1, 1)
  const day = base.days[0]
  if (!day) throw new Error("a ground has days")
  const pick = <Item>(items: readonly Item[], mask: number) => items.filter((_, at) => (mask >> at) & 1)
  return {
    ...base,
    days: [day],
    blocked: [],
    rules: { ...base.rules, stepMinutes: 60, fromMinute: 540, toMinute: 720, travelMinutes, lessonsPerDay, daysBetween: 0 },
    teachers: ["t0", "t1"].map((id) => ({ id, name: id, hours: [], absences: [], busy: [], lessonsPerMonth: null, taught: {} })),
    venues: ["v0", "v1"].map((id) => ({ id, name: id, capacity: 50, opening: [], closures: [], busy: [] })),
    demands: demands.map(({ teachers, venues, organisation }, at) => ({
      number: at + 1,
      title: "党课",
      organisationId: `o${organisation}`,
      organisationName: "",
      path: "x.",
      minutes: 60,
      window: { from: day.startsAt + 540 * 60_000, to: day.startsAt + 720 * 60_000 },
      expected: null,
      teacherIds: pick(["t0", "t1"], teachers),
      venues: pick(["v0", "v1"], venues).map((id) => ({ id, rank: 0 })),
    })),
  }
}

const demand = fc.record({ teachers: fc.integer({ min: 1, max: 3 }), venues: fc.integer({ min: 1, max: 3 }), organisation: fc.integer({ min: 0, max: 3 }) })

describe("the search for a plan", () => {
  test("places as many as can be placed, breaks no rule, and proves of each other one that it cannot be", () => {
    fc.assert(
      fc.property(fc.array(demand, { minLength: 3, maxLength: 5 }), fc.constantFrom(0, 60), fc.constantFrom(0, 2), (demands, travel, perDay) => {
        const ground = tightGround(demands, travel, perDay)
        const found = search(ground)
        expect(breachesOf(ground, found.placements)).toEqual([])
        expect(found.placements.length).toBe(mostByTrying(ground))
        expect(found.placements.length + found.unplaced.length).toBe(demands.length)
        for (const { number, isProven } of found.unplaced) {
          expect(isProven).toBe(true)
          expect(found.contradictions.some(({ numbers }) => numbers.includes(number))).toBe(true)
        }
        for (const { numbers, most } of found.contradictions) {
          const among = (some: readonly number[]) => ({ ...ground, demands: ground.demands.filter((one) => some.includes(one.number)) })
          // They cannot all be; without any one of them, all the others can.
          expect(mostByTrying(among(numbers))).toBe(most)
          expect(most).toBe(numbers.length - 1)
          for (const left of numbers) expect(mostByTrying(among(numbers.filter((one) => one !== left)))).toBe(numbers.length - 1)
        }
      }),
      { numRuns: 25, seed: 20_261_123 },
    )
  })

  test("gives the same plan for the same seed, and another for another", () => {
    const [one, same, other] = [search(madeUpGround(40, 8, 1)), search(madeUpGround(40, 8, 1)), search(madeUpGround(40, 8, 2))]
    expect(one.placements).toHaveLength(40)
    expect(same).toEqual(one)
    expect(other.placements).not.toEqual(one.placements)
  })
})
