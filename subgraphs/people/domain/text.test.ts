import { expect, test } from "vitest"
import { problemsOfText, trimmed } from "./text.ts"

test.each<[string | null | undefined, boolean, RegExp | null]>([
  ["柳元字1号", true, null],
  [null, false, null],
  [undefined, true, /needed/],
  ["", true, /empty/],
  [" \u3000\n", false, /empty/],
  ["a\0b", false, /control/],
  ["a\u001bb", false, /control/],
  ["一行\n又一行\t", false, null],
  ["𠮷".repeat(10), false, null],
  ["𠮷".repeat(11), false, /^At most 10 characters, but these are 11;/],
  [` ${"字".repeat(10)} `, false, null],
])("%j (needed: %s): %s", (text, isNeeded, message) => {
  const problems = problemsOfText("note", text, 10, isNeeded)
  expect(problems.map(({ path }) => path)).toEqual(message ? ["note"] : [])
  expect(problems.every((problem) => message?.test(problem.message))).toBe(true)
})

test("a text is kept without the spaces around it, and an empty one is none", () => {
  expect([trimmed(" a b "), trimmed("  "), trimmed(null), trimmed(undefined)]).toEqual(["a b", null, null, null])
})
