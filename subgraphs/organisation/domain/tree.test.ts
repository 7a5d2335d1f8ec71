import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { changedSince, cycle, isRoot, kindWithChildren, misfit, newSegment, segmentOf, tooEarly, tooShort } from "./tree.ts"

const LEVELS = ["CITY", "DISTRICT", "STREET", "COMMUNITY", "BRANCH"] as const
const at = (path: string, more: object = {}) => ({ id: `organisation_${path}`, path, name: path, ...more })

describe("what may lie below what", () => {
  test("levels descend, may be left out, and repeat inside a community alone", () => {
    const fits = LEVELS.map((superior) => LEVELS.filter((level) => misfit({ name: "上级", kind: "COMMITTEE", level: superior }, level) === null))
    expect(fits).toEqual([["DISTRICT", "STREET", "COMMUNITY", "BRANCH"], ["STREET", "COMMUNITY", "BRANCH"], ["COMMUNITY", "BRANCH"], ["BRANCH"], ["BRANCH"]])
  })

  test("nothing lies below a Party group", () => {
    expect(misfit({ name: "党小组", kind: "PARTY_GROUP", level: "BRANCH" }, "BRANCH")).toMatchObject({ refusal: { state: "LEVEL_DOES_NOT_FIT" } })
    expect(kindWithChildren("PARTY_GROUP", { name: "支部" }, 1)).toMatchObject({ refusal: { state: "HAS_CHILDREN" } })
    expect([kindWithChildren("PARTY_GROUP", { name: "支部" }, 0), kindWithChildren("BRANCH", { name: "支部" }, 1)]).toEqual([null, null])
  })

  test("nothing lies below itself, and a beginning of a name is no superior", () => {
    expect(cycle(at("c.d7."), at("c.d7."))).toMatchObject({ refusal: { state: "CYCLE" } })
    expect(cycle(at("c.d7."), at("c.d7.s3."))).toMatchObject({ refusal: { state: "CYCLE" } })
    expect([cycle(at("c.d7."), at("c.d70.")), cycle(at("c.d7.s3."), at("c.d7."))]).toEqual([null, null])
  })

  test("the root stays", () => {
    expect(isRoot({ parentId: null, name: "市委" })).toMatchObject({ refusal: { state: "ROOT" } })
    expect(isRoot({ parentId: "organisation_x", name: "区委" })).toBeNull()
  })
})

test("days before a version began, or up to the founding of what ends, are named", () => {
  const nodes = [
    { name: "甲", since: "2026-06-15", foundedOn: "2026-06-14" },
    { name: "乙", since: "2026-06-14", foundedOn: "2026-06-13" },
  ]
  expect(tooEarly("effectiveOn", "2026-06-14", nodes)).toEqual([{ path: "effectiveOn", message: expect.stringContaining("甲") }])
  expect(tooShort("2026-06-14", nodes)).toEqual([{ path: "effectiveOn", message: expect.stringContaining("甲") }])
  expect(changedSince("丙", "2026-06-14").refusal).toMatchObject({ state: "CHANGED_SINCE" })
})

test("segments rise with the time of founding and can be part of a path", () => {
  const instant = fc.integer({ min: 0, max: Date.parse("2999-12-31") })
  fc.assert(
    fc.property(instant, instant, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (one, other, chance) => {
      const segment = newSegment(one, chance)
      expect(segment).toMatch(/^[a-z0-9]{14}$/)
      expect(one >= other || segment < newSegment(other, 1 - chance)).toBe(true)
    }),
  )
  expect(segmentOf("c.d7.s3.")).toBe("s3")
})
