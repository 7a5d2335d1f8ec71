import type { FieldProblem } from "../../shared/result.ts"
import { LONGEST_NAME, problemsOfOptionalText, problemsOfText } from "../../shared/text.ts"
import type { Period } from "./period.ts"

const LONGEST_TIME_DAYS = 400
const DAY_MS = 86_400_000
const MOST_WORDS = 12

/** Find what is wrong with a time that is set apart: it must end after it begins, within 400 days. */
export function problemsOfTime({ startsAt, endsAt }: Period): FieldProblem[] {
  if (endsAt <= startsAt) return [{ path: "endsAt", message: "It must end after it begins." }]
  const isLong = endsAt.getTime() - startsAt.getTime() > LONGEST_TIME_DAYS * DAY_MS
  return isLong ? [{ path: "endsAt", message: `It may last ${LONGEST_TIME_DAYS} days at most.` }] : []
}

/** Find what is wrong with a list of words: each a text, none twice, a dozen at most. */
export function problemsOfWords(path: string, words: readonly string[]): FieldProblem[] {
  if (words.length > MOST_WORDS) return [{ path, message: `At most ${MOST_WORDS}.` }]
  const clean = words.map((word) => word.trim())
  return clean.flatMap((word, at) =>
    clean.indexOf(word) < at ? [{ path: `${path}.${at}`, message: "It is there already." }] : problemsOfText(`${path}.${at}`, word, LONGEST_NAME),
  )
}

/** Find what is wrong with a whole number. */
export function problemsOfNumber(path: string, value: number | null | undefined, least: number, most: number): FieldProblem[] {
  if (value == null || (Number.isInteger(value) && value >= least && value <= most)) return []
  return [{ path, message: `Between ${least} and ${most}.` }]
}

/** Find what is wrong with study hours: halves, from nothing to so many. */
export function problemsOfHours(path: string, value: number | null | undefined, most: number): FieldProblem[] {
  if (value == null || (value >= 0 && value <= most && Number.isInteger(value * 2))) return []
  return [{ path, message: `Study hours are halves from 0 to ${most}.` }]
}

/** Give the problems of the fields that are there: null stands for a field that may be cleared, undefined for one that stays as it is. */
export function problemsOfEdit(texts: Record<string, { text: string | null | undefined; longest: number; isNeeded: boolean }>): FieldProblem[] {
  return Object.entries(texts).flatMap(([path, { text, longest, isNeeded }]) =>
    text === undefined ? [] : isNeeded ? problemsOfText(path, text, longest) : problemsOfOptionalText(path, text, longest),
  )
}

/** Leave out the fields that are left out: they stay as they are. */
export function given<Fields extends object>(fields: Fields): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> }
}

/** Trim a text that somebody edits; one left out stays left out. What must be there and is not is refused by its problems. */
export function edited<Text extends string | null = string | null>(text: string | null | undefined): Text | undefined {
  return text === undefined ? undefined : ((text?.trim() || null) as Text)
}
