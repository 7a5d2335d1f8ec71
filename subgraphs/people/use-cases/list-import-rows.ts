import { type Page, pageOf, pageRequest } from "../../shared/page.ts"
import type { PeopleContext } from "../context.ts"
import type { ImportedRow, RowFate } from "../../shared/tables/row-problem.ts"
import type { ImportPreview } from "../domain/import.ts"

/** List what a preview says of each row, in the order of the file. @throws {BadInput} when `first` or `after` is not good. */
export async function listImportRows(
  { imports }: Pick<PeopleContext, "imports">,
  preview: ImportPreview,
  asked: { first?: number | null; after?: string | null; fate?: RowFate | null },
): Promise<Page<ImportedRow>> {
  const { limit, after } = pageRequest(asked, [(part) => /^\d{1,7}$/.test(part)])
  const fate = asked.fate ?? null
  const rows = await imports.findRows(preview.id, fate, Number(after?.[0] ?? -1), limit)
  const { toCreate: CREATE, toUpdate: UPDATE, unchanged: UNCHANGED, errors: ERROR, rowsRead } = preview
  return pageOf(
    rows,
    limit,
    ({ line }) => [String(line)],
    () => (fate === null ? rowsRead : { CREATE, UPDATE, UNCHANGED, ERROR }[fate]),
  )
}
