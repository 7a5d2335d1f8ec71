import { expect, test } from "vitest"
import { LONGEST_NOTE, problemsOfOptionalText, problemsOfText, trimmed } from "./text.ts"

test.each<[string | null | undefined, number, boolean, RegExp | null]>([
  ["柳元字1号", 10, true, null],
  [null, 10, false, null],
  [undefined, 10, true, /needed/],
  ["", 10, true, /needed/],
  [" \u3000\n", 10, false, null],
  ["a\0b", 10, false, /control/],
  ["a\u001bb", 10, true, /control/],
  ["一行\n又一行\t", LONGEST_NOTE, false, null],
  ["一行\n又一行", 10, false, /control/],
  ["𠮷".repeat(10), 10, false, null],
  ["𠮷".repeat(11), 10, false, /^At most 10 characters, but these are 11;/],
  [` ${"字".repeat(10)} `, 10, true, null],
])("%j, at most %i (needed: %s): %s", (text, longest, isNeeded, message) => {
  const problems = (isNeeded ? problemsOfText : problemsOfOptionalText)("note", text, longest)
  expect(problems.map(({ path }) => path)).toEqual(message ? ["note"] : [])
  expect(problems.every((problem) => message?.test(problem.message))).toBe(true)
})

test("a text is kept without the spaces around it, and an empty one is none", () => {
  expect([trimmed(" a b "), trimmed("  "), trimmed(null), trimmed(undefined)]).toEqual(["a b", null, null, null])
})
