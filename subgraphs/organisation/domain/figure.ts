import type { FieldProblem } from "../../shared/result.ts"

export type FigurePrecision = "EXACT" | "ABOUT" | "OVER" | "UNKNOWN"

/** A figure that an organisation reports: nobody can count it here. `asOf` is a day. No value: not known, which is not zero. */
export type ReportedFigure = {
  organisationId: string
  measure: string
  value: number | null
  precision: FigurePrecision
  unit: string
  asOf: string
  source: string
}

const LARGEST = 1e12

/** Find what is wrong with a figure that is about to be recorded. */
export function problemsOfFigure({ measure, value, precision, unit, asOf, source }: Omit<ReportedFigure, "organisationId">, today: string): FieldProblem[] {
  const texts = { measure, unit, source }
  const empty = Object.entries(texts).filter(([, text]) => text.trim() === "" || [...text].length > 200 || /\p{Cc}/u.test(text))
  return [
    ...empty.map(([path]) => ({ path, message: "Give 1 to 200 characters, without control characters." })),
    ...(precision === "UNKNOWN" && value !== null ? [{ path: "value", message: "A figure that is not known has no value." }] : []),
    ...(precision !== "UNKNOWN" && value === null ? [{ path: "value", message: "Give a value, or say that the figure is UNKNOWN: unknown is not zero." }] : []),
    ...(value !== null && !(value >= 0 && value <= LARGEST) ? [{ path: "value", message: "A figure is a number from 0 to 1,000,000,000,000." }] : []),
    ...(asOf > today ? [{ path: "asOf", message: "The day lies in the future." }] : []),
  ]
}
