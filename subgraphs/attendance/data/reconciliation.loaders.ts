import DataLoader from "dataloader"
import type { Database } from "../../shared/database.ts"
import type { HoursDifference } from "../domain/hours-check.ts"
import { createReconciliationRepository } from "./reconciliation.repository.ts"

const SHOWN = 100

export function createReconciliationLoaders(database: Database) {
  const reconciliations = createReconciliationRepository(database)
  return {
    /** The first hundred differences of a reconciliation. */
    hoursDifferencesById: new DataLoader<string, HoursDifference[]>(async (ids) => {
      const found = await reconciliations.findDifferences(ids, SHOWN)
      return ids.map((id) => found.get(id) ?? [])
    }),
  }
}
