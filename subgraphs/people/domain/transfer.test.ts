import { describe, expect, test } from "vitest"
import type { Viewer } from "../../shared/viewer.ts"
import { type Transfer, problemsOfLetterDays, problemsOfReceipt, stateOn, validUntilOf } from "./transfer.ts"
import { mayDecideTransfer, mayWithdrawTransfer } from "./transfer.policy.ts"

const TODAY = "2026-11-23"
const days = { startedOn: TODAY, validDays: 30, duesPaidTo: null }
const pathsOf = (more: object) => problemsOfLetterDays({ ...days, ...more }, "2020-07-01", TODAY).map(({ path }) => path)

test.each([
  [{}, []],
  [{ validDays: 90 }, []],
  [{ validDays: 91 }, ["validDays"]],
  [{ validDays: 0 }, ["validDays"]],
  [{ validDays: -5 }, ["validDays"]],
  [{ startedOn: "2026-11-24" }, ["startedOn"]],
  [{ startedOn: "2020-07-01" }, []],
  [{ startedOn: "2020-06-30" }, ["startedOn"]],
  [{ duesPaidTo: "2026-12" }, []],
  [{ duesPaidTo: "2026-00" }, ["duesPaidTo"]],
  [{ duesPaidTo: "2026-10-01" }, ["duesPaidTo"]],
  [{ duesPaidTo: "1899-12" }, ["duesPaidTo"]],
])("a letter with %j", (more, expected) => expect(pathsOf(more)).toEqual(expected))

test("a letter holds to the end of its last day, and only one that is under way expires", () => {
  expect(validUntilOf("2026-11-23", 90)).toBe("2027-02-21")
  expect(stateOn({ state: "STARTED", validUntil: TODAY }, TODAY)).toBe("STARTED")
  expect(stateOn({ state: "STARTED", validUntil: "2026-11-22" }, TODAY)).toBe("EXPIRED")
  for (const state of ["ACCEPTED", "REFUSED", "WITHDRAWN", "EXPIRED"] as const) expect(stateOn({ state, validUntil: "2020-01-01" }, TODAY)).toBe(state)
})

test.each([
  ["2026-11-20", true],
  ["2026-11-19", false],
  [TODAY, true],
  ["2026-11-24", false],
])("received on %s: %s", (day, isGood) => {
  expect(problemsOfReceipt(day, "2026-11-20", "2020-01-01", TODAY).length === 0).toBe(isGood)
  expect(problemsOfReceipt(day, "2026-11-01", "2026-11-20", TODAY).length === 0).toBe(isGood)
})

describe("who may", () => {
  const grant = (role: Viewer["grants"][number]["role"], path: string): Viewer => ({
    accountId: "",
    name: "",
    memberId: null,
    homePath: null,
    grants: [{ role, organisationId: "", path }],
  })
  const end = (path: string | null): Transfer["origin"] => ({ id: path && "", path, name: "" })
  const inside = { origin: end("c.a."), destination: end("c.b.") }

  test("decide: the receiver, and whoever stands above; the origin where the receiver lies outside", () => {
    expect(mayDecideTransfer(grant("SECRETARY", "c.b."), inside)).toBe(true)
    expect(mayDecideTransfer(grant("ADMIN", "c."), inside)).toBe(true)
    expect(mayDecideTransfer(grant("SECRETARY", "c.a."), inside)).toBe(false)
    expect(mayDecideTransfer(grant("AUDITOR", "c.b."), inside)).toBe(false)
    expect(mayDecideTransfer(grant("SECRETARY", "c.a."), { ...inside, destination: end(null) })).toBe(true)
  })

  test("withdraw: the origin alone", () => {
    expect(mayWithdrawTransfer(grant("COORDINATOR", "c.a."), inside)).toBe(true)
    expect(mayWithdrawTransfer(grant("COORDINATOR", "c.b."), inside)).toBe(false)
    expect(mayWithdrawTransfer(grant("ADMIN", "c."), { ...inside, origin: end(null) })).toBe(false)
  })
})
