import { BadInput } from "../../shared/errors.ts"
import { subtreeOf } from "../../shared/viewer.ts"
import type { AttendanceContext } from "../context.ts"
import type { BookPlace } from "../data/books-report.reader.ts"
import type { BooksAsked } from "../data/books.row.ts"
import type { ReportParameters } from "../domain/report.ts"

/** What reports of years are read from. */
export type BooksSources = Pick<AttendanceContext, "books" | "dayOf" | "labels" | "ruleSets">

/** The books of an organisation's year as they stood, before anything is read of them. */
export type YearBooks = { place: BookPlace; asked: BooksAsked; yearIsOver: boolean }

/**
 * Find the organisation whose books of a year are asked for, at its place in the tree of then; null for what is hidden from the viewer, was founded later, or is
 * not there.
 *
 * @throws {BadInput} without a year.
 */
export async function readYearBooks({ books, dayOf }: BooksSources, { organisationId, year, asOf }: ReportParameters): Promise<YearBooks | null> {
  if (year === null) throw new BadInput("year", "Argument `year` is needed for this report.")
  const day = dayOf(asOf)
  const place = await books.findPlace(organisationId, day)
  return place && { place, asked: { ...subtreeOf(place.path), day, year, asOf }, yearIsOver: day > `${year}-12-31` }
}
