import { describe, expect, it } from "vitest"
import { InvalidRuleSet, parseRuleSet, type RuleSet } from "./rule-set.ts"

const valid: RuleSet = {
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

describe("a rule set", () => {
  it("is read back as it was stored, with caps and requirements switched off by null", () => {
    expect(parseRuleSet(JSON.parse(JSON.stringify(valid)))).toEqual(valid)
    expect(parseRuleSet({ ...valid, onlineCapShare: null, dailyCapHours: null })).toMatchObject({ onlineCapShare: null, dailyCapHours: null })
  })

  it("lets through what a newer program may have added", () => {
    expect(parseRuleSet({ ...valid, ageExemption: 80 })).toEqual(valid)
  })

  it.each([
    [{ minutesPerHour: "60" }, "The rule set's minutesPerHour is not a number between 1 and 480."],
    [{ minutesPerHour: 0 }, "The rule set's minutesPerHour is not a number between 1 and 480."],
    [{ onlineCapShare: undefined }, "The rule set's onlineCapShare is not a number between 0 and 1."],
    [{ roundingDirection: "SIDEWAYS" }, "The rule set's roundingDirection is none of DOWN, NEAREST, UP."],
    [{ categories: { ...valid.categories, ONLINE: "ALL" } }, "The rule set's categories.ONLINE is none of INTENSIVE, COLLECTIVE, ONLINE, NONE."],
    [{ requirements: { ...valid.requirements, MEMBER: 32 } }, "The rule set's requirements.MEMBER is not a set of named values."],
    [{ requirements: [] }, "The rule set's requirements is not a set of named values."],
  ])("with %j is refused by name", (change, message) => {
    expect(() => parseRuleSet({ ...valid, ...change })).toThrow(new InvalidRuleSet(message))
  })

  it("that is not an object is refused", () => {
    expect(() => parseRuleSet(null)).toThrow(InvalidRuleSet)
  })
})
