import { type Page, type PartCheck, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf, requireId } from "../../shared/typeid.ts"
import { BadInput } from "../../shared/errors.ts"
import type { AttendanceContext } from "../context.ts"
import { type HoursRisk, paceOf } from "../domain/risk.ts"

const FIRST_YEAR = 2000
const isHours: PartCheck = (part) => /^\d{1,4}(\.\d{1,2})?$/.test(part)

/**
 * List who will miss the requirement of a year at the present pace, in an organisation's subtree, the largest gap first; of a year that is over, who missed it.
 * Null where the viewer may not read the organisation's people.
 *
 * @throws {BadInput} for an id that is none, a year that has not begun or lies before 2000, and when `first` or `after` is not good.
 */
export async function listHoursAtRisk(
  { now, today, readablePlaces, hoursRisks }: Pick<AttendanceContext, "now" | "today" | "readablePlaces" | "hoursRisks">,
  asked: { organisation: string; year?: number | null; first?: number | null; after?: string | null },
): Promise<Page<HoursRisk> | null> {
  const organisationId = requireId("organisation", asked.organisation, "organisation")
  const thisYear = Number(today.slice(0, 4))
  const year = asked.year ?? thisYear
  const pace = paceOf(year, today)
  if (year < FIRST_YEAR || pace === null) throw new BadInput("year", `Argument \`year\` must be between ${FIRST_YEAR} and ${thisYear}, but is ${year}.`)
  const request = pageRequest(asked, [isHours, idOf("member")])
  const [place] = await readablePlaces([organisationId])
  if (!place) return null
  const of = { path: place.path, year, factor: pace.factor, reportedOn: today, asOf: now() }
  return pageOf<HoursRisk>(
    await hoursRisks.findPage(of, request),
    request.limit,
    ({ gap, memberId }) => [String(gap), memberId],
    () => hoursRisks.count(of),
  )
}
