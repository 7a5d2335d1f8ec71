import { BadInput } from "../../shared/errors.ts"
import type { AttendanceContext } from "../context.ts"
import type { SpanThen } from "../data/books-then.row.ts"
import type { ReportParameters } from "../domain/report.ts"

/** Take the days that a report is of: its year, or from a day to a day. @throws {BadInput} where neither is said. */
export function takeSpan({ dayOf }: Pick<AttendanceContext, "dayOf">, parameters: ReportParameters): SpanThen {
  const { organisationId, year, from, to, asOf } = parameters
  const day = dayOf(asOf)
  if (from !== null && to !== null) return { organisationId, from, to, asOf, day }
  if (year === null) throw new BadInput("from", "Arguments `from` and `to` are needed: the days that the report is of.")
  return { organisationId, from: `${year}-01-01`, to: `${year}-12-31`, asOf, day }
}
