import { type Page, pageOf, pageRequest } from "../../shared/page.ts"
import type { AttendanceContext } from "../context.ts"
import { type PaperLineState, stateOf } from "../domain/paper-line.ts"
import type { PaperSheet } from "../domain/paper-sheet.ts"
import type { SheetLine } from "../domain/reconciliation.ts"

const isNumber = (part: string) => /^\d{1,6}$/.test(part)

/** List the lines of a paper sheet, in the order of the paper; of all states when none is named. */
export async function listPaperLines(
  { loaders }: Pick<AttendanceContext, "loaders">,
  paper: PaperSheet,
  { state, ...paging }: { first?: number | null; after?: string | null; state: PaperLineState | null },
): Promise<Page<SheetLine>> {
  const { limit, after } = pageRequest(paging, [isNumber])
  const lines = (await loaders.linesByPaper.load(paper.id)).filter((line) => state === null || stateOf(line, paper) === state)
  const begin = after === null ? 0 : lines.findIndex((line) => place(line) > Number(after[0]))
  const rest = begin < 0 ? [] : lines.slice(begin)
  return pageOf(
    rest,
    limit,
    (line) => [String(place(line))],
    () => lines.length,
  )
}

/** Page, line and column as one number that rises in the order of the paper: a page has at most 200 lines in 4 columns. */
function place({ page, line, column }: SheetLine): number {
  return page * 1_000 + line * 4 + column
}
