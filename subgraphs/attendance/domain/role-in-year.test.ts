import { describe, expect, it } from "vitest"
import { type YearOfStanding, judgedAs, monthsInYear, placeInYear, stageOn } from "./role-in-year.ts"
import { parseRuleSet } from "./rule-set.ts"

const PARAMETERS = {
  requirements: {
    MEMBER: { hours: 32, intensiveSessions: 0 },
    PROBATIONARY: { hours: 32, intensiveSessions: 0 },
    SECRETARY: { hours: 56, intensiveSessions: 1 },
    COMMITTEE_MEMBER: { hours: 56, intensiveSessions: 1 },
    DEVELOPMENT_TARGET: { hours: 24, intensiveSessions: 0 },
    ACTIVIST: null,
    IN_SERVICE: null,
    CADRE: { hours: 90, intensiveSessions: 1 },
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
const rules = parseRuleSet(PARAMETERS)
const days = { applied: "2008-01-01", activist: "2009-01-01", target: "2009-10-01", joined: "2010-07-01", full: "2011-07-01" }
const home = { participation: "DIRECT", branchId: "b1", branchPath: "c.b1.", since: "2010-07-01", until: null } as const
const person = (change: Partial<YearOfStanding> = {}): YearOfStanding => ({
  stage: "FULL",
  stageDays: days,
  memberships: [home],
  offices: [],
  designations: [],
  ...change,
})
const role = (of: YearOfStanding, year: number, today: string, ruleSet = rules) => {
  const place = placeInYear(of, year, today)
  return place && judgedAs(of, year, place, ruleSet)
}

describe("as what a year is judged", () => {
  const secretary = { isSecretary: true, since: "2026-03-01", until: "2026-10-01" }
  it.each([
    ["YEAR_END", "2026-12-31", "MEMBER"],
    ["YEAR_END", "2026-06-01", "SECRETARY"],
    ["LONGEST_HELD", "2027-02-01", "SECRETARY"],
    ["LONGEST_HELD", "2026-03-05", "MEMBER"],
    ["HIGHEST_HELD", "2027-02-01", "SECRETARY"],
    ["HIGHEST_HELD", "2026-02-01", "MEMBER"],
  ] as const)("by %s on %s somebody who was secretary from March to September is %s", (roleDecidedBy, today, expected) => {
    expect(role(person({ offices: [secretary] }), 2026, today, { ...rules, roleDecidedBy })).toBe(expected)
  })

  it("counts days of two posts at once once, and as long decides for the higher", () => {
    const longest = { ...rules, roleDecidedBy: "LONGEST_HELD" } as const
    const commissioner = { isSecretary: false, since: "2026-01-01", until: null }
    expect(role(person({ offices: [secretary, { ...secretary }, commissioner] }), 2026, "2026-12-31", longest)).toBe("SECRETARY")
    expect(role(person({ offices: [{ ...secretary, until: "2026-05-01" }, commissioner] }), 2026, "2026-12-31", longest)).toBe("COMMITTEE_MEMBER")
    // 181 days of the first half as secretary, as many after it as none.
    expect(role(person({ offices: [{ ...secretary, since: "2026-01-01", until: "2026-07-01" }] }), 2026, "2026-12-28", longest)).toBe("SECRETARY")
    expect(role(person({ offices: [{ ...secretary, since: "2026-01-01", until: "2026-07-01" }] }), 2026, "2026-12-31", longest)).toBe("MEMBER")
  })

  it("by documents before posts: exempt, then a cadre where the set asks something of cadres", () => {
    const cadre = { kind: "CADRE", fromYear: 2025, toYear: 2026 } as const
    const exempt = { kind: "EXEMPT", fromYear: 2026, toYear: null } as const
    expect(role(person({ designations: [cadre] }), 2026, "2026-12-31")).toBe("CADRE")
    expect(role(person({ designations: [cadre] }), 2027, "2027-12-31")).toBe("MEMBER")
    expect(role(person({ designations: [cadre, exempt] }), 2026, "2026-12-31")).toBe("EXEMPT")
    const { CADRE: _, ...requirements } = rules.requirements
    expect(role(person({ designations: [cadre] }), 2026, "2026-12-31", { ...rules, requirements })).toBe("MEMBER")
    expect(role(person({ designations: [exempt], memberships: [{ ...home, participation: "IN_SERVICE" }] }), 2026, "2026-12-31")).toBe("IN_SERVICE")
  })

  it("by the stage on the day, by its days, and as it is now where its day is not known", () => {
    expect(stageOn(person(), "2011-06-30")).toBe("PROBATIONARY")
    expect(stageOn(person(), "2009-12-31")).toBe("DEVELOPMENT_TARGET")
    expect(stageOn(person(), "2007-12-31")).toBe("APPLICANT")
    expect(stageOn(person({ stage: "DEVELOPMENT_TARGET", stageDays: { ...days, target: null } }), "2026-01-01")).toBe("DEVELOPMENT_TARGET")
    expect(
      role(person({ stage: "APPLICANT", stageDays: { applied: "2020-01-01", activist: null, target: null, joined: null, full: null } }), 2026, "2026-12-31"),
    ).toBeNull()
  })
})

describe("where a year is judged", () => {
  const moved = [
    { ...home, until: "2026-06-01" },
    { ...home, branchId: "b2", branchPath: "c.b2.", since: "2026-06-01" },
  ]
  it("is the branch on the last day, or where the person was on the last day for who left", () => {
    expect(placeInYear(person({ memberships: moved }), 2026, "2027-01-05")).toMatchObject({ branchId: "b2", day: "2026-12-31" })
    expect(placeInYear(person({ memberships: moved }), 2026, "2026-05-31")).toMatchObject({ branchId: "b1", day: "2026-05-31" })
    expect(placeInYear(person({ memberships: [{ ...home, until: "2026-06-01" }] }), 2026, "2027-01-05")).toMatchObject({ branchId: "b1", day: "2026-05-31" })
    expect(placeInYear(person({ memberships: [{ ...home, until: "2026-01-01" }] }), 2026, "2027-01-05")).toBeNull()
    expect(placeInYear(person({ memberships: [{ ...home, since: "2026-06-01" }] }), 2026, "2026-05-01")).toBeNull()
  })

  it("is where somebody belongs, before where they attend besides", () => {
    const guest = { ...home, participation: "IN_SERVICE", branchId: "b9", since: "2026-01-01" } as const
    expect(placeInYear(person({ memberships: [guest, home] }), 2026, "2026-12-31")).toMatchObject({ branchId: "b1" })
    expect(role(person({ memberships: [guest] }), 2026, "2026-12-31")).toBe("IN_SERVICE")
  })

  it("counts the months that were begun", () => {
    expect(monthsInYear(person(), 2026)).toBe(12)
    expect(monthsInYear(person({ memberships: moved }), 2026)).toBe(12)
    expect(monthsInYear(person({ memberships: [{ ...home, since: "2026-06-30" }] }), 2026)).toBe(7)
    expect(monthsInYear(person({ memberships: [{ ...home, until: "2026-03-01" }] }), 2026)).toBe(2)
    expect(monthsInYear(person({ memberships: [{ ...home, until: "2026-03-02" }] }), 2026)).toBe(3)
  })
})
