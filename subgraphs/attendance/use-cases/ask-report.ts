import { BadInput } from "../../shared/errors.ts"
import { LONGEST_TITLE, problemsOfOptionalText } from "../../shared/text.ts"
import { requireId } from "../../shared/typeid.ts"
import type { ReportAsked, ReportKind, ReportParameters } from "../domain/report.ts"
import { type ReportSources, openReport } from "./open-report.ts"

/** What somebody asks for, as it comes from outside. */
export type ReportQuestion = {
  organisation: string
  year?: number | null
  from?: string | null
  to?: string | null
  asOf?: Date | null
  lesson?: string | null
  member?: string | null
  class?: string | null
  verdict?: string | null
  purpose?: string | null
}

/** No Party school kept books in the graph before. */
const FIRST_YEAR = 2000
const LONGEST_DAYS = 731

/**
 * Open the report that somebody asks for, now or as the books stood before; null for what is hidden from them or not there. What is opened goes to the log.
 *
 * @throws {BadInput} for an id that is none, a year or days out of bounds, or a moment that has not come.
 */
export async function askReport(sources: ReportSources, kind: ReportKind, question: ReportQuestion): Promise<ReportAsked | null> {
  const now = sources.now()
  const { year = null, from = null, to = null, verdict = null, purpose = null } = question
  const asOf = question.asOf ?? now
  if (asOf > now) throw new BadInput("asOf", "Argument `asOf` is a moment that has not come: leave it out for the books as they stand.")
  const [problem] = problemsOfOptionalText("purpose", purpose, LONGEST_TITLE)
  if (problem) throw new BadInput("purpose", problem.message)
  if (year !== null && (year < FIRST_YEAR || year > Number(sources.today.slice(0, 4))))
    throw new BadInput("year", `Argument \`year\` is from ${FIRST_YEAR} to ${sources.today.slice(0, 4)}.`)
  if ((from === null) !== (to === null)) throw new BadInput(from === null ? "from" : "to", "Arguments `from` and `to` are given both or not at all.")
  if (from !== null && to !== null) {
    const days = (Date.parse(to) - Date.parse(from)) / 86_400_000
    if (days < 0 || days >= LONGEST_DAYS) throw new BadInput("to", "Argument `to` must not be before `from`, and at most two years later.")
  }
  const parameters: ReportParameters = {
    organisationId: requireId("organisation", question.organisation, "organisation"),
    year,
    from,
    to,
    asOf,
    lessonId: question.lesson == null ? null : requireId("lesson", question.lesson, "lesson"),
    memberId: question.member == null ? null : requireId("member", question.member, "member"),
    classId: question.class == null ? null : requireId("class", question.class, "class"),
    verdict,
  }
  const report = await openReport(kind, sources, parameters)
  if (!report) return null
  const noted = sources.accessLog.note({
    operation: `query ${kind}`,
    purpose,
    organisationId: parameters.organisationId,
    subjects: [parameters.memberId, parameters.lessonId, parameters.classId].filter((id) => id !== null),
    parameters,
  })
  return { report, run: { generatedAt: now, generatedBy: sources.viewer.name, purpose }, answered: (rows) => void (noted.rows = rows) }
}
