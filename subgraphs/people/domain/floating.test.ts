import { describe, expect, test } from "vitest"
import { type FloatingRecord, isContactOverdue, nextContactAfter, problemsOfContact, problemsOfFloating } from "./floating.ts"

const TODAY = "2026-11-23"
const good: FloatingRecord = {
  id: "",
  memberId: "",
  direction: "OUT",
  mode: "CARD",
  since: "2026-08-31",
  until: null,
  destination: "广东",
  hostName: null,
  cardNumber: "柳001",
  lastContactOn: null,
  nextContactDue: "2027-02-28",
  expectedReturnOn: "2027-02-28",
  noTransferReason: null,
}
const pathsOf = (more: Partial<FloatingRecord>) => problemsOfFloating({ ...good, ...more }, TODAY).map(({ path }) => path)

describe("a stay", () => {
  test.each<[string, Partial<FloatingRecord>, string[]]>([
    ["with a card for half a year to the day", {}, []],
    ["with a card for a day more", { expectedReturnOn: "2027-03-01" }, ["noTransferReason"]],
    ["with a card for longer, and why no transfer", { expectedReturnOn: "2027-03-01", noTransferReason: "工地不固定" }, []],
    ["with a card, nobody knows how long", { expectedReturnOn: null }, []],
    ["by a kite for longer", { mode: "KITE", cardNumber: null, expectedReturnOn: "2028-01-01" }, []],
    ["with a card without a number", { cardNumber: null }, ["cardNumber"]],
    ["with a number without a card", { mode: "KITE" }, ["cardNumber"]],
    ["from tomorrow", { since: "2026-11-24" }, ["since"]],
    ["back before it began", { expectedReturnOn: "2026-08-30" }, ["expectedReturnOn"]],
    ["with a contact to come", { lastContactOn: "2026-11-24" }, ["lastContactOn"]],
    ["with the next contact before the last", { lastContactOn: "2026-11-01", nextContactDue: "2026-10-31" }, ["nextContactDue"]],
  ])("%s", (_, more, expected) => expect(pathsOf(more)).toEqual(expected))

  test("that is too long for a card hears where that is written", () => {
    expect(problemsOfFloating({ ...good, expectedReturnOn: "2027-03-01" }, TODAY)[0]?.message).toContain("组通字〔2006〕45号")
  })
})

describe("a contact", () => {
  const known = { ...good, lastContactOn: "2026-10-01" }

  test.each([
    ["2026-10-01", "2027-04-01", []],
    ["2026-09-30", "2027-04-01", ["contactedOn"]],
    ["2026-11-24", "2027-04-01", ["contactedOn"]],
    ["2026-11-01", "2026-11-01", ["nextContactDue"]],
  ])("on %s, the next by %s", (on, next, expected) => expect(problemsOfContact(known, on, next, TODAY).map(({ path }) => path)).toEqual(expected))

  test("suffices for half a year", () => expect(nextContactAfter("2026-08-31")).toBe("2027-02-28"))

  test("is overdue on the day after, while the stay goes on", () => {
    expect(isContactOverdue({ until: null, nextContactDue: "2026-11-22" }, TODAY)).toBe(true)
    expect(isContactOverdue({ until: null, nextContactDue: TODAY }, TODAY)).toBe(false)
    expect(isContactOverdue({ until: "2026-11-01", nextContactDue: "2026-10-01" }, TODAY)).toBe(false)
    expect(isContactOverdue({ until: null, nextContactDue: null }, TODAY)).toBe(false)
  })
})
