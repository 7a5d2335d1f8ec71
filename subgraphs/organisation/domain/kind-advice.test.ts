import { expect, test } from "vitest"
import { adviseOnKind } from "./kind-advice.ts"

const rules = (kind: Parameters<typeof adviseOnKind>[0]["kind"], members: number, fullMembers = members) =>
  adviseOnKind({ kind, level: "BRANCH" }, { members, fullMembers }).map((advice) => advice.rule)

test("a branch of 3 full members and of 50 members needs no advice", () => {
  expect(rules("BRANCH", 3)).toEqual([])
  expect(rules("BRANCH", 50)).toEqual([])
})

test("a branch of 2 full members is too small, however many are on probation", () => {
  expect(rules("BRANCH", 9, 2)).toEqual(["TOO_FEW_FULL_MEMBERS"])
})

test("51 members suggest a general branch, 101 a committee", () => {
  expect(rules("BRANCH", 51)).toEqual(["MORE_THAN_50_MEMBERS"])
  expect(rules("BRANCH", 101)).toEqual(["MORE_THAN_100_MEMBERS"])
  expect(rules("GENERAL_BRANCH", 51)).toEqual([])
  expect(rules("GENERAL_BRANCH", 101)).toEqual(["MORE_THAN_100_MEMBERS"])
})

test("a committee is never too large, and districts get no advice on their kind", () => {
  expect(rules("COMMITTEE", 5_000)).toEqual([])
  expect(adviseOnKind({ kind: "COMMITTEE", level: "DISTRICT" }, { members: 0, fullMembers: 0 })).toEqual([])
})
