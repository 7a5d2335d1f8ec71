import { BadInput } from "../../shared/errors.ts"

/**
 * Say of which day something is asked: null for today, whether it was named or left out.
 *
 * @throws {BadInput} for a day that is still to come: nobody knows yet how things will stand.
 */
export function dayAsked(asOf: string | null | undefined, today: string): string | null {
  if (asOf == null || asOf === today) return null
  if (asOf > today) throw new BadInput("asOf", `Argument \`asOf\` must not lie in the future, but is ${asOf} and today is ${today}.`)
  return asOf
}
