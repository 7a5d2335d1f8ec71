import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { annualHours, verdict, type AttendanceFact, type AttendanceState } from "./annual-hours.ts"
import { roleInYear } from "./role-in-year.ts"
import { LESSON_CATEGORIES, ROLES_IN_YEAR, type LessonCategory, type RuleSet } from "./rule-set.ts"

const rules: RuleSet = {
  requirements: {
    MEMBER: { hours: 32, intensiveSessions: 0 },
    PROBATIONARY: { hours: 32, intensiveSessions: 0 },
    SECRETARY: { hours: 56, intensiveSessions: 1 },
    COMMITTEE_MEMBER: { hours: 56, intensiveSessions: 1 },
    DEVELOPMENT_TARGET: { hours: 24, intensiveSessions: 0 },
    ACTIVIST: null,
    IN_SERVICE: null,
  },
  minutesPerHour: 60,
  roundingStep: 0.5,
  roundingDirection: "DOWN",
  lateGraceMinutes: 5,
  onlineCapShare: 0.5,
  dailyCapHours: 8,
  makeUpFactor: 1,
  categories: { INTENSIVE: "INTENSIVE", COLLECTIVE: "COLLECTIVE", PARTY_LECTURE: "COLLECTIVE", THEME_DAY: "COLLECTIVE", ONLINE: "ONLINE", PRACTICE: "NONE" },
}

let count = 0
function fact(change: Partial<AttendanceFact> = {}): AttendanceFact {
  count += 1
  const plannedHours = change.plannedHours ?? 2
  return {
    id: `entry-${count}`,
    lessonId: `lesson-${count}`,
    state: "PRESENT",
    category: "THEME_DAY",
    minutes: plannedHours * 60,
    plannedHours,
    heldOn: `2025-${String((count % 12) + 1).padStart(2, "0")}-${String((Math.floor(count / 12) % 28) + 1).padStart(2, "0")}`,
    isMakeUp: false,
    replacesId: null,
    ...change,
  }
}

/** Lessons of one category that add up to some hours, none longer than a day allows. */
function hoursOf(category: LessonCategory, hours: number): AttendanceFact[] {
  const facts: AttendanceFact[] = []
  for (let left = hours; left > 0; left -= 4) facts.push(fact({ category, plannedHours: Math.min(4, left) }))
  return facts
}

describe("the hours of a year, as in the inspectors' sheet R01", () => {
  it("count 16 of 26 online hours of a member who owes 32", () => {
    const facts = [...hoursOf("ONLINE", 26), ...hoursOf("THEME_DAY", 8).map((one) => ({ ...one, isMakeUp: true }))]
    const year = annualHours(facts, 2025, "MEMBER", rules)
    expect(year).toMatchObject({ onlineRaw: 26, onlineCounted: 16, makeUp: 8, credited: 24, required: 32, intensiveSessions: 0 })
    expect(verdict({ ...year, yearIsOver: true })).toBe("NOT_COMPLIANT")
  })

  it("leave a secretary with 54.5 of 56 short, though a member would have 32", () => {
    const facts = [...hoursOf("INTENSIVE", 30), ...hoursOf("COLLECTIVE", 18.5), ...hoursOf("ONLINE", 6)]
    const year = annualHours(facts, 2025, "SECRETARY", rules)
    expect(year).toMatchObject({ intensive: 30, collective: 18.5, onlineCounted: 6, credited: 54.5, required: 56 })
    expect(verdict({ ...year, yearIsOver: true })).toBe("NOT_COMPLIANT")
    expect(verdict({ ...annualHours(facts, 2025, "MEMBER", rules), yearIsOver: true })).toBe("COMPLIANT")
  })

  it("leave who attends without belonging outside every denominator, with nothing capped", () => {
    const facts = [...hoursOf("INTENSIVE", 8), ...hoursOf("COLLECTIVE", 4), ...hoursOf("ONLINE", 20)]
    const year = annualHours(facts, 2025, "IN_SERVICE", rules)
    expect(year).toMatchObject({ isRequired: false, required: 0, intensive: 8, collective: 4, onlineRaw: 20, onlineCounted: 20 })
    expect(verdict({ ...year, yearIsOver: true })).toBe("NOT_REQUIRED")
  })
})

