import type { StaysAsked } from "../data/floating-report.reader.ts"
import type { ReportParameters } from "../domain/report.ts"
import type { ReportGround } from "./find-report-ground.ts"

/**
 * Say which stays a report of floating members is of: those that went on on the day of the books, or on the last day of the year where that lies before; without
 * a year, the one of the books.
 */
export function findStaysAsked({ year, asOf }: Pick<ReportParameters, "year" | "asOf">, { subtree }: ReportGround): StaysAsked {
  const ofYear = year ?? Number(subtree.day.slice(0, 4))
  const last = `${ofYear}-12-31`
  return { ...subtree, year: ofYear, on: subtree.day < last ? subtree.day : last, asOf }
}
