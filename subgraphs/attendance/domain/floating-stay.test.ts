import { describe, expect, test } from "vitest"
import { cardEndsOn, cardReminder, daysSinceContact, type FloatingStay } from "./floating-stay.ts"

const stay: FloatingStay = {
  id: "",
  memberId: "",
  direction: "OUT",
  mode: "CARD",
  since: "2025-02-10",
  destination: "示例省外市某区",
  hostName: "某街道党工委",
  cardNumber: "LD-2025-0007",
  lastContactOn: "2025-06-01",
  expectedReturnOn: null,
  noTransferReason: null,
  branch: { id: "", name: "" },
  credited: 24,
  makeUp: 8,
}

describe("a floating member's card", () => {
  test.each<[string | null, Partial<FloatingStay>]>([
    ["2025-08-10", {}],
    ["2025-02-28", { since: "2024-08-31" }],
    ["2025-08-10", { expectedReturnOn: "2026-08-10" }],
    ["2026-08-10", { expectedReturnOn: "2026-08-10", noTransferReason: "工地不固定" }],
    ["2025-08-10", { expectedReturnOn: "2025-05-01", noTransferReason: "工地不固定" }],
    [null, { cardNumber: null, mode: "KITE" }],
  ])("ends on %s", (day, more) => expect(cardEndsOn({ ...stay, ...more })).toBe(day))

  test.each([
    ["2025-06-30", "返回后交回查验"],
    ["2025-07-10", "返回后交回查验"],
    ["2025-07-11", "30天后到期，返回后交回查验"],
    ["2025-08-10", "0天后到期，返回后交回查验"],
    ["2025-08-11", "已到期，应转接组织关系或说明原因"],
  ])("is reminded of on %s: %s", (day, words) => expect(cardReminder(stay, day)).toBe(words))

  test("is no matter without one", () => expect(cardReminder({ ...stay, cardNumber: null }, "2026-01-01")).toBeNull())
})

test("days since the last contact are counted, and unknown where there was none", () => {
  expect(daysSinceContact(stay, "2025-06-30")).toBe(29)
  expect(daysSinceContact({ lastContactOn: null }, "2025-06-30")).toBeNull()
})
