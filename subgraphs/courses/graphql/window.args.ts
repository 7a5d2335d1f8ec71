import { BadInput } from "../../shared/errors.ts"

const DAY_MS = 86_400_000
const LONGEST_DAYS = 400

/**
 * Read a time that is asked for: from now on, and 400 days, where nothing is said.
 *
 * @throws {BadInput} when it ends before it begins, or is longer than 400 days.
 */
export function windowOf({ from, to }: { from?: Date | null; to?: Date | null }, now: Date): { from: Date; to: Date } {
  const begin = from ?? now
  const end = to ?? new Date(begin.getTime() + LONGEST_DAYS * DAY_MS)
  if (end <= begin) throw new BadInput("to", "Argument `to` must be later than `from`.")
  if (end.getTime() - begin.getTime() > LONGEST_DAYS * DAY_MS) throw new BadInput("to", `Argument \`to\` must be at most ${LONGEST_DAYS} days after \`from\`.`)
  return { from: begin, to: end }
}
