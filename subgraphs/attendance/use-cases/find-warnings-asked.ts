import { BadInput } from "../../shared/errors.ts"
import type { WarningsAsked } from "../data/early-warning.reader.ts"
import type { ReportParameters } from "../domain/report.ts"
import { paceOf } from "../domain/risk.ts"
import type { ReportGround } from "./find-report-ground.ts"

/**
 * Say which warnings a report is of: of a year, at the pace kept till the day of the books; without a year, of the one of that day.
 *
 * @throws {BadInput} when the year had not begun on that day.
 */
export function findWarningsAsked({ year, asOf }: Pick<ReportParameters, "year" | "asOf">, { subtree }: ReportGround): WarningsAsked {
  const ofYear = year ?? Number(subtree.day.slice(0, 4))
  const pace = paceOf(ofYear, subtree.day)
  if (!pace) throw new BadInput("year", `Argument \`year\` is a year that had begun on ${subtree.day}, the day of \`asOf\`.`)
  return { ...subtree, year: ofYear, asOf, factor: pace.factor }
}
