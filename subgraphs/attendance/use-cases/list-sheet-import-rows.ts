import { type Page, pageOf, pageRequest } from "../../shared/page.ts"
import type { PlannedSignIn, RowOutcome } from "../domain/sheet-import.ts"

const isPlace = (part: string) => /^\d{1,5}$/.test(part)

/** List what a preview says of each person's row, in the order of the file. @throws {BadInput} when `first` or `after` is not good. */
export function listSheetImportRows(
  all: readonly PlannedSignIn[],
  { outcome, ...paging }: { first?: number | null; after?: string | null; outcome: RowOutcome | null },
): Page<PlannedSignIn> {
  const { limit, after } = pageRequest(paging, [isPlace])
  const placeOf = new Map(all.map((row, at) => [row, at]))
  const rows = all.filter((row) => outcome === null || row.outcome === outcome)
  const rest = rows.filter((row) => after === null || (placeOf.get(row) ?? 0) > Number(after[0]))
  return pageOf(
    rest,
    limit,
    (row) => [String(placeOf.get(row) ?? 0)],
    () => rows.length,
  )
}
