import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { checkCharacterOf, maskNationalId, readNationalId } from "./national-id.ts"

describe("a citizen's number", () => {
  it("has the check character of GB 11643's own example", () => {
    expect(checkCharacterOf("11010519491231002")).toBe("X")
  })

  it("states division, day of birth and sex", () => {
    expect(readNationalId(" 11010519491231002x ")).toEqual({
      ok: true,
      value: { number: "11010519491231002X", division: "110105", birthOn: "1949-12-31", sex: "FEMALE" },
    })
    expect(readNationalId("999999194907050011")).toMatchObject({ ok: true, value: { birthOn: "1949-07-05", sex: "MALE" } })
  })

  it.each([
    ["110105491231002", "OLD_FIFTEEN_DIGITS"],
    ["11010519491231002", "WRONG_FORM"],
    ["1101051949123100X2", "WRONG_FORM"],
    ["110105194902300028", "NO_SUCH_BIRTH_DATE"],
    ["110105194912310021", "WRONG_CHECK_DIGIT"],
    ["", "WRONG_FORM"],
  ])("%s is refused as %s", (text, problem) => {
    expect(readNationalId(text)).toEqual({ ok: false, problem })
  })

  it("detects every single wrong digit", () => {
    const seventeen = fc.stringMatching(/^[1-9]\d{5}19[5-9]\d0[1-9]1\d\d{3}$/)
    fc.assert(
      fc.property(seventeen, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (digits, at, shift) => {
        const wrong = digits.slice(0, at) + ((Number(digits.charAt(at)) + shift) % 10) + digits.slice(at + 1)
        expect(checkCharacterOf(wrong)).not.toBe(checkCharacterOf(digits))
      }),
    )
  })

  it("is shown without the day of birth", () => {
    expect(maskNationalId("999999196803120045")).toBe("999999********0045")
  })
})
