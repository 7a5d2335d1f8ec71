import { BadInput } from "../../shared/errors.ts"
import type { AttendanceContext } from "../context.ts"
import type { YearAccount } from "../domain/year-account.ts"

const FIRST_YEAR = 2000

/**
 * Read one person's hours of one calendar year; null where nothing is kept of that year or the viewer may not read it.
 *
 * @throws {BadInput} for a year before 2000 or after the next.
 */
export async function readHours(
  { loaders, today }: Pick<AttendanceContext, "loaders" | "today">,
  { memberId, year }: { memberId: string; year: number },
): Promise<YearAccount | null> {
  const latest = Number(today.slice(0, 4)) + 1
  if (year < FIRST_YEAR || year > latest) throw new BadInput("year", `Argument \`year\` must be between ${FIRST_YEAR} and ${latest}, but is ${year}.`)
  return loaders.accountByMember(year).load(memberId)
}
