import { type Page, isText, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import type { AttendanceRow, Standing } from "../domain/attendance-row.ts"

/** A sheet is taken whole where other lists are paged through: the largest hall of a district has 500 seats. */
const LARGEST_PAGE = 500

type Asked = { lessonId: string; states?: readonly Standing[] | null; first?: number | null; after?: string | null }

/**
 * List the people of a sheet: by the branch of the lesson's day, then by name, then by person.
 *
 * @throws {BadInput} when `first` is not between 1 and 500, or `after` is no cursor of this list.
 */
export async function listSheetRows({ loaders }: Pick<AttendanceContext, "loaders">, { lessonId, states, ...paging }: Asked): Promise<Page<AttendanceRow>> {
  const request = pageRequest(paging, [isText, isText, idOf("member")], LARGEST_PAGE)
  const asked = states && states.length > 0 ? [...new Set(states)].sort() : null
  const rows = await loaders.rowsBySheet({ states: asked, ...request }).load(lessonId)
  const positions = new Map<AttendanceRow, readonly string[]>(rows.map((row) => [row, row.position]))
  return pageOf<AttendanceRow>(
    rows,
    request.limit,
    (row) => positions.get(row) ?? [],
    () => loaders.rowCountBySheet(asked).load(lessonId),
  )
}
