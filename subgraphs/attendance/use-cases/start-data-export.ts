import type { FieldProblem } from "../../shared/result.ts"
import { LONGEST_TITLE, problemsOfOptionalText, trimmed } from "../../shared/text.ts"
import { type BooksAnswer, type BooksQuestion, type BooksStarter, startBooksExport } from "./start-books-export.ts"

type DataAsked = BooksQuestion & { standard: "XAPI" | "ONE_ROSTER"; homePage?: string | null }

/**
 * Ask for a year's study as statements of xAPI, or for its rosters as OneRoster's files, for another system. A job makes the file.
 *
 * Refuses a home page that is no address, and one for rosters, which name nobody's accounts.
 *
 * @throws {BadInput} when the organisation's id is none.
 */
export function startDataExport(context: BooksStarter, { standard, homePage, ...asked }: DataAsked): BooksAnswer {
  const page = trimmed(homePage)
  return startBooksExport(context, asked, {
    kind: standard,
    more: page === null ? {} : { homePage: page },
    problems: problemsOf(standard, page),
    input: { ...asked, standard, homePage: page },
  })
}

function problemsOf(standard: DataAsked["standard"], page: string | null): FieldProblem[] {
  if (page === null) return []
  if (standard === "ONE_ROSTER") return [{ path: "homePage", message: "Rosters have none: leave it out." }]
  const problems = problemsOfOptionalText("homePage", page, LONGEST_TITLE)
  if (problems.length > 0) return problems
  return /^https?:\/\/[\w.-]+(:\d{1,5})?(\/[\w.~/-]*)?$/.test(page) ? [] : [{ path: "homePage", message: "Give an address such as https://example.org/." }]
}
