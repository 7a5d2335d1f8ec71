import fc from "fast-check"
import { expect, test } from "vitest"
import { MOST_NAMESAKES, type Namesake, labelAmong } from "./namesake.ts"

let people = 0
const person = (branchName: string | null, birthOn: string): Namesake => {
  people += 1
  return { id: `member_${people}`, name: "张伟", code: `LZ${people}`, birthOn, branchName }
}

test("nobody else of the name: no label", () => {
  const alone = person("一支部", "1990-01-01")
  expect(labelAmong(alone, [])).toBeNull()
  expect(labelAmong(alone, [alone])).toBeNull()
})

test("the branch, the year, both, the month, with the branch, the code: the first that nobody else has", () => {
  const ones = [person("一支部", "1990-03-01"), person("一支部", "1999-03-01")]
  expect(ones.map((one) => labelAmong(one, ones))).toEqual(["1990年生", "1999年生"])
  const apart = [person("一支部", "1990-03-01"), person("二支部", "1990-03-01")]
  expect(apart.map((one) => labelAmong(one, apart))).toEqual(["一支部", "二支部"])
  const mixed = [person("一支部", "1990-03-01"), person("一支部", "1999-03-01"), person("二支部", "1990-03-01"), person("二支部", "1999-03-01")]
  expect(mixed.map((one) => labelAmong(one, mixed))).toEqual(["一支部，1990年生", "一支部，1999年生", "二支部，1990年生", "二支部，1999年生"])
  const sameYear = [person("一支部", "1990-03-01"), person("一支部", "1990-11-01")]
  expect(sameYear.map((one) => labelAmong(one, sameYear))).toEqual(["1990年3月生", "1990年11月生"])
  const sameMonths = [...sameYear, person("二支部", "1990-03-02"), person("二支部", "1990-11-02")]
  expect(labelAmong(sameMonths[0] as Namesake, sameMonths)).toBe("一支部，1990年3月生")
  const twins = [person("一支部", "1990-03-01"), person("一支部", "1990-03-01")]
  expect(twins.map((one) => labelAmong(one, twins))).toEqual(twins.map(({ code }) => code))
})

test("people without a branch have none to be told apart by", () => {
  const pair = [person(null, "1990-03-01"), person(null, "1991-03-01")]
  expect(pair.map((one) => labelAmong(one, pair))).toEqual(["1990年生", "1991年生"])
})

test("among too many the code is the label", () => {
  const one = person("一支部", "1990-03-01")
  expect(labelAmong(one, [one, ...Array.from({ length: MOST_NAMESAKES - 1 }, () => person("二支部", "1980-01-01"))])).toBe("一支部")
  expect(labelAmong(one, [one, ...Array.from({ length: MOST_NAMESAKES }, () => person("二支部", "1980-01-01"))])).toBe(one.code)
})

test("no two namesakes ever have the same label", () => {
  const namesake = fc.record({ branchName: fc.constantFrom(null, "一支部", "二支部"), birthOn: fc.constantFrom("1990-01-01", "1990-02-01", "1991-02-01") })
  fc.assert(
    fc.property(fc.array(namesake, { maxLength: 12 }), (rows) => {
      const all = rows.map((row, at) => ({ ...row, id: `member_${at}`, name: "张伟", code: `LZ${at}` }))
      const labels = all.map((one) => labelAmong(one, all))
      expect(new Set(labels).size).toBe(labels.length)
    }),
  )
})
