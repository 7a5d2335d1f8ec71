import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { isOverdue, type LeaderFigures, type Leadership, leadershipFigures, leadershipSums } from "./leadership.ts"
import { addSums } from "./report-groups.ts"

const figures = (ages: readonly number[], college: number, women: number): LeaderFigures => ({
  leaders: ages.length,
  ages: ages.length,
  ageSum: ages.reduce((sum, age) => sum + age, 0),
  educations: ages.length,
  college,
  sexes: ages.length,
  women,
})
const line: Leadership = {
  organisationId: "",
  path: "c.",
  name: "",
  level: "COMMUNITY",
  now: figures([40, 45, 50, 44], 3, 1),
  elected: figures([38, 43, 48], 3, 1),
  before: figures([50, 52, 51], 1, 0),
  isCombined: true,
  term: { number: 5, electedOn: "2021-05-01", endsOn: "2026-05-01", isExtended: false },
}
const DAY = "2026-11-23"

describe("figures of leaders", () => {
  test("are averages and shares, half up, and changes in years and points", () => {
    expect(leadershipFigures(leadershipSums(line, DAY))).toEqual({
      leaders: 4,
      averageAge: 44.8,
      averageAgeChange: -8,
      collegeShare: 75,
      collegeChangePoints: 66.7,
      womenShare: 25,
      combinedShare: 100,
    })
  })

  test("are unknown, and not zero, where too little is known", () => {
    const few: LeaderFigures = { leaders: 2, ages: null, ageSum: null, educations: null, college: null, sexes: null, women: null }
    const unknown = { ...line, now: few, elected: few, isCombined: null }
    expect(leadershipFigures(leadershipSums(unknown, DAY))).toEqual({
      leaders: 2,
      averageAge: null,
      averageAgeChange: null,
      collegeShare: null,
      collegeChangePoints: null,
      womenShare: null,
      combinedShare: null,
    })
    expect(leadershipFigures(leadershipSums({ ...line, before: null }, DAY)).averageAgeChange).toBeNull()
  })

  test("of many are of all their persons, and not averages of averages", () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.integer({ min: 25, max: 65 }), { minLength: 3, maxLength: 9 }), { minLength: 1, maxLength: 8 }), (committees) => {
        const sums = committees.map((ages) => leadershipSums({ ...line, now: figures(ages, 0, 0) }, DAY)).reduce((a, b) => addSums(a, b) as typeof a)
        const all = committees.flat()
        const mean = all.reduce((a, b) => a + b, 0) / all.length
        expect(Math.abs((leadershipFigures(sums).averageAge ?? 0) - mean)).toBeLessThanOrEqual(0.05 + 1e-9)
        expect(leadershipFigures(sums).leaders).toBe(all.length)
      }),
    )
  })

  test("say that a term is overdue from the day after its last on", () => {
    expect([isOverdue(line, "2026-05-01"), isOverdue(line, "2026-05-02"), isOverdue({ term: null }, DAY)]).toEqual([false, true, false])
  })
})
