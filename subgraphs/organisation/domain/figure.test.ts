import { describe, expect, it } from "vitest"
import { problemsOfFigure } from "./figure.ts"

const good = { measure: "办公用房面积", value: 147, precision: "ABOUT", unit: "平方米", asOf: "2011-06-15", source: "柳州日报" } as const
const paths = (figure: Parameters<typeof problemsOfFigure>[0]) => problemsOfFigure(figure, "2026-11-23").map(({ path }) => path)

describe("a reported figure", () => {
  it("has a value, or is not known", () => {
    expect(paths(good)).toEqual([])
    expect(paths({ ...good, value: null, precision: "UNKNOWN" })).toEqual([])
    expect(paths({ ...good, value: null })).toEqual(["value"])
    expect(paths({ ...good, value: 0, precision: "UNKNOWN" })).toEqual(["value"])
  })

  it("may be zero, and is neither negative nor endless", () => {
    expect(paths({ ...good, value: 0 })).toEqual([])
    expect(paths({ ...good, value: -1 })).toEqual(["value"])
    expect(paths({ ...good, value: Number.POSITIVE_INFINITY })).toEqual(["value"])
  })

  it("names what it measures, in what, and where it comes from, on a day that has come", () => {
    expect(paths({ ...good, measure: " ", unit: "", source: "a\u0000", asOf: "2026-11-24" })).toEqual(["measure", "unit", "source", "asOf"])
  })
})
