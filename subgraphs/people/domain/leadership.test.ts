import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { type Elected, ageOn, leadershipOf } from "./leadership.ts"

const born = (year: number, education: string | null = "30"): Elected => ({ birthOn: `${year}-06-01`, education })
const round = (elected: Elected[], heldOn = "2026-06-01") => ({ heldOn, elected })

test.each([
  ["1976-06-01", "2026-06-01", 50],
  ["1976-06-02", "2026-06-01", 49],
  ["2000-02-29", "2026-02-28", 25],
  ["2000-02-29", "2026-03-01", 26],
])("born on %s, on %s: %i completed years", (birth, day, age) => expect(ageOn(birth, day)).toBe(age))

describe("the figures of an election", () => {
  test("are those of a newspaper: 2.6 years younger, and college or above 22 per cent more", () => {
    const before = round([born(1971, "60"), born(1972), born(1973), born(1974), born(1975, "60")], "2021-06-01")
    const now = round([born(1976), born(1980, "20"), born(1982), born(1980), born(1985, "60")])
    expect(leadershipOf(now, before)).toEqual({
      counted: 5,
      unknown: 0,
      averageAge: 45.4,
      averageAgeChange: -2.6,
      collegeOrAboveShare: 80,
      collegeOrAboveChangePoints: 20,
      collegeOrAboveChangePercent: 33.3,
    })
  })

  test("are rounded once, half-up, a fall like a rise", () => {
    // 1 of 8 is 12.5, 1 of 16 is 6.25: the share prints 6.3 and its change from 12.5 is −6.25, printed −6.3.
    const eight = round([born(1970, "10"), ...Array.from({ length: 7 }, () => born(1970, "60"))])
    const sixteen = round([born(1970, "10"), ...Array.from({ length: 15 }, () => born(1970, "60"))])
    expect(leadershipOf(sixteen, eight)).toMatchObject({ collegeOrAboveShare: 6.3, collegeOrAboveChangePoints: -6.3, collegeOrAboveChangePercent: -50 })
    expect(leadershipOf(eight, sixteen)).toMatchObject({ collegeOrAboveChangePoints: 6.3, collegeOrAboveChangePercent: 100 })
    expect(leadershipOf(eight, eight)).toMatchObject({ averageAgeChange: 0, collegeOrAboveChangePoints: 0, collegeOrAboveChangePercent: 0 })
  })

  test("say what is unknown, which is not zero", () => {
    const nobody = { birthOn: null, education: null }
    expect(leadershipOf(round([]), null)).toBeNull()
    expect(leadershipOf(round([nobody]), round([born(1970)]))).toBeNull()
    expect(leadershipOf(round([born(1976), nobody, born(1976, "")]), round([nobody]))).toEqual({
      counted: 1,
      unknown: 2,
      averageAge: 50,
      averageAgeChange: null,
      collegeOrAboveShare: 100,
      collegeOrAboveChangePoints: null,
      collegeOrAboveChangePercent: null,
    })
  })

  test("have no per cent of nothing: a rise from none is in points alone", () => {
    expect(leadershipOf(round([born(1976)]), round([born(1976, "60")]))).toMatchObject({ collegeOrAboveChangePoints: 100, collegeOrAboveChangePercent: null })
  })

  test("count graduate, bachelor and college, and no other code", () => {
    const share = (code: string) => leadershipOf(round([born(1976, code)]), null)?.collegeOrAboveShare
    expect(["10", "14", "20", "30", "31", "40", "60", "70", "80", "90"].map(share)).toEqual([100, 100, 100, 100, 100, 0, 0, 0, 0, 0])
  })

  test("never depend on the order of those elected", () => {
    const someone = fc.record({ birthOn: fc.constantFrom("1960-01-01", "1975-12-31", null), education: fc.constantFrom("10", "30", "60", null) })
    fc.assert(
      fc.property(fc.array(someone, { maxLength: 15 }), (elected) => {
        expect(leadershipOf(round([...elected].reverse()), null)).toEqual(leadershipOf(round(elected), null))
      }),
    )
  })
})
