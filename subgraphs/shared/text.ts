import type { FieldProblem } from "./result.ts"

/** The longest that texts of records may be, in characters. */
export const LONGEST_NAME = 64
export const LONGEST_TITLE = 200
export const LONGEST_NOTE = 2_000

// C0, DEL and C1, without the tab and the line breaks that notes may have.
const CONTROL = /[^\P{Cc}\t\n\r]/u
const LINE_BREAK = /[\t\n\r]/

/** Trim a text; nothing, or nothing but space, is null. */
export function trimmed(text: string | null | undefined): string | null {
  return text?.trim() || null
}

/** Find what is wrong with a text that must be there: empty, too long, or with characters that are no text. Only notes have lines. */
export function problemsOfText(path: string, text: string | null | undefined, longest: number): FieldProblem[] {
  return trimmed(text) === null ? [{ path, message: "This is needed; fill it in." }] : problemsOfOptionalText(path, text, longest)
}

/** The same for a text that may be left out. */
export function problemsOfOptionalText(path: string, text: string | null | undefined, longest: number): FieldProblem[] {
  const value = trimmed(text) ?? ""
  const length = [...value].length
  if (length > longest) return [{ path, message: `At most ${longest} characters, but these are ${length}; shorten it.` }]
  const isBad = CONTROL.test(value) || (longest < LONGEST_NOTE && LINE_BREAK.test(value))
  return isBad ? [{ path, message: "This holds control characters; type it anew." }] : []
}
