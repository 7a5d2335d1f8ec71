import type { Database } from "../shared/database.ts"
import type { Log } from "../shared/log.ts"
import { type Repeating, startRepeating } from "../shared/repeating.ts"
import { createPublishedHeads } from "./data/published-head.writer.ts"
import { createSealWriter } from "./data/seal.writer.ts"
import { sealLedger } from "./use-cases/seal-ledger.ts"

const SEALING_PAUSE_MS = 10_000

/** Seal the ledger every ten seconds, from the start. Any number of processes may: one at a time does. */
export function openSealing({ database, now, log, headsFile }: { database: Database; now(): Date; log: Log; headsFile: string | null }): Repeating {
  const sources = { seals: createSealWriter(database, now), heads: headsFile === null ? null : createPublishedHeads(headsFile) }
  return startRepeating("sealing", (signal) => sealLedger(sources, signal), { pauseMs: SEALING_PAUSE_MS, log })
}
