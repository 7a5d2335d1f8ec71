import { BadInput } from "../../shared/errors.ts"
import { type FieldProblem, type InvalidInput, type NotAllowed, type Result, invalidInput, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import { BOOKS_FORMATS, type BooksKind, type ExportParameters, mutationOf, problemsOfPurpose } from "../domain/export.ts"
import { exportLimitOf } from "../domain/export.policy.ts"
import { type TooManyExports, addExport } from "./add-export.ts"
import { findHandedOutBooks } from "./find-handed-out-books.ts"
import type { ReportSources } from "./open-report.ts"

/** What is asked of every handing out. */
export type BooksQuestion = { organisation: string; year: number; asOf?: Date | null; purpose: string; clientMutationKey?: string | null }
export type BooksStarter = Pick<AttendanceContext, "change" | "places"> & ReportSources
export type BooksAnswer = Promise<Result<{ exportId: string }, TooManyExports | NotAllowed | InvalidInput>>

/** What only some of them are asked for with, what is wrong with it, and how the request was made. */
type Particulars = { kind: BooksKind; more: Pick<ExportParameters, "reports" | "homePage">; problems: readonly FieldProblem[]; input: object }

const NO_SUCH = "There are no such books for you, or you may not take them away."

/**
 * Ask for a year's books to be handed out whole, as a file that a job makes, as the books stand now or as of `asOf`.
 *
 * For whoever may have the ledger verified there; a purpose (目的) must be given, and at most five are under way at once. Secretaries get at most what they may
 * take away of a report; that it is more is found when the job counts it.
 *
 * @throws {BadInput} when the organisation's id is none.
 */
export async function startBooksExport(
  context: BooksStarter,
  { organisation, year, asOf = null, purpose }: BooksQuestion,
  { kind, more, problems, input }: Particulars,
): BooksAnswer {
  requireId("input.organisation", organisation, "organisation")
  const all = [...problemsOfPurpose(purpose), ...problems]
  if (all.length > 0) return invalidInput(...all)
  const books = await findUnnoted(context, kind, { organisation, year, asOf, purpose })
  if (books instanceof BadInput) return invalidInput({ path: books.extensions.argument, message: books.message })
  const place = await context.places.findOrganisation(organisation)
  const parameters: ExportParameters = { ...NOTHING_ASKED, ...more, organisationId: organisation, year, asOf: books?.asked.asOf ?? context.now() }
  if (!books || !place || exportLimitOf(context.viewer, { kind, parameters }, place.path) === null) return notAllowed(NO_SUCH)
  return context.change({ mutation: mutationOf(kind), input }, (writers): BooksAnswer => {
    const asked = { kind, format: BOOKS_FORMATS[kind], organisationId: place.id, organisationPath: place.path, parameters, total: 0 }
    return addExport(writers, { ...asked, purpose: purpose.trim() })
  })
}

const NOTHING_ASKED = { from: null, to: null, lessonId: null, memberId: null, classId: null, verdict: null, detail: null }

/** Find the books as they will be handed out. Nothing is handed out yet, so nothing is noted. */
async function findUnnoted(context: ReportSources, kind: BooksKind, asked: Parameters<typeof findHandedOutBooks>[2]) {
  const unnoted = { ...context, accessLog: { ...context.accessLog, note: <Note>(note: Note) => note } }
  try {
    return await findHandedOutBooks(unnoted, kind, asked)
  } catch (error) {
    if (error instanceof BadInput) return error
    throw error
  }
}
