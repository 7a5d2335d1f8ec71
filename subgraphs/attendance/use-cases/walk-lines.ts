import type { LineChoice, LinePlace } from "../data/book-line.reader.ts"
import type { BookLine } from "../domain/book-line.ts"
import type { YearFigures, YearPlace } from "../domain/year-figures.ts"
import type { AttendanceContext } from "../context.ts"
import type { YearBooks } from "./read-year-books.ts"

/** Which lines are asked for; `isNobody` where there can be none. */
export type LinesAsked = LineChoice & { isNobody: boolean }

/** A line of a person at a place, or (`line` null) the end of the place. */
export type Step = { at: number; line: BookLine | null }

const LINES_AT_ONCE = 1_000
const PLACES_AT_ONCE = 1_000

/**
 * Walk the lines of some organisations in their order, a thousand at a time, each batch by one statement, from behind a line on.
 *
 * What each organisation comes to says how many of them a batch takes; were it wrong, the lines would be right all the same.
 */
export async function* walkLines(
  books: AttendanceContext["books"],
  { asked }: YearBooks,
  places: readonly YearPlace[],
  lines: LinesAsked,
  from: { at: number; weight: number | null; memberId: string | null },
  atOnce = LINES_AT_ONCE,
): AsyncIterable<Step> {
  let { at } = from
  let after: LinePlace | null = from.weight === null || from.memberId === null ? null : { weight: from.weight, memberId: from.memberId }
  while (at < places.length) {
    const end = endOf(places, at, lines, atOnce)
    const ids = places.slice(at, end).map(({ id }) => id)
    const found = lines.isNobody ? [] : await books.findLines(ids, asked, lines, after, atOnce)
    let reached = at
    for (const line of found) {
      while (reached < at + line.at) yield { at: reached++, line: null }
      yield { at: reached, line }
    }
    const last = found.at(-1)
    if (last && found.length === atOnce) {
      after = { weight: last.weight, memberId: last.memberId }
      at = reached
      continue
    }
    while (reached < end) yield { at: reached++, line: null }
    after = null
    at = end
  }
}

/** Take places until they hold a batch. */
function endOf(places: readonly YearPlace[], at: number, lines: LinesAsked, atOnce: number): number {
  let [end, sum] = [at, 0]
  while (end < places.length && end - at < PLACES_AT_ONCE && sum < atOnce) sum += expected((places[end++] as YearPlace).own, lines)
  return end
}

function expected({ people, asides }: YearFigures, { isRequired }: LinesAsked): number {
  return isRequired ? people : asides
}
