import type { Database } from "../shared/database.ts"
import type { Log } from "../shared/log.ts"
import { type Repeating, startRepeating } from "../shared/repeating.ts"
import { dayOf, localTimeOf } from "../shared/calendar.ts"
import { createAccountWorkWriter } from "./data/account-work.writer.ts"
import { createPublishedHeads } from "./data/published-head.writer.ts"
import { createReconciliationWork } from "./data/reconciliation-work.writer.ts"
import { createSealWriter } from "./data/seal.writer.ts"
import { makeAccounts } from "./use-cases/make-accounts.ts"
import { sealLedger } from "./use-cases/seal-ledger.ts"
import { workReconciliations } from "./use-cases/work-reconciliations.ts"

const SEALING_PAUSE_MS = 10_000

/** Seal the ledger every ten seconds, from the start. Any number of processes may: one at a time does. */
export function openSealing({ database, now, log, headsFile }: { database: Database; now(): Date; log: Log; headsFile: string | null }): Repeating {
  const sources = { seals: createSealWriter(database, now), heads: headsFile === null ? null : createPublishedHeads(headsFile) }
  return startRepeating("sealing", (signal) => sealLedger(sources, signal), { pauseMs: SEALING_PAUSE_MS, log })
}

const ACCOUNTS_PAUSE_MS = 10_000

/** Make accounts of years that wait for it, at the start and every ten seconds. */
export function openAccounts({ database, now, log, timeZone }: { database: Database; now(): Date; log: Log; timeZone: string }): Repeating {
  const clock = { now, dayOf: (instant: Date) => dayOf(instant, timeZone) }
  const sources = { ...clock, work: createAccountWorkWriter(database, clock) }
  return startRepeating("accounts", (signal) => makeAccounts(sources, signal), { pauseMs: ACCOUNTS_PAUSE_MS, log })
}

const RECONCILING_PAUSE_MS = 5_000

/** Work off reconciliations of hours, and ask for those of the night. */
export function openReconciling({ database, now, log, timeZone }: { database: Database; now(): Date; log: Log; timeZone: string }): Repeating {
  const clock = { now, dayOf: (instant: Date) => dayOf(instant, timeZone), localOf: (instant: Date) => localTimeOf(instant, timeZone) }
  const sources = { ...clock, work: createReconciliationWork(database, clock) }
  return startRepeating("reconciling", (signal) => workReconciliations(sources, signal), { pauseMs: RECONCILING_PAUSE_MS, log })
}
