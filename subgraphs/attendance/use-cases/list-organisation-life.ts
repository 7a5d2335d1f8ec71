import { BadInput } from "../../shared/errors.ts"
import { type Page, isPath, pageOf, pageRequest } from "../../shared/page.ts"
import type { LifeRow } from "../domain/organisation-life.ts"
import { quartersOf } from "../domain/organisation-life.ts"
import type { ReportAsked } from "../domain/report.ts"
import { askReport } from "./ask-report.ts"
import type { ReportSources } from "./open-report.ts"
import { readOrganisationLife } from "./read-organisation-life.ts"
import { takeReportGround } from "./take-report-ground.ts"

type Asked = {
  organisation: string
  year: number
  quarter?: number | null
  asOf?: Date | null
  purpose?: string | null
  first?: number | null
  after?: string | null
}
export type OrganisationLifeAsked = { asked: ReportAsked; page: Page<LifeRow> }

/**
 * List how branches of a subtree met in a year or in one of its quarters (R08), a branch a page's row times its quarters; null for what is hidden from the viewer or not there.
 *
 * `first` counts branches.
 *
 * @throws {BadInput} for an id that is none, a year or quarter out of bounds, a moment that has not come, or a page that cannot be.
 */
export async function listOrganisationLife(
  sources: ReportSources,
  { organisation, year, quarter = null, ...rest }: Asked,
): Promise<OrganisationLifeAsked | null> {
  const request = pageRequest(rest, [isPath])
  if (quarter !== null && (quarter < 1 || quarter > 4)) throw new BadInput("quarter", "Argument `quarter` is from 1 to 4.")
  const quarters = quartersOf(year).filter((one) => quarter === null || one.quarter === quarter)
  const [only] = quarter === null ? [] : quarters
  const days = only ? { from: only.from, to: only.to } : { year }
  const asked = await askReport(sources, "ORGANISATION_LIFE", { organisation, ...days, asOf: rest.asOf ?? null, purpose: rest.purpose ?? null })
  if (!asked) return null
  const { parameters } = asked.report
  const ground = await takeReportGround(sources, parameters, [year])
  if (!ground) return null
  const [after = null] = request.after ?? []
  const rows = await readOrganisationLife(sources, { ground, quarters, asOf: parameters.asOf }, after, request.limit + 1)
  const branches = [...new Set(rows.map(({ path }) => path))]
  const shown = new Set(branches.slice(0, request.limit))
  const items = rows.filter(({ path }) => shown.has(path))
  const span = { path: ground.path, from: quarters[0]?.from ?? "", to: quarters.at(-1)?.to ?? "" }
  const page = pageOf<LifeRow>(
    items,
    items.length,
    ({ path }) => [path],
    () => sources.organisationLife.countBranches(span),
  )
  asked.answered?.(page.items.length)
  return { asked, page: { ...page, hasNextPage: branches.length > request.limit } }
}
