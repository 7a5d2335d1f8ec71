import { COMPLIANCE_COLUMNS, complianceRow } from "../domain/compliance-sheet.ts"
import type { Report, ReportParameters, ReportRow } from "../domain/report.ts"
import { type YearFigures, type YearPlace, figuresOf } from "../domain/year-figures.ts"
import { findJudgingRules } from "./find-judging-rules.ts"
import { listYearGaps } from "./list-year-gaps.ts"
import { type BooksSources, readYearBooks } from "./read-year-books.ts"

/** A row of R02: an organisation right below the one asked about, with all below it; or that one with its own people, where it has any. */
export type ComplianceRow = YearPlace & { isOwn: boolean }

/** R02, and what its query answers besides. `behind` tells by path how many will miss the requirement at the present pace; unknown for a year to come. */
export type ComplianceReport = Report & { places: readonly ComplianceRow[]; total: YearFigures; behind: ReadonlyMap<string, number> | null }

const ROWS_A_BATCH = 1_000

/**
 * Open the compliance of an organisation by those right below it (R02 学时达标汇总表): one statement a level, which reads what is kept of each branch and no
 * account. The rows add up to the total.
 *
 * @throws {BadInput} without a year.
 */
export async function openComplianceReport(sources: BooksSources, parameters: ReportParameters): Promise<ComplianceReport | null> {
  const books = await readYearBooks(sources, parameters)
  if (!books) return null
  const { asked, place, yearIsOver } = books
  const hasBegun = asked.day >= `${asked.year}-01-01`
  const { places: found, ruleSetIds, behind: counted } = await sources.books.findChildren(asked, hasBegun && !yearIsOver)
  const places = found
    .map((row): ComplianceRow => ({ ...row, isOwn: row.path === place.path }))
    .filter(({ isOwn, own }) => !isOwn || found.length === 1 || own.people + own.asides > 0)
  const total = figuresOf(places.map(({ own }) => own))
  const missing = () => new Map(places.map(({ path, own }) => [path, own.people - own.compliant]))
  const behind = yearIsOver ? missing() : hasBegun ? counted : null
  return {
    kind: "COMPLIANCE",
    title: `${asked.year}年度学时达标汇总表`,
    organisation: { id: place.id, name: place.name },
    parameters,
    ruleSets: await findJudgingRules(sources, ruleSetIds, { path: place.path, day: asked.day }),
    columns: COMPLIANCE_COLUMNS,
    gaps: () => listYearGaps(sources, books),
    count: () => Promise.resolve(places.length + 1),
    async *batches(after) {
      const known = behind
      const rows = places.map((row) => complianceRow("ROW", row, row.own, known && (known.get(row.path) ?? 0)))
      const all = known && [...known.values()].reduce((sum, one) => sum + one, 0)
      const lines: ReportRow[] = [...rows, complianceRow("TOTAL", { ...place, kind: null }, total, all)]
      for (let at = after === undefined ? 0 : Number(after); at < lines.length; at += ROWS_A_BATCH) {
        const end = Math.min(lines.length, at + ROWS_A_BATCH)
        yield { rows: lines.slice(at, end), position: String(end) }
      }
    },
    places,
    total,
    behind,
  }
}