describe("one fact", () => {
  const credited = (change: Partial<AttendanceFact>, ruleSet = rules) => annualHours([fact(change)], 2025, "MEMBER", ruleSet).credited

  it.each<[string, Partial<AttendanceFact>, number]>([
    ["present throughout earns the plan, however long a half-day lasts", { plannedHours: 4, minutes: 180 }, 4],
    ["late within the grace earns the plan", { state: "LATE", minutes: 115 }, 2],
    ["late by 20 of 120 minutes earns the half-hours that are left", { state: "LATE", minutes: 100 }, 1.5],
    ["gone after 29 minutes earns nothing", { state: "LEFT_EARLY", minutes: 29 }, 0],
    ["online for longer than planned earns the plan", { state: "ONLINE", category: "ONLINE", minutes: 500 }, 2],
    ["on leave earns nothing", { state: "ON_LEAVE", minutes: 0 }, 0],
    ["absent earns nothing", { state: "ABSENT", minutes: 120 }, 0],
    ["observing earns nothing", { state: "OBSERVER" }, 0],
    ["practice earns nothing unless a local rule says so", { category: "PRACTICE" }, 0],
    ["of another year earns nothing", { heldOn: "2024-12-31" }, 0],
  ])("%s", (_, change, expected) => {
    expect(credited(change)).toBe(expected)
  })

  it("is worth part of the plan when made up under a rule that says so", () => {
    expect(credited({ isMakeUp: true, plannedHours: 3 }, { ...rules, makeUpFactor: 0.5 })).toBe(1.5)
    expect(credited({ isMakeUp: true }, { ...rules, makeUpFactor: 0 })).toBe(0)
  })

  it("counts as online when followed online, whatever the lesson", () => {
    expect(annualHours([fact({ state: "ONLINE", category: "PARTY_LECTURE" })], 2025, "MEMBER", rules)).toMatchObject({ collective: 0, onlineRaw: 2 })
  })
})

describe("several facts", () => {
  it("of one lesson never earn more than its plan: late, and the rest made up", () => {
    const late = fact({ state: "LATE", minutes: 60 })
    const rest = fact({ lessonId: late.lessonId, heldOn: late.heldOn, isMakeUp: true })
    expect(annualHours([late, rest], 2025, "MEMBER", rules)).toMatchObject({ collective: 1, makeUp: 1, credited: 2 })
  })

  it("of one day never earn more than eight hours, centralised training first", () => {
    const day = { heldOn: "2025-06-10" }
    const facts = [fact({ ...day, plannedHours: 4 }), fact({ ...day, category: "INTENSIVE", plannedHours: 6 })]
    expect(annualHours(facts, 2025, "MEMBER", rules)).toMatchObject({ intensive: 6, collective: 2, credited: 8, intensiveSessions: 1 })
  })

  it("follow a chain of corrections to its end", () => {
    const absent = fact({ state: "ABSENT", minutes: 0 })
    const late = fact({ lessonId: absent.lessonId, heldOn: absent.heldOn, state: "LATE", minutes: 100, replacesId: absent.id })
    const present = fact({ lessonId: absent.lessonId, heldOn: absent.heldOn, replacesId: late.id })
    expect(annualHours([present, absent, late], 2025, "MEMBER", rules).credited).toBe(2)
  })
})

describe("a verdict", () => {
  const year = { isRequired: true, required: 56, credited: 60, intensiveSessions: 0, requiredIntensiveSessions: 1, yearIsOver: true }
  it("needs the sessions as well as the hours", () => {
    expect(verdict(year)).toBe("NOT_COMPLIANT")
    expect(verdict({ ...year, intensiveSessions: 1 })).toBe("COMPLIANT")
  })
  it("waits for the end of the year, unless all is there before", () => {
    expect(verdict({ ...year, yearIsOver: false })).toBe("IN_PROGRESS")
    expect(verdict({ ...year, intensiveSessions: 1, yearIsOver: false })).toBe("COMPLIANT")
  })
})

