import { type Page, isInstant, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf } from "../../shared/typeid.ts"
import type { AttendanceChange } from "../domain/correction.ts"
import type { ReportAsked } from "../domain/report.ts"
import { type ReportQuestion, askReport } from "./ask-report.ts"
import { findChangesAsked } from "./find-changes-asked.ts"
import { findReportGround } from "./find-report-ground.ts"
import type { ReportSources } from "./open-report.ts"

/**
 * List the changes of some days as their log (R07) has them, oldest first, with what it takes to ask for the same again; null for what the viewer may not read.
 *
 * @throws {BadInput} as any report does, and when the page cannot be.
 */
export async function listChangeLog(
  sources: ReportSources,
  question: ReportQuestion & { first?: number | null; after?: string | null },
): Promise<{ asked: ReportAsked; page: Page<AttendanceChange> } | null> {
  const request = pageRequest(question, [isInstant, idOf("entry")])
  const asked = await askReport(sources, "CHANGE_LOG", question)
  if (!asked) return null
  const { parameters } = asked.report
  const changes = findChangesAsked(sources, parameters, await findReportGround(sources, parameters))
  if (!changes) return null
  const [at, id] = request.after ?? []
  const lines = await sources.changeLog.findLines(changes, at !== undefined && id !== undefined ? [at, id] : null, request.limit + 1)
  const page = pageOf(
    lines.map(({ change }) => change),
    request.limit,
    (change) => [change.at.toISOString(), change.id],
    () => asked.report.count(),
  )
  asked.answered?.(page.items.length)
  return { asked, page }
}
