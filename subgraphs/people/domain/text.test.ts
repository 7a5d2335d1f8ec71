import { expect, test } from "vitest"
import { problemsOfText, trimmed } from "./text.ts"

test.each<[string | null | undefined, boolean, string]>([
  ["柳元字〔2026〕1号", true, ""],
  [null, false, ""],
  [undefined, true, "needed"],
  ["", true, "empty"],
  [" \u3000\n", false, "empty"],
  ["a\0b", false, "control"],
  ["a\u001bb", false, "control"],
  ["一行\n又一行\t", false, ""],
  ["𠮷".repeat(10), false, ""],
  ["𠮷".repeat(11), false, "At most 10 characters, but these are 11"],
  [` ${"字".repeat(10)} `, false, ""],
])("%j (needed: %s): %s", (text, isNeeded, expected) => {
  const [problem] = problemsOfText("note", text, 10, isNeeded)
  if (expected === "") expect(problem).toBeUndefined()
  else expect(problem).toEqual({ path: "note", message: expect.stringContaining(expected) })
})

test("a text is kept without the spaces around it, and an empty one is none", () => {
  expect([trimmed(" a b "), trimmed("  "), trimmed(null), trimmed(undefined)]).toEqual(["a b", null, null, null])
})