describe("the role in which somebody is judged", () => {
  const standing = { stage: "FULL", participation: "DIRECT", isSecretary: false, isOnCommittee: false } as const
  it.each([
    [standing, "MEMBER"],
    [{ ...standing, isOnCommittee: true }, "COMMITTEE_MEMBER"],
    [{ ...standing, isSecretary: true, isOnCommittee: true }, "SECRETARY"],
    [{ ...standing, participation: "IN_SERVICE", isOnCommittee: true }, "IN_SERVICE"],
    [{ ...standing, participation: "FLOATING_IN" }, "IN_SERVICE"],
    [{ ...standing, stage: "PROBATIONARY" }, "PROBATIONARY"],
    [{ ...standing, stage: "DEVELOPMENT_TARGET" }, "DEVELOPMENT_TARGET"],
    [{ ...standing, stage: "APPLICANT" }, null],
  ] as const)("of %j is %s", (given, role) => {
    expect(roleInYear(given)).toBe(role)
  })
})

describe("whatever the ledger holds", () => {
  const states: AttendanceState[] = ["PRESENT", "LATE", "LEFT_EARLY", "ON_LEAVE", "ABSENT", "OBSERVER", "ONLINE"]
  const line = fc.record({
    lesson: fc.integer({ min: 1, max: 9 }),
    state: fc.constantFrom(...states),
    category: fc.constantFrom(...LESSON_CATEGORIES),
    minutes: fc.integer({ min: 0, max: 600 }),
    halves: fc.integer({ min: 0, max: 20 }),
    isMakeUp: fc.boolean(),
    replaces: fc.option(fc.integer({ min: 0, max: 30 }), { freq: 5 }),
  })
  const ledger = fc.array(line, { maxLength: 30 }).map((lines) =>
    lines.map(({ lesson, halves, replaces, ...rest }, index): AttendanceFact => ({
      ...rest,
      id: `e${index}`,
      lessonId: `l${lesson}`,
      plannedHours: halves / 2,
      heldOn: `2025-03-0${Math.ceil(lesson / 2)}`,
      replacesId: replaces !== null && replaces < index ? `e${replaces}` : null,
    })),
  )
  const role = fc.constantFrom(...ROLES_IN_YEAR)

  it("the order of the facts does not matter", () => {
    const shuffled = ledger.chain((facts) => fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length })))
    fc.assert(
      fc.property(shuffled, role, ([facts, others], as) => {
        expect(annualHours(others, 2025, as, rules)).toEqual(annualHours(facts, 2025, as, rules))
      }),
    )
  })

  it("nobody is credited more than was planned, nor more than eight hours a day, and never less than nothing", () => {
    fc.assert(
      fc.property(ledger, role, (facts, as) => {
        const { credited, onlineCounted, onlineRaw } = annualHours(facts, 2025, as, rules)
        expect(credited).toBeLessThanOrEqual(facts.reduce((sum, one) => sum + one.plannedHours, 0))
        expect(credited).toBeLessThanOrEqual(8 * new Set(facts.map((one) => one.heldOn)).size)
        expect(credited).toBeGreaterThanOrEqual(0)
        expect(onlineCounted).toBeLessThanOrEqual(onlineRaw)
      }),
    )
  })

  it("a fact that was replaced may as well not be there", () => {
    fc.assert(
      fc.property(ledger, role, (facts, as) => {
        const replaced = new Set(facts.map((one) => one.replacesId))
        const chained = new Set(facts.filter((one) => one.replacesId !== null && replaced.has(one.id)).map((one) => one.id))
        const rest = facts.filter((one) => !replaced.has(one.id) || chained.has(one.id))
        expect(annualHours(rest, 2025, as, rules)).toEqual(annualHours(facts, 2025, as, rules))
      }),
    )
  })
})
