import { expect, test } from "vitest"
import { adviseOnCommittee, adviseOnKind } from "./kind-advice.ts"

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

test("each rule says whom it counts", () => {
  const bases = (members: number, fullMembers: number) => adviseOnKind({ kind: "BRANCH", level: "BRANCH" }, { members, fullMembers }).map(({ base }) => base)
  expect([bases(9, 2), bases(51, 40), bases(101, 90)]).toEqual([["FULL_MEMBERS"], ["MEMBERS"], ["MEMBERS"]])
})

test("seven full members suggest a committee of three to seven, fewer a secretary and a deputy; nobody recorded is no advice", () => {
  const isAdvised = (fullMembers: number, officers: number, kind: "BRANCH" | "COMMITTEE" = "BRANCH") =>
    adviseOnCommittee({ kind, level: "BRANCH" }, { members: 60, fullMembers }, officers).length > 0
  expect([0, 1, 2, 3, 5, 7, 8].filter((officers) => isAdvised(7, officers))).toEqual([1, 2, 8])
  expect([0, 1, 2, 3].filter((officers) => isAdvised(6, officers))).toEqual([3])
  expect(isAdvised(200, 11, "COMMITTEE")).toBe(false)
})
