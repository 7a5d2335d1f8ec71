import { describe, expect, test } from "vitest"
import { type CommitteeTerm, type TermRule, problemsOfExtension, problemsOfTerm, termRuleFor, yearsAfter } from "./term.ts"

const rule = (id: string, years: number, more: Partial<TermRule> = {}): TermRule => ({
  id,
  documentId: "d",
  article: "",
  status: "NATIONAL",
  kinds: ["BRANCH"],
  settings: [],
  levels: [],
  years,
  effectiveFrom: "2018-10-28",
  effectiveTo: null,
  ...more,
})

describe("the rule of a term", () => {
  const rules = [
    rule("any", 3),
    rule("community", 5, { settings: ["COMMUNITY", "VILLAGE"] }),
    rule("old", 4, { effectiveFrom: "1992-10-18", effectiveTo: "2018-10-28" }),
  ]
  const elected = (electedOn: string, setting: "COMMUNITY" | "VILLAGE" | "ENTERPRISE" = "COMMUNITY", kind: "BRANCH" | "PARTY_GROUP" = "BRANCH") =>
    termRuleFor(rules, { kind, setting, level: "BRANCH", electedOn })?.years ?? null

  test("is the narrowest: five years in communities and villages, three elsewhere (支部工作条例)", () => {
    expect([elected("2020-01-01"), elected("2020-01-01", "VILLAGE"), elected("2020-01-01", "ENTERPRISE")]).toEqual([5, 5, 3])
  })
  test("is the one in force on the day of election: the first day is in, the day after the last is not", () => {
    expect([elected("2018-10-27"), elected("2018-10-28")]).toEqual([4, 5])
  })
  test("does not exist before any rule, nor for kinds without a committee", () => {
    expect([elected("1992-10-17"), elected("2020-01-01", "COMMUNITY", "PARTY_GROUP")]).toEqual([null, null])
  })
  test("of two equally narrow ones is the newer", () => {
    const newer = [...rules, rule("newer", 4, { settings: ["COMMUNITY"], effectiveFrom: "2024-01-01" })]
    expect(termRuleFor(newer, { kind: "BRANCH", setting: "COMMUNITY", level: "BRANCH", electedOn: "2024-06-01" })?.id).toBe("newer")
    expect(termRuleFor(newer.reverse(), { kind: "BRANCH", setting: "COMMUNITY", level: "BRANCH", electedOn: "2024-06-01" })?.id).toBe("newer")
  })
})

test.each([
  ["2021-05-20", 5, "2026-05-20"],
  ["2024-02-29", 3, "2027-02-28"],
  ["2024-02-29", 4, "2028-02-29"],
])("%s and %i years is %s", (day, years, end) => expect(yearsAfter(day, years)).toBe(end))

test("an extension is a later day, one year after the end at most", () => {
  const paths = (to: string) => problemsOfExtension({ endsOn: "2026-05-20" }, to).map(({ path }) => path)
  expect([paths("2026-05-20"), paths("2026-05-21"), paths("2027-05-20"), paths("2027-05-21")]).toEqual([["to"], [], [], ["to"]])
  expect(problemsOfExtension({ endsOn: "2026-05-20" }, "2028-01-01")[0]?.message).toContain("基层组织选举工作条例")
})

test("a term stands between the terms beside it", () => {
  const term = (number: number, electedOn: string, closedOn: string | null) => ({ number, electedOn, closedOn }) as CommitteeTerm
  const others = [term(1, "2010-01-01", "2015-01-01"), term(3, "2020-01-01", null)]
  const paths = (number: number, electedOn: string, closedOn: string | null) => problemsOfTerm({ number, electedOn, closedOn }, others).map(({ path }) => path)
  expect(paths(2, "2015-01-01", "2020-01-01")).toEqual([])
  expect(paths(3, "2021-01-01", null)).toEqual(["number"])
  expect(paths(2, "2014-12-31", "2020-01-01")).toEqual(["electedOn"])
  expect(paths(2, "2015-01-01", null)).toEqual(["closedOn"])
  expect(paths(2, "2015-01-01", "2020-01-02")).toEqual(["closedOn"])
  expect(paths(4, "2020-01-01", null)).toEqual(["electedOn"])
  expect(paths(4, "2024-01-01", "2024-01-01")).toEqual(["closedOn"])
})
