import { CannotStart } from "../cannot-start.ts"
import { dateText, parseDay } from "./calendar.ts"
import { EARLIEST_YEAR } from "./rule-sets.ts"

export type CityOptions = {
  members?: number
  /** YYYY-MM-DD in Asia/Shanghai; the real today when left out. */
  today?: string
  seed?: number
}

/** Fewer cannot be one organisation of each kind; more were never tried. */
const [FEWEST, MOST] = [200, 2_000_000]
const LAST_YEAR = 2035

/** A wish that no sample city can meet; the message says in one sentence what can. */
export class BadCityOption extends CannotStart {}

/** Check what a sample city is asked to be. @throws {BadCityOption} */
export function assertCityOptions({ members, today, seed }: CityOptions): void {
  if (members !== undefined && !(Number.isInteger(members) && members >= FEWEST && members <= MOST)) {
    throw new BadCityOption(`The number of members must be a whole number from ${FEWEST} to ${MOST}.`)
  }
  if (today !== undefined && !isDayInRange(today)) {
    throw new BadCityOption(`Today must be a day from ${EARLIEST_YEAR + 1}-01-01 to ${LAST_YEAR}-12-31, written YYYY-MM-DD.`)
  }
  if (seed !== undefined && !(Number.isInteger(seed) && seed >= 0 && seed <= 0x7fffffff)) {
    throw new BadCityOption("The seed must be a whole number from 0 to 2147483647.")
  }
}

function isDayInRange(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const day = parseDay(text)
  const year = Number(text.slice(0, 4))
  return !Number.isNaN(day) && dateText(day) === text && year > EARLIEST_YEAR && year <= LAST_YEAR
}
