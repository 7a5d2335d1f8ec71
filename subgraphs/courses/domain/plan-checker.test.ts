import { describe, expect, test } from "vitest"
import { breachesOf } from "./plan-checker.ts"
import type { PlanDemand, PlanGround, Placement } from "./plan.ts"

const MINUTE = 60_000
const MONDAY = Date.parse("2026-12-07T00:00:00+08:00")
const at = (day: number, minute: number) => MONDAY + (day * 1_440 + minute) * MINUTE
const demand = (number: number, organisationId = `o${number}`): PlanDemand => ({
  number,
  title: "党课",
  organisationId,
  organisationName: organisationId,
  path: `c.${organisationId}.`,
  minutes: 60,
  window: { from: at(0, 0), to: at(7, 0) },
  expected: 30,
  teacherIds: ["t"],
  venues: [
    { id: "v", rank: 0 },
    { id: "w", rank: 1 },
  ],
})
const ground = (over: Partial<PlanGround> = {}): PlanGround => ({
  seed: 1,
  days: Array.from({ length: 7 }, (_, day) => ({ day: `2026-12-${String(7 + day).padStart(2, "0")}`, startsAt: at(day, 0), weekday: day + 1, isOff: day > 4 })),
  rules: {
    stepMinutes: 30,
    fromMinute: 480,
    toMinute: 1_260,
    lessonsPerDay: 2,
    travelMinutes: 30,
    daysBetween: 1,
    partOfDay: null,
    weights: { TEACHER_TIMES: 1, PART_OF_DAY: 1, SPREAD: 1, TEACHER_LOAD: 1, OWN_VENUE: 1, FEW_ELSEWHERE: 1 },
  },
  demands: [demand(1), demand(2), demand(3)],
  teachers: [
    {
      id: "t",
      name: "赵老师",
      hours: [
        { weekday: 3, fromMinute: 540, toMinute: 660, kind: "AVAILABLE" },
        ...[1, 2, 4, 5, 6, 7].map((weekday) => ({ weekday, fromMinute: 0, toMinute: 1_440, kind: "AVAILABLE" as const })),
      ],
      absences: [{ from: at(1, 600), to: at(1, 720) }],
      busy: [{ from: at(3, 540), to: at(3, 600), venueId: "x" }],
      lessonsPerMonth: 9,
      taught: { "2026-12": 1 },
    },
  ],
  venues: [
    { id: "v", name: "礼堂", capacity: 60, opening: [], closures: [{ from: at(0, 1_000), to: at(0, 1_100) }], busy: [{ from: at(4, 540), to: at(4, 600) }] },
    { id: "w", name: "小屋", capacity: 10, opening: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, fromMinute: 540, toMinute: 1_020 })), closures: [], busy: [] },
  ],
  blocked: [{ path: "c.", from: at(2, 900), to: at(2, 960) }],
  standing: [{ organisationId: "o3", from: at(4, 900), to: at(4, 960) }],
  elsewhere: [],
  ...over,
})
const put = (number: number, day: number, minute: number, venueId: string | null = "v", teacherId: string | null = "t"): Placement => ({
  number,
  startsAt: at(day, minute),
  endsAt: at(day, minute + 60),
  teacherId,
  venueId,
})
const limits = (placements: Placement[], over?: Partial<PlanGround>) => breachesOf(ground(over), placements).map(({ limit }) => limit)

describe("the checker of plans", () => {
  test("lets a plan through that keeps every rule, back to back in one room", () => {
    expect(limits([put(1, 0, 540), put(2, 0, 600), put(3, 2, 540)])).toEqual([])
  })

  test.each([
    ["a room that is taken by another of the plan", [put(1, 0, 540), put(2, 0, 570)], ["VENUE_TAKEN", "TEACHER_TAKEN"]],
    ["a teacher who is under way between two rooms", [put(1, 0, 540), put(2, 0, 620, "w")], ["VENUE_CAPACITY", "TRAVEL"]],
    ["three lessons of a teacher on a day", [put(1, 0, 540), put(2, 0, 600), put(3, 0, 660)], ["TEACHER_DAY"]],
    ["a day that is off", [put(1, 5, 540)], ["CALENDAR"]],
    ["a time that is kept free", [put(1, 2, 930)], ["BLOCKED_TIME", "TEACHER_HOURS"]],
    ["a room that is closed", [put(1, 0, 1_050)], ["VENUE_HOURS"]],
    ["a room that opens later", [put(1, 0, 510, "w")], ["VENUE_CAPACITY", "VENUE_HOURS"]],
    ["a room that a published lesson has", [put(1, 4, 570)], ["VENUE_TAKEN"]],
    ["a teacher who is away", [put(1, 1, 570)], ["TEACHER_HOURS"]],
    ["a teacher whose hours end before", [put(1, 2, 630)], ["TEACHER_HOURS"]],
    ["a teacher whom a published lesson has", [put(1, 3, 570)], ["TEACHER_TAKEN", "TRAVEL"]],
    ["a teacher who comes from a published lesson elsewhere", [put(1, 3, 610)], ["TRAVEL"]],
    ["an organisation that has a lesson that day", [put(3, 4, 600)], ["SPACING"]],
    ["nobody to teach", [put(1, 0, 540, "v", null)], ["TEACHER_TAKEN"]],
    ["no room", [put(1, 0, 540, null)], ["VENUE_TAKEN"]],
    ["an hour before the first", [put(1, 0, 420)], ["WINDOW"]],
    ["a day beyond the window", [{ ...put(1, 0, 540), startsAt: at(9, 540), endsAt: at(9, 600) }], ["WINDOW"]],
    ["another length", [{ ...put(1, 0, 540), endsAt: at(0, 610) }], ["WINDOW"]],
    ["one lesson twice", [put(1, 0, 540), put(1, 1, 780)], ["WINDOW"]],
    ["a lesson that nobody asked for", [put(9, 0, 540)], ["WINDOW"]],
  ])("finds %s", (_, placements, expected) => {
    const found = limits(placements)
    expect(new Set(found.filter((limit) => limit !== "SPACING" || expected.includes("SPACING")))).toEqual(new Set(expected))
  })

  test("finds lessons of one organisation that are too near, and a month that is full", () => {
    const near = { demands: [demand(1, "o"), demand(2, "o")], rules: { ...ground().rules, daysBetween: 3 } }
    expect(limits([put(1, 0, 540), put(2, 1, 780)], near)).toEqual(["SPACING"])
    expect(limits([put(1, 0, 540), put(2, 4, 780)], near)).toEqual([])
    const full = { teachers: ground().teachers.map((teacher) => ({ ...teacher, lessonsPerMonth: 2 })) }
    expect(limits([put(1, 0, 540), put(2, 1, 780)], full)).toEqual(["TEACHER_MONTH"])
  })
})
