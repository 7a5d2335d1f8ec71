import { expect, test } from "vitest"
import type { Role, Viewer } from "../../shared/viewer.ts"
import { mayChangeAt, mayChangeBelow, superiorPath } from "./tree.policy.ts"

const holding = (role: Role, path: string): Viewer => ({
  accountId: "account_x",
  name: "某",
  memberId: null,
  homePath: null,
  grants: [{ role, organisationId: "organisation_x", path }],
})

test("the superior is one segment up; the root has none above it", () => {
  expect(["c.d7.s3.", "c.d7.", "c."].map(superiorPath)).toEqual(["c.d7.", "c.", "c."])
})

test("administrators of the superior or above it decide, nobody else", () => {
  const mayAt = (role: Role, place: string) => mayChangeAt(holding(role, place), "c.d7.s3.")
  expect(["c.", "c.d7.", "c.d7.s3.", "c.d70.", "c.d7.s3.b1."].map((place) => mayAt("ADMIN", place))).toEqual([true, true, false, false, false])
  expect((["SECRETARY", "COORDINATOR", "RECORDER", "AUDITOR"] as const).map((role) => mayAt(role, "c."))).toEqual([false, false, false, false])
  expect([mayChangeBelow(holding("ADMIN", "c.d7.s3."), "c.d7.s3."), mayChangeAt(holding("ADMIN", "c."), "c.")]).toEqual([true, true])
})
