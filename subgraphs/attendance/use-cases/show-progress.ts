import { type Chart, yearChart } from "../domain/chart.ts"
import type { ReportSources } from "./open-report.ts"
import type { YearBooks } from "./read-year-books.ts"
import { readYearProgress } from "./read-year-progress.ts"

/** Show a year month by month. */
export async function showProgress(sources: ReportSources, books: YearBooks): Promise<Chart> {
  const { months, gaps } = await readYearProgress(sources, books)
  return yearChart(books.place.name, books.asked.year, books.asked.day, months, gaps)
}
