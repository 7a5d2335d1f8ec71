import { expect, test } from "vitest"
import { createCandidates } from "./plan-candidate.ts"
import { createGrid } from "./plan-grid.ts"
import type { PlanDemand, PlanGround } from "./plan.ts"

const MINUTE = 60_000
const MONDAY = Date.parse("2026-12-07T00:00:00+08:00")
const at = (day: number, minute: number) => MONDAY + (day * 1_440 + minute) * MINUTE

/** A week in which one lesson may be held by any of so many teachers in any of so many rooms; `look` is told each time the people elsewhere are looked at. */
function groundWith(teachers: number, venues: number, look: () => void): PlanGround {
  const teacherIds = Array.from({ length: teachers }, (_, number) => `t${number}`)
  const venueIds = Array.from({ length: venues }, (_, number) => `v${number}`)
  const demand: PlanDemand = {
    number: 1,
    title: "党课",
    organisationId: "o",
    organisationName: "o",
    path: "c.o.",
    minutes: 60,
    window: { from: at(0, 0), to: at(7, 0) },
    expected: 30,
    teacherIds,
    venues: venueIds.map((id) => ({ id, rank: 0 })),
  }
  return {
    seed: 1,
    days: Array.from({ length: 7 }, (_, day) => ({ day: `2026-12-${String(7 + day).padStart(2, "0")}`, startsAt: at(day, 0), weekday: day + 1, isOff: false })),
    rules: {
      stepMinutes: 30,
      fromMinute: 480,
      toMinute: 1_260,
      lessonsPerDay: 2,
      travelMinutes: 30,
      daysBetween: 1,
      partOfDay: null,
      weights: { TEACHER_TIMES: 0, PART_OF_DAY: 0, SPREAD: 0, TEACHER_LOAD: 0, OWN_VENUE: 0, FEW_ELSEWHERE: 1 },
    },
    demands: [demand],
    teachers: teacherIds.map((id) => ({ id, name: id, hours: [], absences: [], busy: [], lessonsPerMonth: null, taught: {} })),
    venues: venueIds.map((id) => ({ id, name: id, capacity: 40, opening: [], closures: [], busy: [] })),
    blocked: [],
    standing: [],
    // At all times but on Wednesday morning, a third of the people have another lesson.
    elsewhere: [
      { from: at(0, 0), to: at(2, 480) },
      { from: at(2, 540), to: at(7, 0) },
    ].map((span) => ({
      ...span,
      people: 10,
      get organisationId() {
        look()
        return "o"
      },
    })),
  }
}

function leastOf(teachers: number, venues: number): { looks: number; least: { cost: number; ways: number } | null } {
  let looks = 0
  const ground = groundWith(teachers, venues, () => (looks += 1))
  const candidates = createCandidates(ground, createGrid(ground))
  return { least: candidates.least(ground.demands[0] as PlanDemand), looks }
}

test("weighs whose people are elsewhere once a time, however many teachers and rooms there are to choose from", () => {
  const [few, many] = [leastOf(1, 1), leastOf(27, 8)]
  expect(many.looks).toBe(few.looks)
  expect(few.least).toEqual({ cost: 0, ways: 175 })
  expect(many.least).toEqual({ cost: 0, ways: 175 * 27 * 8 })
})
