import { expect, test } from "vitest"
import { closureRate } from "./leave-closure.ts"
import { isLate, stateOn } from "./make-up.ts"

test("an obligation is overdue from the day after its last, and only while nothing was done", () => {
  expect(stateOn("DUE", "2026-11-23", "2026-11-23")).toBe("DUE")
  expect(stateOn("DUE", "2026-11-23", "2026-11-24")).toBe("OVERDUE")
  for (const settled of ["COMPLETED", "EXEMPT", "LIFTED"] as const) expect(stateOn(settled, "2026-11-23", "2027-01-01")).toBe(settled)
})

test("what was made up on the last day is on time", () => {
  expect(isLate({ completedOn: "2026-11-23", dueOn: "2026-11-23" })).toBe(false)
  expect(isLate({ completedOn: "2026-11-24", dueOn: "2026-11-23" })).toBe(true)
  expect(isLate({ completedOn: null, dueOn: "2026-11-23" })).toBe(false)
})

test("the rate rounds half up to one decimal, and is nothing of nothing", () => {
  expect(closureRate({ completed: 2, owed: 7 })).toBe(28.6)
  expect(closureRate({ completed: 2, owed: 3 })).toBe(66.7)
  expect(closureRate({ completed: 1, owed: 2000 })).toBe(0.1)
  expect(closureRate({ completed: 0, owed: 4 })).toBe(0)
  expect(closureRate({ completed: 4, owed: 4 })).toBe(100)
  expect(closureRate({ completed: 0, owed: 0 })).toBeNull()
})
