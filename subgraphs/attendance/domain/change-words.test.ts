import { describe, expect, test } from "vitest"
import { changeNumber, maskedName, type Stood, wordsOfChange, wordsOfStanding } from "./change-words.ts"

const lesson: Stood = { state: "PRESENT", arrivedAt: null, leftAt: null, startsAt: new Date("2025-03-14T01:00:00Z"), endsAt: new Date("2025-03-14T03:00:00Z") }

describe("a change in words", () => {
  test.each<[string, Partial<Stood>]>([
    ["出席", {}],
    ["缺席", { state: "ABSENT" }],
    ["请假", { state: "ON_LEAVE" }],
    ["未登记", { state: "NOT_MARKED" }],
    ["迟到20分钟", { state: "LATE", arrivedAt: new Date("2025-03-14T01:20:59Z") }],
    ["迟到", { state: "LATE" }],
    ["早退30分钟", { state: "LEFT_EARLY", leftAt: new Date("2025-03-14T02:30:00Z") }],
    ["出席", { arrivedAt: new Date("2025-03-14T01:05:00Z") }],
  ])("%s", (words, more) => expect(wordsOfStanding({ ...lesson, ...more })).toBe(words))

  test("has its kind from where it came", () => {
    expect(wordsOfChange("CORRECTED", "PAPER")).toBe("纸质签到补录")
    expect(wordsOfChange("LEAVE_ADDED", "LEAVE")).toBe("补请假")
    expect(wordsOfChange("CORRECTED", "RECORDER")).toBe("更正")
    expect(wordsOfChange("ADDED", "RECORDER")).toBe("补录")
  })

  test("hides names by characters, also those of four bytes and of other peoples", () => {
    expect(["张伟", "阿依努尔·买买提", "𠮷田", "陈㛃"].map(maskedName)).toEqual(["张*", "阿*", "𠮷*", "陈*"])
  })

  test("has a number that follows from its fact", () => expect(changeNumber("entry_01kaqz3w8hfy5v0c6e2b9d1x7m")).toBe("C2B9D1X7M"))
})
