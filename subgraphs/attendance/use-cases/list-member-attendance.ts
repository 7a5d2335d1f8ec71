import { BadInput } from "../../shared/errors.ts"
import { type Page, isInstant, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import type { AttendanceRow } from "../domain/attendance-row.ts"

const FIRST_YEAR = 2000

type Asked = { memberId: string; year?: number | null; first?: number | null; after?: string | null }

/**
 * List how a person stood at the lessons of a year, newest first; this year's when none is said. Null where the viewer may read neither the person nor any of the lessons.
 *
 * @throws {BadInput} for a year before 2000 or after the next, and for a page that cannot be.
 */
export async function listMemberAttendance(
  { loaders, today }: Pick<AttendanceContext, "loaders" | "today">,
  { memberId, year, ...paging }: Asked,
): Promise<Page<AttendanceRow> | null> {
  const thisYear = Number(today.slice(0, 4))
  const asked = year ?? thisYear
  if (asked < FIRST_YEAR || asked > thisYear + 1)
    throw new BadInput("year", `Argument \`year\` must be between ${FIRST_YEAR} and ${thisYear + 1}, but is ${asked}.`)
  const request = pageRequest(paging, [isInstant, idOf("lesson")])
  const lines = await loaders.attendanceByMember({ year: asked, ...request }).load(memberId)
  if (!lines) return null
  const positions = new Map<AttendanceRow, readonly string[]>(lines.map((line) => [line, line.position]))
  return pageOf<AttendanceRow>(
    lines,
    request.limit,
    (line) => positions.get(line) ?? [],
    () => loaders.attendanceCountByMember(asked).load(memberId),
  )
}
