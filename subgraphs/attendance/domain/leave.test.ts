import { describe, expect, test } from "vitest"
import { exceedsShare, tooLateFor } from "./leave.ts"

const startsAt = new Date("2026-12-01T14:00:00+08:00")
const before = new Date("2026-12-01T13:59:59+08:00")

describe("asking for leave", () => {
  test.each([
    ["before the lesson", before, null, false, false],
    ["before the lesson, the sheet open already", before, "OPEN", false, false],
    ["at its very beginning", startsAt, "OPEN", false, true],
    ["at its very beginning, in an emergency", startsAt, "OPEN", true, false],
    ["days after it, in an emergency, with no sheet yet", new Date("2026-12-05T14:00:00+08:00"), null, true, false],
    ["in an emergency, once the sheet is closed", startsAt, "CLOSED", true, true],
    ["in an emergency, once it is approved", startsAt, "APPROVED", true, true],
    ["in an emergency, once it was reopened", startsAt, "REOPENED", true, true],
    ["before the lesson, when somebody closed its sheet early", before, "CLOSED", false, true],
  ] as const)("%s", (_, now, sheetState, isEmergency, isTooLate) => {
    expect(tooLateFor({ startsAt, sheetState }, now, isEmergency) !== null).toBe(isTooLate)
  })
})

describe("the share of leave in a class", () => {
  test("is taken up to a seventh, and no further", () => {
    expect(exceedsShare({ leave: 200, total: 1400 })).toBe(false)
    expect(exceedsShare({ leave: 250, total: 1400 })).toBe(true)
    expect(exceedsShare({ leave: 450, total: 1400 }, { of: 1, in: 3 })).toBe(false)
    expect(exceedsShare({ leave: 500, total: 1400 }, { of: 1, in: 3 })).toBe(true)
  })
})
