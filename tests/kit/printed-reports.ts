import type { Report, ReportKind, ReportRow } from "../../subgraphs/attendance/domain/report.ts"
import { type ReportQuestion, askReport } from "../../subgraphs/attendance/use-cases/ask-report.ts"
import { digestReport } from "../../subgraphs/attendance/use-cases/digest-report.ts"
import { reportSourcesOf } from "./report-sources.ts"
import type { Place } from "./things.ts"

/** A report with everything that would be printed of it. */
export type Printed = { report: Report; rows: ReportRow[]; digest: string; lines: string[] }

/** Print reports as an export does, for an auditor of a place; null where there is none. `lines` are the cells of each row with commas between. */
export function printedReports(ownerUrl: string) {
  const sourcesOf = reportSourcesOf(ownerUrl)
  return async (at: Place, kind: ReportKind, question: Omit<ReportQuestion, "organisation">, organisation = at): Promise<Printed | null> => {
    const asked = await askReport(sourcesOf(at), kind, { ...question, organisation: organisation.id })
    if (!asked) return null
    const rows: ReportRow[] = []
    for await (const batch of asked.report.batches()) rows.push(...batch.rows)
    return { report: asked.report, rows, digest: await digestReport(asked.report), lines: rows.map(({ cells }) => cells.map((cell) => cell ?? "").join(",")) }
  }
}
