import { createHash } from "node:crypto"
import type { AttendanceContext } from "../context.ts"
import type { BooksFile } from "../domain/books-file.ts"
import { statementsOf } from "../domain/xapi-statement.ts"
import { type HandOut, findHandedOutBooks } from "./find-handed-out-books.ts"
import type { ReportSources } from "./open-report.ts"

/** Whose ids the statements speak of where nobody says: a name that is nobody's on the internet. */
export const HOME_PAGE = "https://party-school.example/"

/**
 * Hand over a year's attendance as statements of xAPI 1.0.3, one a line, for a learning record store; null as for an audit package. Its rows are the facts that
 * are read: one may give two statements, or none.
 *
 * People are there by their ids, and never by their names. The same fact has the same statement's id whenever it is written.
 */
export async function openXapi(
  sources: ReportSources & Pick<AttendanceContext, "studyRecords">,
  { homePage, ...asked }: HandOut & { homePage: string },
): Promise<BooksFile<string> | null> {
  const books = await findHandedOutBooks(sources, "xAPI", asked)
  if (!books) return null
  const read = { rows: 0, digest: null }
  return {
    title: `${asked.year}年度学习记录xAPI`,
    organisation: books.place,
    read,
    count: () => sources.studyRecords.count(books.asked),
    async *bytes() {
      read.rows = 0
      for await (const records of sources.studyRecords.read(books.asked)) {
        read.rows += records.length
        const statements = records.flatMap((record) => statementsOf(record, homePage, voidingId))
        yield statements.map((statement) => `${JSON.stringify(statement)}\n`).join("")
      }
    },
  }
}

/** A uuid made of two others (RFC 9562, version 8). */
function voidingId(replaced: string, by: string): string {
  const digits = createHash("sha256").update(`voided ${replaced} ${by}`).digest("hex")
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-8${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20, 32)}`
}
