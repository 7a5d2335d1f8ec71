import { BadInput } from "../../shared/errors.ts"
import type { AttendanceContext } from "../context.ts"

/** No change goes on for longer: what was recorded before can be read. */
const SETTLED_AFTER_MS = 11 * 60_000
const LONGEST_WAIT_MS = 5_000

/**
 * Take the moment as of which books are asked for: the one that is given, or else the last one that is settled.
 *
 * What a change records is as of a moment before it can be read. Where one is being written, books are opened as of before it began, or, when a moment after is asked for, once it is
 * there: the same books can be asked for again.
 *
 * @throws {BadInput} for a moment that has not come, or at which something is still being written after a few seconds.
 */
export async function takeAsOf({ now, unsettled }: Pick<AttendanceContext, "now" | "unsettled">, given: Date | null | undefined): Promise<Date> {
  if (!given) return unsettled.findSettled()
  const age = now().getTime() - given.getTime()
  if (age < 0) throw new BadInput("asOf", "Argument `asOf` is a moment that has not come: leave it out for the books as they stand.")
  if (age > SETTLED_AFTER_MS || (await unsettled.settle(given, LONGEST_WAIT_MS))) return given
  throw new BadInput("asOf", "At `asOf` something was being recorded that is not written yet: ask again in a minute, or for an earlier moment.")
}
