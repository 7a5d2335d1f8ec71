import type { FieldProblem } from "../../shared/result.ts"

export const LONGEST_NAME = 64
export const LONGEST_TITLE = 200
export const LONGEST_NOTE = 2_000

/** Find what is wrong with a text that someone typed; one that is left out is right unless it is needed. Lengths are in characters. */
export function problemsOfText(path: string, text: string | null | undefined, longest: number, isNeeded = false): FieldProblem[] {
  if (text === null || text === undefined) return isNeeded ? [{ path, message: "This is needed; fill it in." }] : []
  if (text.trim() === "") return [{ path, message: "This is empty; fill it in or leave it out." }]
  if (/\p{Cc}/u.test(text.replace(/[\n\r\t]/g, ""))) return [{ path, message: "This holds control characters; type it anew." }]
  const length = [...text.trim()].length
  return length > longest ? [{ path, message: `At most ${longest} characters, but these are ${length}; shorten it.` }] : []
}

/** Give a text without spaces around it; null where there is none. */
export function trimmed(text: string | null | undefined): string | null {
  return text?.trim() || null
}
