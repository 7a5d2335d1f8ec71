import fc from "fast-check"
import { expect, test } from "vitest"
import { isQuorate, problemsOfElection, turnoutOf } from "./election.ts"
import { perCent } from "./rounding.ts"

test("enough came when more than four fifths did: 80 of 100 are not enough, 81 are", () => {
  expect([80, 81].map((present) => isQuorate({ eligible: 100, present }))).toEqual([false, true])
  expect(isQuorate({ eligible: null, present: null })).toBeNull()
  expect(isQuorate({ eligible: 0, present: 0 })).toBe(false)
})

test("turnout is rounded half-up to one decimal, and unknown is not zero", () => {
  expect(turnoutOf({ eligible: 30, present: 29 })).toBe(96.7)
  expect(turnoutOf({ eligible: 2000, present: 1 })).toBe(0.1)
  expect(turnoutOf({ eligible: 0, present: 0 })).toBeNull()
  expect(turnoutOf({ eligible: 30, present: null })).toBeNull()
})

test("a share lies within a twentieth of the true one and between 0 and 100", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.nat(10_000), (whole, some) => {
      const part = Math.min(some, whole)
      const share = perCent(part, whole) ?? -1
      expect(share >= 0 && share <= 100 && Math.abs(share - (100 * part) / whole) <= 0.05 + 1e-9).toBe(true)
    }),
  )
})

const held = { termNumber: 3, plannedOn: null, heldOn: "2026-05-20", eligible: 30, present: 29, ballots: 29 }
const paths = (round: object, seats: Parameters<typeof problemsOfElection>[1] = []) =>
  problemsOfElection({ ...held, ...round }, seats, "2026-11-23").map(({ path }) => path)

test.each([
  [{}, []],
  [{ eligible: null, present: null, ballots: null }, []],
  [{ termNumber: 0 }, ["termNumber"]],
  [{ heldOn: null }, ["plannedOn"]],
  [{ heldOn: "2026-11-24" }, ["heldOn"]],
  [{ eligible: -1, present: null, ballots: null }, ["eligible"]],
  [{ present: 31, ballots: 31 }, ["present"]],
  [{ ballots: 30 }, ["ballots"]],
  [{ eligible: null }, ["eligible"]],
])("%j has problems at %j", (round, wanted) => expect(paths(round)).toEqual(wanted))

test("nobody is elected twice, nor before the election; there is one secretary and there are fifteen seats", () => {
  const seat = (memberId: string, post: "SECRETARY" | "COMMITTEE_MEMBER" = "COMMITTEE_MEMBER") => ({ memberId, post })
  expect(paths({}, [seat("a", "SECRETARY"), seat("b")])).toEqual([])
  expect(paths({}, [seat("a"), seat("a")])).toEqual(["seats.1.member"])
  expect(paths({}, [seat("a", "SECRETARY"), seat("b", "SECRETARY")])).toEqual(["seats"])
  expect(paths({ heldOn: null, plannedOn: "2027-01-01" }, [seat("a")])).toEqual(["seats"])
  expect(
    paths(
      {},
      Array.from({ length: 16 }, (_, at) => seat(String(at))),
    ),
  ).toEqual(["seats"])
})
