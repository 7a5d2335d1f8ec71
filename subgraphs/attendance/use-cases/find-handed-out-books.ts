import { BadInput } from "../../shared/errors.ts"
import { LONGEST_TITLE, problemsOfText } from "../../shared/text.ts"
import { requireId } from "../../shared/typeid.ts"
import { mayVerify } from "../domain/ledger.policy.ts"
import type { ReportSources } from "./open-report.ts"
import { type YearBooks, readYearBooks } from "./read-year-books.ts"
import { takeAsOf } from "./take-as-of.ts"

/** What is handed out whole: a year of an organisation's subtree, as the books stood, for a purpose. */
export type HandOut = { organisation: string; year: number; asOf: Date | null; purpose: string }

const NOTHING_ASKED = { from: null, to: null, lessonId: null, memberId: null, classId: null, verdict: null, detail: null }

/**
 * Find the books that somebody wants to take out whole, and note that they do. Null for whoever may not have the ledger verified there, as for an
 * organisation that is not there.
 *
 * @throws {BadInput} for an id that is none, a year out of bounds, a moment that has not come, or no purpose.
 */
export async function findHandedOutBooks(sources: ReportSources, operation: string, asked: HandOut): Promise<YearBooks | null> {
  const { year, purpose } = asked
  const id = requireId("organisation", asked.organisation, "organisation")
  const thisYear = Number(sources.today.slice(0, 4))
  if (!Number.isInteger(year) || year < 2000 || year > thisYear) throw new BadInput("year", `Argument \`year\` is from 2000 to ${thisYear}.`)
  const [problem] = problemsOfText("purpose", purpose, LONGEST_TITLE)
  if (problem) throw new BadInput("purpose", `Argument \`purpose\`: ${problem.message}`)
  const [place] = await sources.readablePlaces([id])
  if (!place || !mayVerify(sources.viewer, place.path)) return null
  const asOf = await takeAsOf(sources, asked.asOf)
  const books = await readYearBooks(sources, { ...NOTHING_ASKED, organisationId: id, year, asOf })
  if (books) sources.accessLog.note({ operation, purpose, organisationId: id, parameters: { year, asOf } })
  return books
}
