import { differencesOf } from "./replay.ts"
import type { YearAccount } from "./year-account.ts"
import type { ReckonedYear } from "./year-reckoning.ts"

/** 对账: tallies compared with accounts, and accounts with the ledger, of a subtree and a year. */
export type HoursReconciliation = {
  id: string
  organisationId: string
  year: number
  askedAt: Date
  /** Null for the nightly one. */
  askedBy: string | null
  finishedAt: Date | null
  accounts: number
  tallies: number
  differences: number
}

/** Where what is kept and what was found are not alike; values as texts. */
export type HoursDifference = {
  subject: "TALLY" | "ACCOUNT"
  organisationId: string | null
  memberId: string | null
  field: string
  kept: string
  found: string
}

/** Compare an account that is kept, with its branch, with what the ledger gives; either may be missing. */
export function accountDifferences(memberId: string, kept: (YearAccount & { branchId: string }) | null, found: ReckonedYear | null): HoursDifference[] {
  const organisationId = kept?.branchId ?? found?.branchId ?? null
  const at = (field: string, before: string, after: string): HoursDifference => ({
    subject: "ACCOUNT",
    organisationId,
    memberId,
    field,
    kept: before,
    found: after,
  })
  if (!kept || !found) return kept || found ? [at("account", kept ? "there" : "none", found ? "there" : "none")] : []
  const moved = kept.branchId === found.branchId ? [] : [at("branch", kept.branchId, found.branchId)]
  const judged = kept.ruleSetId === found.ruleSetId ? [] : [at("ruleSet", kept.ruleSetId, found.ruleSetId)]
  return [...moved, ...judged, ...differencesOf(kept, found).map(({ field, stored, recomputed }) => at(field, stored, recomputed))]
}

/** Compare a tally with the accounts, field by field; what is missing on either side is empty. */
export function tallyDifferences(organisationId: string, kept: Record<string, unknown> | null, found: Record<string, unknown> | null): HoursDifference[] {
  const at = (field: string, before: string, after: string): HoursDifference => ({
    subject: "TALLY",
    organisationId,
    memberId: null,
    field,
    kept: before,
    found: after,
  })
  if (!kept) return [at("tally", "none", "there")]
  return Object.keys(kept).flatMap((field) => {
    const [before, after] = [JSON.stringify(kept[field]), JSON.stringify(found ? found[field] : nothingLike(kept[field]))]
    return before === after ? [] : [at(field, before, after)]
  })
}

function nothingLike(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(() => 0)
  return typeof value === "number" ? 0 : value
}
