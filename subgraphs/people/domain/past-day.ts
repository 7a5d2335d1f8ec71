import { BadInput } from "../../shared/errors.ts"

/**
 * Check that a day has come: nobody knows who will belong where.
 *
 * @throws {BadInput} when it lies in the future.
 */
export function notInFuture(asOf: string | null, today: string): string | null {
  if (asOf !== null && asOf > today) throw new BadInput("asOf", `Argument \`asOf\` must not lie in the future: today is ${today}, but it is ${asOf}.`)
  return asOf
}
