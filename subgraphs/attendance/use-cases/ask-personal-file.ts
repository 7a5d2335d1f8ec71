import { BadInput } from "../../shared/errors.ts"
import { isDay, isText, pageRequest } from "../../shared/page.ts"
import { requireId } from "../../shared/typeid.ts"
import { type EarningLine, FILE_SECTIONS, daysOf } from "../domain/personal-file.ts"
import type { ReportAsked } from "../domain/report.ts"
import { type ReportQuestion, askReport } from "./ask-report.ts"
import type { ReportSources } from "./open-report.ts"
import { type ReadFile, readPersonalFile } from "./read-personal-file.ts"

type Question = Pick<ReportQuestion, "asOf" | "purpose"> & {
  member: string
  year?: number | null
  fromYear?: number | null
  toYear?: number | null
  first?: number | null
  after?: string | null
}

/** A page of the lines of a file, with the whole file that they are of. */
export type AskedFile = { asked: ReportAsked; memberId: string; file: ReadFile; page: readonly EarningLine[]; hasNextPage: boolean }

const MOST_YEARS = 10
const isSection = (part: string) => FILE_SECTIONS.some((section) => section === part)

/**
 * Ask for somebody's file of a year, or of several at once; null where the viewer may not read the person.
 *
 * @throws {BadInput} for an id that is none, years that are out of order or more than ten, bad paging, and as every report does.
 */
export async function askPersonalFile(
  sources: ReportSources,
  { member, year, fromYear, toYear, first, after, ...question }: Question,
): Promise<AskedFile | null> {
  const request = pageRequest({ first: first ?? null, after: after ?? null }, [isDay, isSection, isText])
  const memberId = requireId("member", member, "member")
  if ((fromYear == null) !== (toYear == null))
    throw new BadInput(fromYear == null ? "fromYear" : "toYear", "Arguments `fromYear` and `toYear` are given both or not at all.")
  const isSpan = fromYear != null && toYear != null
  if (isSpan && year != null) throw new BadInput("year", "Give one `year`, or `fromYear` and `toYear`: not all of them.")
  if (isSpan && (fromYear < 2000 || toYear < fromYear || toYear - fromYear >= MOST_YEARS || toYear > Number(sources.today.slice(0, 4))))
    throw new BadInput("toYear", `Years are from 2000 to this one, \`toYear\` not before \`fromYear\`, and at most ${MOST_YEARS} of them.`)
  const branchId = await sources.labels.findBranchThen(memberId, sources.dayOf(question.asOf ?? sources.now()))
  if (branchId === null) return null
  const span = isSpan ? { from: `${fromYear}-01-01`, to: `${toYear}-12-31` } : { year: year ?? null }
  const asked = await askReport(sources, "PERSONAL_FILE", { ...question, ...span, organisation: branchId, member: memberId })
  if (!asked) return null
  const { parameters } = asked.report
  const file = await readPersonalFile(sources, memberId, daysOf(parameters, Number(sources.today.slice(0, 4))), parameters.asOf)
  const [day, section, id] = request.after ?? []
  const last = file.lines.findIndex((line) => line.occurredOn === day && line.section === section && line.id === id)
  const start = request.after === null ? 0 : last + 1
  return { asked, memberId, file, page: file.lines.slice(start, start + request.limit), hasNextPage: file.lines.length > start + request.limit }
}
