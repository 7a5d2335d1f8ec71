import type { FieldProblem } from "../../shared/result.ts"
import { LONGEST_NOTE, problemsOfOptionalText } from "../../shared/text.ts"

export type AppraisalGrade = "GOOD" | "FAIR" | "ORDINARY" | "POOR"

/** 述职评议: one year's appraisal, by an organisation, of the secretaries below it. */
export type AppraisalRound = { id: string; organisationId: string; year: number; heldOn: string | null }
export type AppraisalResult = { roundId: string; organisationId: string; secretaryId: string; grade: AppraisalGrade; comments: string | null }

/** The most results in one call, and in a whole round: a city has a few hundred communities. */
export const MOST_RESULTS = 100
export const MOST_IN_ROUND = 300

/** Find what is wrong with an appraisal that is about to be recorded; `today` is a day. */
export function problemsOfAppraisal(
  asked: { year: number; heldOn: string },
  results: readonly { organisation: string; comments?: string | null }[],
  today: string,
): FieldProblem[] {
  const isRepeated = (organisation: string, at: number) => results.findIndex((other) => other.organisation === organisation) < at
  return [
    ...(asked.heldOn > today ? [{ path: "heldOn", message: "The day lies in the future." }] : []),
    // A year is appraised at its end or early in the next.
    ...(asked.year < 1921 || ![asked.year, asked.year + 1].includes(Number(asked.heldOn.slice(0, 4)))
      ? [{ path: "year", message: "A year is appraised in that year or in the next." }]
      : []),
    ...(results.length === 0 || results.length > MOST_RESULTS
      ? [{ path: "results", message: `1 to ${MOST_RESULTS} results; more of them in a second call.` }]
      : []),
    ...results
      .slice(0, MOST_RESULTS)
      .flatMap(({ organisation, comments }, at) => [
        ...(isRepeated(organisation, at) ? [{ path: `results.${at}.organisation`, message: "This organisation is named once already." }] : []),
        ...problemsOfOptionalText(`results.${at}.comments`, comments, LONGEST_NOTE),
      ]),
  ]
}
