import { expect, test } from "vitest"
import { problemsOfListing, stateOn } from "./rectification.ts"

test("a rectification is open until the day it is due, overdue after it, and accepted from that day on", () => {
  const dueOn = "2026-06-30"
  expect(["2026-06-30", "2026-07-01"].map((day) => stateOn({ dueOn, acceptedOn: null }, day))).toEqual(["OPEN", "OVERDUE"])
  expect(["2026-07-09", "2026-07-10"].map((day) => stateOn({ dueOn, acceptedOn: "2026-07-10" }, day))).toEqual(["OVERDUE", "ACCEPTED"])
})

test("a listing says why, until when, and twenty measures at most", () => {
  const paths = (more: object, measures: string[] = []) =>
    problemsOfListing({ reason: "长期无书记", listedOn: "2026-03-01", dueOn: "2026-06-30", ...more }, measures, "2026-11-23").map(({ path }) => path)
  expect(paths({}, ["选派第一书记"])).toEqual([])
  expect(paths({ reason: " ", listedOn: "2026-11-24", dueOn: "2026-11-23" }, ["", "好"])).toEqual(["reason", "listedOn", "dueOn", "measures.0"])
  expect(
    paths(
      {},
      Array.from({ length: 21 }, () => "措施"),
    ),
  ).toEqual(["measures"])
})
