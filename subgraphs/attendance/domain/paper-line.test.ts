import { describe, expect, test } from "vitest"
import { excuseIn, saidBy } from "./paper-line.ts"

const lesson = { startsAt: new Date("2026-03-01T01:00:00Z"), endsAt: new Date("2026-03-01T03:00:00Z") }
const at = (time: string) => new Date(`2026-03-01T${time}:00+08:00`)
const blank = { hasSigned: true, arrivedAt: null, leftAt: null, remark: null }

test.each([
  ["请假：住院", "ON_LEAVE"],
  ["请假:外出务工（流动党员）", "ON_LEAVE"],
  ["病 假", "ON_LEAVE"],
  ["已请假，未到", "ON_LEAVE"],
  ["缺席", "ABSENT"],
  ["未到,未请假", "ABSENT"],
  ["未 请 假", "ABSENT"],
  ["没有请假", "ABSENT"],
  ["无故未参加", "ABSENT"],
  ["未履行请假手续", "ABSENT"],
  ["迟到20分钟", null],
  ["放假回来补签", null],
  ["", null],
  [null, null],
])("%s says %s", (remark, said) => expect(excuseIn(remark)).toBe(said))

describe("a line says", () => {
  test.each([
    ["that who signed was there", {}, "PRESENT"],
    ["nothing where nobody signed", { hasSigned: false }, "NOTHING"],
    ["nothing where only a time was printed", { hasSigned: false, arrivedAt: at("09:00") }, "NOTHING"],
    ["two things", { remark: "请假" }, "CONTRADICTORY"],
    ["leave", { hasSigned: false, remark: "事假" }, "ON_LEAVE"],
    ["absence", { hasSigned: false, remark: "旷课" }, "ABSENT"],
    ["that somebody observed", { remark: "列席" }, "OBSERVER"],
    ["late by the time", { arrivedAt: at("09:01") }, "LATE"],
    ["on time at the beginning, whatever the remark", { arrivedAt: at("09:00"), remark: "迟到" }, "PRESENT"],
    ["late by the remark alone", { remark: "迟到" }, "LATE"],
    ["early by the time", { leftAt: at("10:59") }, "LEFT_EARLY"],
    ["to the end", { leftAt: at("11:00") }, "PRESENT"],
    ["early by the remark alone", { remark: "早退50分钟" }, "LEFT_EARLY"],
    ["late and early: late", { arrivedAt: at("09:30"), leftAt: at("10:00") }, "LATE"],
  ])("%s", (_, line, said) => expect(saidBy({ ...blank, ...line }, lesson)).toBe(said))
})
