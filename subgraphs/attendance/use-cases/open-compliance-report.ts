import { COMPLIANCE_COLUMNS, complianceRow } from "../domain/compliance-sheet.ts"
import { type ComplianceRow, rowsBelow, rowsToBranches, wholeOf } from "../domain/compliance-rows.ts"
import type { Report, ReportParameters } from "../domain/report.ts"
import { findJudgingRules } from "./find-judging-rules.ts"
import { listYearGaps } from "./list-year-gaps.ts"
import { type BooksSources, type YearBooks, readYearBooks } from "./read-year-books.ts"

/** R02, and what its query answers besides: the rows that it prints, and the total of all of them. */
export type ComplianceReport = Report & { places: readonly ComplianceRow[]; total: ComplianceRow }

const ROWS_A_BATCH = 1_000

/**
 * Open the compliance of an organisation by those right below it, or down to every branch (R02 学时达标汇总表): one statement, which reads what is kept of each
 * branch and no account. Own rows and those right below add up to the total; down to branches each organisation above has its total behind what it adds up.
 *
 * @throws {BadInput} without a year.
 */
export async function openComplianceReport(sources: BooksSources, parameters: ReportParameters): Promise<ComplianceReport | null> {
  const books = await readYearBooks(sources, parameters)
  if (!books) return null
  const { asked, place } = books
  const isToBranches = parameters.detail !== null
  const { rows: places, ruleSetIds } = await findRows(sources, books, isToBranches)
  const total: ComplianceRow = { ...place, kind: null, isOwn: false, isTotal: true, ...wholeOf(places) }
  return {
    kind: "COMPLIANCE",
    title: `${asked.year}年度学时达标汇总表${isToBranches ? "（到党支部）" : ""}`,
    organisation: { id: place.id, name: place.name },
    parameters,
    ruleSets: await findJudgingRules(sources, ruleSetIds, { path: place.path, day: asked.day }),
    columns: COMPLIANCE_COLUMNS,
    gaps: () => listYearGaps(sources, books),
    count: () => Promise.resolve(places.length + 1),
    async *batches(after) {
      const lines = [...places, total]
      for (let at = after === undefined ? 0 : Number(after); at < lines.length; at += ROWS_A_BATCH) {
        const end = Math.min(lines.length, at + ROWS_A_BATCH)
        yield { rows: lines.slice(at, end).map(complianceRow), position: String(end) }
      }
    },
    places,
    total,
  }
}

/** Find what stands in which row. Of a year that is over those are behind who missed it; of one to come nobody knows. */
async function findRows({ books }: BooksSources, { asked, place, yearIsOver }: YearBooks, isToBranches: boolean) {
  const hasBegun = asked.day >= `${asked.year}-01-01`
  const isCounted = hasBegun && !yearIsOver
  const found = isToBranches ? await books.findPlacesBehind(asked, isCounted) : await books.findChildren(asked, isCounted)
  const places = found.places.map((one) => {
    const missing = yearIsOver ? one.own.people - one.own.compliant : (found.behind.get(one.path) ?? 0)
    return { ...one, behind: hasBegun ? missing : null }
  })
  return { rows: isToBranches ? rowsToBranches(places) : rowsBelow(places, place.path), ruleSetIds: found.ruleSetIds }
}
