import { expect, test } from "vitest"
import { LONGEST_NAME, LONGEST_NOTE, problemsOfOptionalText, problemsOfText, trimmed } from "../../shared/text.ts"

test("a text is trimmed; space alone is nothing", () => {
  expect([trimmed(" 先进 "), trimmed("　\n"), trimmed(null), trimmed(undefined)]).toEqual(["先进", null, null, null])
})

test.each([
  ["先进", 0],
  ["", 1],
  [" \t", 1],
  ["字".repeat(64), 0],
  ["字".repeat(65), 1],
  // One character, two code units: the length is of what people count.
  ["𠮷".repeat(64), 0],
  ["a\u0000b", 1],
  ["a\u007fb", 1],
  ["a\u0085b", 1],
  ["a\nb", 1],
])("%j as a name: %i problems", (text, problems) => expect(problemsOfText("name", text, LONGEST_NAME)).toHaveLength(problems))

test("only notes have lines, and what may be left out may be", () => {
  expect(problemsOfOptionalText("note", "一\n二\t三\r\n", LONGEST_NOTE)).toEqual([])
  expect(problemsOfOptionalText("note", "一\u000b二", LONGEST_NOTE)).toHaveLength(1)
  expect(problemsOfOptionalText("note", null, LONGEST_NOTE)).toEqual([])
})
