import fc from "fast-check"
import { expect, test } from "vitest"
import { isCreditCode } from "./credit-code.ts"

test("the code that the standard itself checks is right, and no other last character is", () => {
  const code = "91350100M000100Y43"
  expect(isCreditCode(code)).toBe(true)
  const others = [..."0123456789ABCDEFGHJKLMNPQRTUWXY"].filter((last) => last !== "3").map((last) => code.slice(0, 17) + last)
  expect(others.filter(isCreditCode)).toEqual([])
})

test.each(["", "91350100M000100Y4", "91350100M000100Y433", "91350100m000100y43", "9135010OM000100Y43", "91350100M000100Y4\u0663"])("%j is no code", (code) =>
  expect(isCreditCode(code)).toBe(false),
)

test("one wrong character is always found, and so are two that changed places", () => {
  const code = "91350100M000100Y43"
  fc.assert(
    fc.property(fc.nat(17), fc.constantFrom(..."0123456789ABCDEFGHJKLMNPQRTUWXY"), (at, character) => {
      const changed = code.slice(0, at) + character + code.slice(at + 1)
      expect(isCreditCode(changed)).toBe(changed === code)
    }),
  )
  for (let at = 0; at < 16; at += 1) {
    const swapped = code.slice(0, at) + code.charAt(at + 1) + code.charAt(at) + code.slice(at + 2)
    expect(isCreditCode(swapped)).toBe(swapped === code)
  }
})
