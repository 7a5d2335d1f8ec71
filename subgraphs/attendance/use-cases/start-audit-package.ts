import type { FieldProblem } from "../../shared/result.ts"
import { PACKAGED_REPORTS } from "../domain/audit-package.ts"
import { REPORT_KINDS, type ReportKind } from "../domain/report.ts"
import { type BooksAnswer, type BooksQuestion, type BooksStarter, startBooksExport } from "./start-books-export.ts"

/**
 * Ask for an audit package (审计包) as a file: the reports of a subtree and a year with the ledger behind them and what proves it. A job makes it.
 *
 * Without `reports` it holds every report that needs no more than a place and a year; refuses others, and none.
 *
 * @throws {BadInput} when the organisation's id is none.
 */
export function startAuditPackage(context: BooksStarter, { reports, ...asked }: BooksQuestion & { reports?: readonly ReportKind[] | null }): BooksAnswer {
  const wanted = reports && REPORT_KINDS.filter((kind) => reports.includes(kind))
  return startBooksExport(context, asked, {
    kind: "AUDIT_PACKAGE",
    more: wanted ? { reports: wanted } : {},
    problems: problemsOf(reports ?? null),
    input: { ...asked, reports: reports ?? null },
  })
}

function problemsOf(reports: readonly ReportKind[] | null): FieldProblem[] {
  if (reports === null) return []
  if (reports.length === 0) return [{ path: "reports", message: "Name at least one report, or leave it out for all of them." }]
  if (reports.length > REPORT_KINDS.length) return [{ path: "reports", message: `At most ${REPORT_KINDS.length} reports, but these are ${reports.length}.` }]
  const packaged = Object.keys(PACKAGED_REPORTS)
  return reports.flatMap((kind, at) =>
    packaged.includes(kind)
      ? []
      : [{ path: `reports.${at}`, message: `No package holds ${kind}: it needs more than a place and a year. Ask for it by itself.` }],
  )
}
