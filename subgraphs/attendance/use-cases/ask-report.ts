import { BadInput } from "../../shared/errors.ts"
import { LONGEST_TITLE, problemsOfOptionalText, trimmed } from "../../shared/text.ts"
import { requireId } from "../../shared/typeid.ts"
import type { ReportAsked, ReportKind, ReportParameters } from "../domain/report.ts"
import { type ReportSources, openReport } from "./open-report.ts"
import { takeAsOf } from "./take-as-of.ts"

/** What somebody asks for, as it comes from outside. */
export type ReportQuestion = {
  organisation: string
  year?: number | null
  from?: string | null
  to?: string | null
  asOf?: Date | null | undefined
  lesson?: string | null
  member?: string | null
  class?: string | null
  verdict?: string | null
  detail?: string | null
  purpose?: string | null
}

/** No Party school kept books in the graph before. */
const FIRST_YEAR = 2000
const LONGEST_DAYS = 731
/** A person's file may be of ten years: it is small. */
const LONGEST_FILE_DAYS = 3_653

/**
 * Open the report that somebody asks for, now or as the books stood before; null for what is hidden from them or not there. What is opened goes to the log.
 *
 * @throws {BadInput} for an id that is none, a year or days out of bounds, a moment that has not come, or a purpose that is no short text.
 */
export async function askReport(sources: ReportSources, kind: ReportKind, question: ReportQuestion): Promise<ReportAsked | null> {
  const purpose = trimmed(question.purpose)
  const [problem] = problemsOfOptionalText("purpose", purpose, LONGEST_TITLE)
  if (problem) throw new BadInput("purpose", `Argument \`purpose\`: ${problem.message}`)
  const parameters = await parametersOf(sources, kind, question)
  const report = await openReport(kind, sources, parameters)
  if (!report) return null
  const noted = sources.accessLog.note({
    operation: `query ${kind}`,
    purpose,
    organisationId: parameters.organisationId,
    subjects: [parameters.memberId, parameters.lessonId, parameters.classId].filter((id) => id !== null),
    parameters,
  })
  return {
    report,
    run: { generatedAt: sources.now(), generatedBy: sources.viewer.name, purpose },
    answered: (rows) => void (noted.rows = rows),
  }
}

async function parametersOf(sources: ReportSources, kind: ReportKind, question: ReportQuestion): Promise<ReportParameters> {
  const { year = null, from = null, to = null, verdict = null, detail = null } = question
  if (year !== null && (year < FIRST_YEAR || year > Number(sources.today.slice(0, 4))))
    throw new BadInput("year", `Argument \`year\` is from ${FIRST_YEAR} to ${sources.today.slice(0, 4)}.`)
  if ((from === null) !== (to === null)) throw new BadInput(from === null ? "from" : "to", "Arguments `from` and `to` are given both or not at all.")
  if (from !== null && to !== null) {
    const days = (Date.parse(to) - Date.parse(from)) / 86_400_000
    const [most, years] = kind === "PERSONAL_FILE" ? [LONGEST_FILE_DAYS, "ten"] : [LONGEST_DAYS, "two"]
    if (days < 0 || days >= most) throw new BadInput("to", `Argument \`to\` must not be before \`from\`, and at most ${years} years later.`)
  }
  return {
    organisationId: requireId("organisation", question.organisation, "organisation"),
    year,
    from,
    to,
    asOf: await takeAsOf(sources, question.asOf),
    lessonId: question.lesson == null ? null : requireId("lesson", question.lesson, "lesson"),
    memberId: question.member == null ? null : requireId("member", question.member, "member"),
    classId: question.class == null ? null : requireId("class", question.class, "class"),
    verdict,
    detail: detail === "BELOW" ? null : detail,
  }
}
