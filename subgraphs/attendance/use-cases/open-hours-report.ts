import { BadInput } from "../../shared/errors.ts"
import { type LinesAsked, countLines } from "../domain/book-line.ts"
import { HOURS_COLUMNS, asideRow, hoursRow, sumRow } from "../domain/hours-sheet.ts"
import type { Report, ReportBatch, ReportParameters, ReportRow } from "../domain/report.ts"
import { type YearFigures, type YearPlace, pathsEndingAt, totalsOf } from "../domain/year-figures.ts"
import { findJudgingRules } from "./find-judging-rules.ts"
import { listYearGaps } from "./list-year-gaps.ts"
import { type BooksSources, type YearBooks, readYearBooks } from "./read-year-books.ts"
import { walkLines } from "./walk-lines.ts"

/** R01, and what its query answers besides. */
export type HoursReport = Report & { total: YearFigures; places: readonly YearPlace[]; books: YearBooks; lines: LinesAsked }

const VERDICTS = ["COMPLIANT", "NOT_COMPLIANT", "IN_PROGRESS", "NOT_REQUIRED"]
const ROWS_A_BATCH = 1_000

/** Where a walk goes on: in which part, at which place, behind which line or sum of it; and the number of the last line. */
type Position = { part: "LINES" | "ASIDES"; at: number; weight: number | null; memberId: string | null; sums: number; number: number }

/**
 * Open the detailed account of hours (R01 年度学时完成情况明细表): a line a person in the order of the tree, with what each branch and each organisation above it
 * comes to.
 *
 * With a verdict only those lines are shown; sums are always of everybody in the denominator. Whoever is in no denominator stands under the total.
 *
 * @throws {BadInput} without a year, and for a verdict that is none.
 */
export async function openHoursReport(sources: BooksSources, parameters: ReportParameters): Promise<HoursReport | null> {
  const { verdict } = parameters
  if (verdict !== null && !VERDICTS.includes(verdict)) throw new BadInput("verdict", `Argument \`verdict\` is one of ${VERDICTS.join(", ")}.`)
  const books = await readYearBooks(sources, parameters)
  if (!books) return null
  const { places, ruleSetIds } = await sources.books.findPlaces(books.asked)
  const totals = totalsOf(places)
  const total = totals.get(books.place.path)
  if (!total) return null
  const lines = linesOf(verdict, books.yearIsOver)
  return {
    kind: "HOURS_DETAIL",
    title: `${books.asked.year}年度学时完成情况明细表`,
    organisation: { id: books.place.id, name: books.place.name },
    parameters,
    ruleSets: await findJudgingRules(sources, ruleSetIds, { path: books.place.path, day: books.asked.day }),
    columns: HOURS_COLUMNS,
    gaps: () => listYearGaps(sources, books),
    count: () => Promise.resolve(countLines(total, lines) + (lines.isRequired ? places.length : 0) + (verdict === null ? total.asides : 0)),
    batches: (after) => batchesOf(sources, { books, places, totals, verdict, lines }, after),
    total,
    places,
    books,
    lines,
  }
}

/** Which lines a verdict means. Of a year that is over nothing is in progress, and of one that runs nobody has failed. */
function linesOf(verdict: string | null, yearIsOver: boolean): LinesAsked {
  if (verdict === null) return { isRequired: true, isCompliant: null, isNobody: false }
  if (verdict === "NOT_REQUIRED") return { isRequired: false, isCompliant: null, isNobody: false }
  return { isRequired: true, isCompliant: verdict === "COMPLIANT", isNobody: verdict === (yearIsOver ? "IN_PROGRESS" : "NOT_COMPLIANT") }
}

type Walk = {
  books: YearBooks
  places: readonly YearPlace[]
  totals: ReadonlyMap<string, YearFigures>
  verdict: string | null
  lines: LinesAsked
}

const START: Position = { part: "LINES", at: 0, weight: null, memberId: null, sums: 0, number: 0 }

async function* batchesOf(sources: BooksSources, walk: Walk, after: string | undefined): AsyncIterable<ReportBatch> {
  let rows: ReportRow[] = []
  let last: Position = START
  for await (const { row, position } of rowsOf(sources, walk, after === undefined ? START : (JSON.parse(after) as Position))) {
    rows.push(row)
    last = position
    if (rows.length < ROWS_A_BATCH) continue
    yield { rows, position: JSON.stringify(last) }
    rows = []
  }
  if (rows.length > 0) yield { rows, position: JSON.stringify(last) }
}

/** Give every row with the position behind it. */
async function* rowsOf(sources: BooksSources, walk: Walk, from: Position): AsyncIterable<{ row: ReportRow; position: Position }> {
  const { books, places, verdict, lines } = walk
  let position = from
  if (position.part === "LINES") {
    if (lines.isRequired) {
      const sums = sumsOf(walk)
      for await (const { at, line } of walkLines(sources.books, books, places, lines, position)) {
        if (line) {
          const number = position.number + 1
          position = { part: "LINES", at, weight: line.weight, memberId: line.memberId, sums: 0, number }
          yield { row: hoursRow(line, number, placeName(places, at), books.yearIsOver), position }
          continue
        }
        const closing = sums(at)
        for (let sum = position.at === at ? position.sums : 0; sum < closing.length; sum += 1) {
          position = { ...position, at, weight: null, memberId: null, sums: sum + 1 }
          yield { row: closing[sum] as ReportRow, position }
        }
        position = { ...position, at: at + 1, weight: null, memberId: null, sums: 0 }
      }
    }
    position = { ...START, part: "ASIDES", number: position.number }
  }
  if (verdict !== null && verdict !== "NOT_REQUIRED") return
  const asides: LinesAsked = { isRequired: false, isCompliant: null, isNobody: false }
  for await (const { at, line } of walkLines(sources.books, books, places, asides, position)) {
    if (!line) continue
    position = { ...position, at, weight: line.weight, memberId: line.memberId }
    yield { row: asideRow(line, placeName(places, at)), position }
  }
}

function placeName(places: readonly YearPlace[], at: number): string {
  return (places[at] as YearPlace).name
}

/** What is written after the people of a place: the sum of its own, and of each organisation that ends there with what is below it. */
function sumsOf({ places, totals, books }: Walk): (at: number) => ReportRow[] {
  const byPath = new Map(places.map((place) => [place.path, place]))
  return (at) => {
    const place = places[at] as YearPlace
    const sums = pathsEndingAt(places, at).flatMap((path): ReportRow[] => {
      const [one, total] = [byPath.get(path), totals.get(path)]
      const isSum = path === books.place.path || (path !== place.path && (total?.people ?? 0) > 0)
      return one && total && isSum ? [sumRow("TOTAL", one, total)] : []
    })
    return place.own.people > 0 ? [sumRow("SUBTOTAL", place, place.own), ...sums] : sums
  }
}
