import { type Page, isInstant, isPath, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf } from "../../shared/typeid.ts"
import { type Completeness, missingOf } from "../domain/completeness.ts"
import type { FindingKind } from "../domain/finding.ts"
import type { ReportAsked } from "../domain/report.ts"
import { askFindings } from "./ask-findings.ts"
import { askReport } from "./ask-report.ts"
import type { ReportSources } from "./open-report.ts"

type Asked = { organisation: string; from: string; to: string; asOf?: Date | null; purpose?: string | null; first?: number | null; after?: string | null }
export type CompletenessLine = Completeness & { missing: readonly FindingKind[] }
export type CompletenessAsked = { asked: ReportAsked; page: Page<CompletenessLine> }

/**
 * List what there is of each lesson of some days (R14), by organiser and time; null for what is hidden from the viewer or not there.
 *
 * @throws {BadInput} for an id that is none, days out of order, a moment that has not come, or a page that cannot be.
 */
export async function listCompleteness(sources: ReportSources, question: Asked): Promise<CompletenessAsked | null> {
  const request = pageRequest(question, [isPath, isInstant, idOf("lesson")])
  const asked = await askReport(sources, "COMPLETENESS", question)
  const ground = asked && (await sources.reportGrounds.findGround(asked.report.organisation.id, sources.today))
  if (!ground) return null
  const of = await askFindings(sources, { path: ground.path, from: question.from, to: question.to, asOf: asked.report.parameters.asOf })
  const [path, startsAt, lessonId] = request.after ?? []
  const after = path && startsAt && lessonId ? { path, startsAt: new Date(startsAt), lessonId } : null
  const lines = await sources.findings.findCompleteness(of, after, request.limit + 1)
  const page = pageOf<CompletenessLine>(
    lines.map((line) => ({ ...line, missing: missingOf(line, of.rulesAt(line.organisationPath, line.heldOn)).map(({ kind }) => kind) })),
    request.limit,
    (line) => [line.organisationPath, line.startsAt.toISOString(), line.lessonId],
    () => sources.findings.countLessons(of),
  )
  asked.answered?.(page.items.length)
  return { asked, page }
}
