import { describe, expect, it } from "vitest"
import { readRecurrence, ruleMovedBy } from "./recurrence.ts"

const read = (rule: string) => readRecurrence("recurrence.rule", rule)

describe("a rule", () => {
  it.each([
    ["FREQ=WEEKLY", { core: "FREQ=WEEKLY", count: null, until: null }],
    ["rrule:freq=monthly;byday=2sa;count=12", { core: "FREQ=MONTHLY;BYDAY=2SA", count: 12, until: null }],
    ["FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1;UNTIL=20271231", { core: "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1", until: { day: "2027-12-31" } }],
    ["FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261231T155959Z", { byDay: ["MO", "WE"], until: { instant: new Date("2026-12-31T15:59:59Z") } }],
    ["FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", { namesDays: true }],
    ["FREQ=YEARLY;UNTIL=20270701T235959", { until: { day: "2027-07-01" } }],
  ])("%s is read", (rule, expected) => {
    expect(read(rule)).toMatchObject({ recurrence: expected })
  })

  it.each([
    "",
    "WEEKLY",
    "FREQ=SECONDLY",
    "FREQ=HOURLY;COUNT=3",
    "COUNT=3",
    "FREQ=WEEKLY;FOO=1",
    "FREQ=WEEKLY;BYHOUR=9,10",
    "FREQ=WEEKLY;COUNT=0",
    "FREQ=WEEKLY;COUNT=-1",
    "FREQ=WEEKLY;COUNT=401",
    "FREQ=WEEKLY;COUNT=2;COUNT=3",
    "FREQ=WEEKLY;COUNT=2;UNTIL=20261231",
    "FREQ=WEEKLY;UNTIL=20260230",
    "FREQ=WEEKLY;UNTIL=20261231T996099Z",
    "FREQ=WEEKLY;INTERVAL=0",
    "FREQ=WEEKLY;INTERVAL=100",
    "FREQ=WEEKLY;BYDAY=XX",
    "FREQ=WEEKLY;BYDAY=2SA",
    "FREQ=WEEKLY;BYMONTHDAY=3",
    "FREQ=MONTHLY;BYDAY=6SA",
    "FREQ=MONTHLY;BYMONTHDAY=32",
    "FREQ=MONTHLY;BYMONTHDAY=0",
    "FREQ=MONTHLY;BYMONTH=13",
    "FREQ=MONTHLY;BYSETPOS=1",
    "FREQ=MONTHLY\nDTSTART:20200101",
    `FREQ=WEEKLY;BYDAY=${"MO,".repeat(99)}MO`,
    "FREQ=WEEKLY;__proto__=1",
    "FREQ=WEEKLY;CONSTRUCTOR=1",
  ])("%j is refused, with the field", (rule) => {
    expect(read(rule)).toEqual({ problem: { path: "recurrence.rule", message: expect.stringMatching(/.{10}/) as string } })
  })

  it.each([
    ["FREQ=WEEKLY", 1, "FREQ=WEEKLY"],
    ["FREQ=WEEKLY;BYDAY=MO,SU", 1, "FREQ=WEEKLY;BYDAY=TU,MO"],
    ["FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", -8, "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU"],
    ["FREQ=MONTHLY;BYDAY=2SA", 0, "FREQ=MONTHLY;BYDAY=2SA"],
    ["FREQ=MONTHLY;BYDAY=2SA", 1, null],
    ["FREQ=MONTHLY;BYMONTHDAY=15", 1, null],
  ])("%s moved by %i days is %s", (rule, days, moved) => {
    expect(ruleMovedBy(rule, days)).toBe(moved)
  })
})
