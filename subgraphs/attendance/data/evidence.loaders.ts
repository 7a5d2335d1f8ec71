import DataLoader from "dataloader"
import { inKeyOrder } from "../../shared/keyed.ts"
import type { Evidence } from "../domain/evidence.ts"
import type { EvidenceRepository } from "./evidence.repository.ts"

/** Evidence by its id, for whoever may see it. */
export function createEvidenceLoaders(evidence: EvidenceRepository) {
  return {
    evidenceById: new DataLoader<string, Evidence | null>(async (ids) => inKeyOrder(ids, await evidence.findByIds(ids), ({ id }) => id)),
  }
}
