import { BadInput } from "../../shared/errors.ts"
import { type Page, type PartCheck, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf } from "../../shared/typeid.ts"
import type { BookLine } from "../domain/book-line.ts"
import { type HoursReport, countLines } from "./open-hours-report.ts"
import type { ReportSources } from "./open-report.ts"
import { walkLines } from "./walk-lines.ts"

const isWeight: PartCheck = (part) => /^\d$/.test(part)

/**
 * List lines of an opened report (R01) a page at a time, in the order of the sheet. Those outside every denominator only when they are asked for.
 *
 * @throws {BadInput} when `first` or `after` is not good.
 */
export async function listHoursLines(
  { books }: Pick<ReportSources, "books">,
  { books: of, places, lines, total }: HoursReport,
  paging: { first?: number | null; after?: string | null },
): Promise<Page<BookLine>> {
  const { limit, after } = pageRequest(paging, [idOf("organisation"), isWeight, idOf("member")])
  const [branchId, weight = null, memberId = null] = after ?? []
  const at = branchId === undefined ? 0 : places.findIndex(({ id }) => id === branchId)
  if (at < 0) throw new BadInput("after", "Argument `after` is not a cursor of this list: its branch is not in it.")
  const found: BookLine[] = []
  for await (const { line } of walkLines(books, of, places, lines, { at, weight: weight === null ? null : Number(weight), memberId }, limit + 1)) {
    if (line) found.push(line)
    if (found.length > limit) break
  }
  return pageOf(
    found,
    limit,
    (line) => [line.branchId, String(line.weight), line.memberId],
    () => countLines(total, lines),
  )
}
