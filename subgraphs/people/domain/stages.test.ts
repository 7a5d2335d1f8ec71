import { describe, expect, test } from "vitest"
import { type PartyRecord, brokenRules, isWithinReach, probationOf, problemsOfExtension, problemsOfStepDay, stepsOf, withStep } from "./stages.ts"

const TODAY = "2026-11-23"
const nobody = { APPLICANT: null, ACTIVIST: null, DEVELOPMENT_TARGET: null, PROBATIONARY: null, FULL: null }

/** Someone who kept every rule to the day. */
const exact: PartyRecord = {
  birthOn: "2000-02-29",
  stage: "FULL",
  since: { APPLICANT: "2018-02-28", ACTIVIST: "2019-01-01", DEVELOPMENT_TARGET: "2020-01-01", PROBATIONARY: "2020-06-01", FULL: "2021-06-01" },
  probationTo: null,
  shortCourseOn: "2020-06-01",
}
const rulesOf = (record: PartyRecord) => brokenRules(record).map(({ rule }) => rule)
const since = (days: Partial<PartyRecord["since"]>): PartyRecord => ({ ...exact, since: { ...exact.since, ...days } })

describe("the rules", () => {
  test("are kept to the day", () => expect(rulesOf(exact)).toEqual([]))

  test.each([
    ["a day before eighteen", since({ APPLICANT: "2018-02-27" }), ["EIGHTEEN_YEARS"]],
    ["an activist for a day less than a year", since({ ACTIVIST: "2019-01-02" }), ["ACTIVIST_FOR_A_YEAR"]],
    ["an activist since nobody knows when", since({ ACTIVIST: null }), ["ACTIVIST_FOR_A_YEAR"]],
    ["the course a day after admission", { ...exact, shortCourseOn: "2020-06-02" }, ["SHORT_COURSE"]],
    ["no course", { ...exact, shortCourseOn: null }, ["SHORT_COURSE"]],
    ["full a day before the year was over", since({ FULL: "2021-05-31" }), ["PROBATION_PASSED"]],
    ["full before the longer probation was over", { ...exact, probationTo: "2021-12-01" }, ["PROBATION_PASSED"]],
    ["full, and probation since nobody knows when", since({ PROBATIONARY: null }), ["PROBATION_PASSED"]],
    ["nothing known", { ...exact, since: nobody }, []],
  ])("%s", (_, record, expected) => expect(rulesOf(record)).toEqual(expected))

  test("each names what it asks and where it is written", () => {
    const [broken] = brokenRules(since({ ACTIVIST: "2019-01-02" }))
    expect(broken).toEqual({
      rule: "ACTIVIST_FOR_A_YEAR",
      message: "An activist is educated and observed for a year first; the year ends on 2020-01-02.",
      source: "《中国共产党发展党员工作细则》（2014）第十三条",
    })
  })
})

describe("a step", () => {
  const activist: PartyRecord = { ...exact, stage: "ACTIVIST", since: { ...nobody, APPLICANT: "2018-03-01", ACTIVIST: "2019-01-01" } }

  test("is the next one, or one that was taken", () => {
    expect((["APPLICANT", "ACTIVIST", "DEVELOPMENT_TARGET", "PROBATIONARY", "FULL"] as const).map((stage) => isWithinReach(activist, stage))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ])
  })

  test("moves the person on; another day for an earlier one does not", () => {
    expect(withStep(activist, "DEVELOPMENT_TARGET", "2020-01-01")).toMatchObject({ stage: "DEVELOPMENT_TARGET", since: { DEVELOPMENT_TARGET: "2020-01-01" } })
    expect(withStep(activist, "APPLICANT", "2018-04-01")).toMatchObject({ stage: "ACTIVIST", since: { APPLICANT: "2018-04-01", ACTIVIST: "2019-01-01" } })
  })

  test.each([
    ["DEVELOPMENT_TARGET", "2018-12-31", false],
    ["DEVELOPMENT_TARGET", "2019-01-01", true],
    ["DEVELOPMENT_TARGET", TODAY, true],
    ["DEVELOPMENT_TARGET", "2026-11-24", false],
    ["APPLICANT", "2019-01-02", false],
    ["APPLICANT", "2019-01-01", true],
  ] as const)("%s on %s: %s", (stage, day, isGood) => expect(problemsOfStepDay(activist, stage, day, TODAY).length === 0).toBe(isGood))
})

describe("probation", () => {
  const on = (joined: string, probationTo: string | null = null) => ({
    stage: "PROBATIONARY" as const,
    since: { ...nobody, PROBATIONARY: joined },
    probationTo,
  })

  test("lasts a year, or as long as it was prolonged; it is overdue on the day after", () => {
    expect(probationOf(on("2025-11-23"), TODAY)).toEqual({ since: "2025-11-23", until: "2026-11-23", isExtended: false, isOverdue: false })
    expect(probationOf(on("2025-11-22"), TODAY)).toMatchObject({ until: "2026-11-22", isOverdue: true })
    expect(probationOf(on("2025-05-01", "2026-11-01"), TODAY)).toEqual({ since: "2025-05-01", until: "2026-11-01", isExtended: true, isOverdue: true })
    expect(probationOf({ ...on("2020-01-01"), stage: "FULL" as never }, TODAY)).toBeNull()
  })

  test.each([
    ["2026-12-31", false],
    ["2027-01-01", true],
    ["2027-07-01", true],
    ["2027-07-02", false],
  ])("that began on 2025-07-01 is prolonged until %s: %s", (to, isGood) => expect(problemsOfExtension("2025-07-01", to).length === 0).toBe(isGood))
})

test("steps are told in order, each with what was recorded for the day that stands", () => {
  const entry = { stage: "ACTIVIST" as const, exceptions: [], reasons: [], extendedTo: null }
  const steps = stepsOf({ ...nobody, ACTIVIST: "2019-02-01", APPLICANT: "2018-03-01" }, [
    { ...entry, since: "2019-01-01", documentNumber: "一", exceptions: ["EIGHTEEN_YEARS"], reasons: ["特批"], recordedAt: "2026-01-01T00:00:00Z" },
    { ...entry, since: "2019-02-01", documentNumber: "二", recordedAt: "2026-02-01T00:00:00Z" },
  ])
  expect(steps).toEqual([
    { stage: "APPLICANT", since: "2018-03-01", documentNumber: null, exceptions: [], recordedAt: null },
    {
      stage: "ACTIVIST",
      since: "2019-02-01",
      documentNumber: "二",
      exceptions: [{ rule: "EIGHTEEN_YEARS", reason: "特批", source: "《中国共产党章程》第一条" }],
      recordedAt: new Date("2026-02-01T00:00:00Z"),
    },
  ])
})
