import fc from "fast-check"
import { expect, test } from "vitest"
import { type PathRange, type Viewer, ancestorsAndSelf, mayRead, readingScope, seesOrganisation, subtreeOf, waysUp } from "./viewer.ts"

const isWithin = (path: string, range: PathRange) => path >= range.from && path < range.to

const viewer = (paths: string[], homePath: string | null = null): Viewer => ({
  accountId: "account_x",
  name: "王",
  memberId: null,
  homePath,
  grants: paths.map((path) => ({ role: "AUDITOR" as const, organisationId: "organisation_x", path })),
})

test("a subtree holds itself and what is below, and not its neighbour of a longer number", () => {
  const range = subtreeOf("c.d7.")
  expect(isWithin("c.d7.", range)).toBe(true)
  expect(isWithin("c.d7.s1.", range)).toBe(true)
  expect(isWithin("c.d70.", range)).toBe(false)
  expect(isWithin("c.d6.", range)).toBe(false)
  expect(isWithin("c.", range)).toBe(false)
})

test("without a grant nothing is readable; the root grant covers everything; a wider grant swallows a narrower one", () => {
  expect(readingScope(viewer([]))).toEqual([])
  expect(readingScope(viewer(["c.d1.", "c.", "c.d1.s2."]))).toEqual([{ from: "c.", to: "c/" }])
  expect(readingScope(viewer(["c.d1.", "c.d10."]))).toHaveLength(2)
})

test("the way up leads from the root to every place of the viewer, and no further", () => {
  expect(ancestorsAndSelf("c.d1.s2.")).toEqual(["c.", "c.d1.", "c.d1.s2."])
  expect(waysUp(viewer(["c.d1."], "c.d2.s1."))).toEqual(["c.", "c.d1.", "c.d2.", "c.d2.s1."])
  expect(seesOrganisation(viewer([], "c.d2.s1."), "c.d2.")).toBe(true)
  expect(seesOrganisation(viewer([], "c.d2.s1."), "c.d2.s1.b1.")).toBe(false)
  expect(mayRead(viewer([], "c.d2.s1."), "c.d2.s1.")).toBe(false)
})

test("the ranges of the scope hold exactly the paths that begin with a grant's path", () => {
  const path = fc.array(fc.constantFrom("a", "a1", "b", "10", "1"), { minLength: 1, maxLength: 4 }).map((segments) => `${segments.join(".")}.`)
  fc.assert(
    fc.property(fc.array(path, { maxLength: 4 }), path, (granted, asked) => {
      const inRanges = readingScope(viewer(granted)).some((range) => isWithin(asked, range))
      expect(inRanges).toBe(granted.some((grant) => asked.startsWith(grant)))
      expect(mayRead(viewer(granted), asked)).toBe(inRanges)
    }),
  )
})
