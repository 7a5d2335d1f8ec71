import DataLoader from "dataloader"
import type { Database } from "../../shared/database.ts"
import { groupedInKeyOrder, inKeyOrder, perKey } from "../../shared/keyed.ts"
import type { PageRequest } from "../../shared/page.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { KeptHourEntry } from "../domain/hour-entry.ts"
import type { RuleSetRecord } from "../domain/rule-set-record.ts"
import type { Designation } from "../domain/designation.ts"
import { createDesignationRepository } from "./designation.repository.ts"
import { type AccountKey, accountKey, createHourEntryRepository } from "./hour-entry.repository.ts"
import { createRuleSetRepository } from "./rule-set.repository.ts"

/** Hours and rules by key: fifty people's years with their entries and steps are three statements, as two people's. */
export function createHourLoaders(database: Database, viewer: Viewer) {
  const entries = createHourEntryRepository(database, viewer)
  const designations = createDesignationRepository(database, viewer)
  const ruleSets = createRuleSetRepository(database)
  return {
    hourEntriesByAccount: perKey(
      (page: PageRequest) =>
        new DataLoader<AccountKey, KeptHourEntry[], string>(
          async (keys) => {
            const found = await entries.findPages(keys, page)
            return keys.map((key) => found.get(accountKey(key)) ?? [])
          },
          { cacheKeyFn: accountKey },
        ),
    ),
    hourEntryCountByAccount: new DataLoader<AccountKey, number, string>(
      async (keys) => {
        const found = await entries.count(keys)
        return keys.map((key) => found.get(accountKey(key)) ?? 0)
      },
      { cacheKeyFn: accountKey },
    ),
    hoursByEntry: new DataLoader<string, number | null>(async (ids) => {
      const found = await entries.findEarned(ids)
      return ids.map((id) => found.get(id) ?? null)
    }),
    designationsByMember: new DataLoader<string, Designation[]>(async (ids) =>
      groupedInKeyOrder(ids, await designations.findByMembers(ids), (one) => one.memberId),
    ),
    ruleSetById: new DataLoader<string, RuleSetRecord | null>(async (ids) => inKeyOrder(ids, await ruleSets.findByIds(ids), (one) => one.id)),
  }
}
