import type { ReckonedYear } from "./year-reckoning.ts"
import type { YearAccount } from "./year-account.ts"

/** What of an account is compared when a year is replayed. */
export const REPLAYED = [
  "role",
  "isRequired",
  "required",
  "requiredIntensiveSessions",
  "intensive",
  "collective",
  "onlineRaw",
  "onlineCounted",
  "makeUp",
  "credited",
  "intensiveSessions",
] as const

/** Where the account that is kept and the one reckoned now are not alike; values as texts. */
export type Difference = { field: string; stored: string; recomputed: string }

/** Compare what is kept of a year with what comes out of the facts now. */
export function differencesOf(stored: YearAccount, recomputed: ReckonedYear): Difference[] {
  return REPLAYED.flatMap((field) => {
    const [kept, found] = [String(stored[field]), String(recomputed[field])]
    return kept === found ? [] : [{ field, stored: kept, recomputed: found }]
  })
}
