import { BadInput } from "../../shared/errors.ts"
import { type InvalidInput, type NotAllowed, type Result, invalidInput, notAllowed, refused } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import { type ExportFormat, problemsOfPurpose } from "../domain/export.ts"
import { LARGEST_PDF, exportLimitOf } from "../domain/export.policy.ts"
import { REPORT_FORMATS } from "../domain/report-file.ts"
import type { Report, ReportKind } from "../domain/report.ts"
import { type TooManyExports, addExport } from "./add-export.ts"
import { type ReportQuestion, askReport } from "./ask-report.ts"
import { REPORT_OPENERS, type ReportSources } from "./open-report.ts"

/** It has more rows than this viewer, or this format, may have at once. */
export type TooManyRows = { kind: "TooManyRows"; message: string; rows: number; limit: number }

type Asked = ReportQuestion & { report: ReportKind; format: ExportFormat; purpose: string; clientMutationKey?: string | null }
type Refusal = TooManyRows | TooManyExports | NotAllowed | InvalidInput
type Answer = Promise<Result<{ exportId: string }, Refusal>>

const NO_SUCH = "There is no such report for you, or you may not take it away as a file."

/**
 * Ask for a report as a file. A job makes it, as the books stand now or as of `asOf`: what is recorded meanwhile is not in it.
 *
 * A purpose (目的) must be given. Refuses what the viewer's role may not take away, more rows than it may take away at once, and a sixth export at a time.
 *
 * @throws {BadInput} when an id is none.
 */
export async function startExport(
  context: Pick<AttendanceContext, "change" | "places"> & ReportSources,
  { report: kind, format, purpose, clientMutationKey = null, ...question }: Asked,
): Answer {
  requireIds(question)
  const problems = problemsOf(kind, format, purpose)
  if (problems.length > 0) return invalidInput(...problems)
  const opened = await openAsked(context, kind, { ...question, purpose })
  if (opened instanceof BadInput) return invalidInput({ path: opened.extensions.argument, message: opened.message })
  const place = await context.places.findOrganisation(question.organisation)
  const limit = opened && place && exportLimitOf(context.viewer, { kind, parameters: opened.parameters }, place.path)
  if (!opened || !place || limit === null) return notAllowed(NO_SUCH)
  const total = await opened.count()
  const tooMany = tooManyRows(format, total, limit)
  if (tooMany) return refused(tooMany)

  const input = { report: kind, format, purpose, ...question, clientMutationKey }
  return context.change({ mutation: "startExport", input }, (writers): Answer => {
    const { parameters } = opened
    return addExport(writers, { kind, format, organisationId: place.id, organisationPath: place.path, parameters, purpose: purpose.trim(), total })
  })
}

function requireIds({ organisation, lesson, member, class: classId }: ReportQuestion): void {
  requireId("input.organisation", organisation, "organisation")
  if (lesson != null) requireId("input.lesson", lesson, "lesson")
  if (member != null) requireId("input.member", member, "member")
  if (classId != null) requireId("input.class", classId, "class")
}

function problemsOf(kind: ReportKind, format: ExportFormat, purpose: string) {
  return [
    ...problemsOfPurpose(purpose),
    ...(REPORT_FORMATS.some((one) => one === format) ? [] : [{ path: "format", message: `A report is taken away as ${REPORT_FORMATS.join(", ")}.` }]),
    ...(REPORT_OPENERS[kind] ? [] : [{ path: "report", message: "This report is not there as a file yet." }]),
  ]
}

/** Open the report as it will be made. What is only counted is not noted as read. */
async function openAsked(context: ReportSources, kind: ReportKind, question: ReportQuestion): Promise<Report | BadInput | null> {
  const unnoted = { ...context, accessLog: { ...context.accessLog, note: <Note>(note: Note) => note } }
  try {
    return (await askReport(unnoted, kind, question))?.report ?? null
  } catch (error) {
    if (error instanceof BadInput) return error
    throw error
  }
}

function tooManyRows(format: ExportFormat, rows: number, limit: number): TooManyRows | null {
  const most = format === "PDF" ? Math.min(limit, LARGEST_PDF) : limit
  if (rows <= most) return null
  const instead =
    most < limit ? "Ask for XLSX or CSV, or for an organisation further down." : "Ask for an organisation further down, or let an auditor pull it."
  return { kind: "TooManyRows", message: `It has ${rows} rows, and at most ${most} may be taken away at once. ${instead}`, rows, limit: most }
}
