import { type Page, pageOf, pageRequest } from "../../shared/page.ts"
import type { ImportedRow, RowFate } from "../../shared/tables/row-problem.ts"
import type { CoursesContext } from "../context.ts"
import type { LessonImportPreview } from "../domain/lesson-import.ts"

/** List what a preview says of each row, in the order of the file. @throws {BadInput} when `first` or `after` is not good. */
export async function listLessonImportRows(
  { lessonImports }: Pick<CoursesContext, "lessonImports">,
  preview: LessonImportPreview,
  asked: { first?: number | null; after?: string | null; fate?: RowFate | null },
): Promise<Page<ImportedRow>> {
  const { limit, after } = pageRequest(asked, [(part) => /^\d{1,7}$/.test(part)])
  const fate = asked.fate ?? null
  const rows = await lessonImports.findRows(preview.id, fate, Number(after?.[0] ?? -1), limit)
  const { toCreate: CREATE, toUpdate: UPDATE, unchanged: UNCHANGED, errors: ERROR, rowsRead } = preview
  return pageOf(
    rows,
    limit,
    ({ line }) => [String(line)],
    () => (fate === null ? rowsRead : { CREATE, UPDATE, UNCHANGED, ERROR }[fate]),
  )
}
