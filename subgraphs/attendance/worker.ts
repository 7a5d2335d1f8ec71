import type { Database } from "../shared/database.ts"
import type { Log } from "../shared/log.ts"
import { type Repeating, startRepeating } from "../shared/repeating.ts"
import { dayOf, instantIn, localTimeOf } from "../shared/calendar.ts"
import { type JobWorker, startJobs } from "../shared/job-worker.ts"
import { findViewerOfAccount } from "../shared/viewer-source.ts"
import type { SealingKey } from "../shared/sealed.ts"
import type { Viewer } from "../shared/viewer.ts"
import { createExportExpiryWriter } from "./data/export-expiry.writer.ts"
import { createExportWorkWriter } from "./data/export-work.writer.ts"
import { ATTENDANCE_JOBS } from "./data/export.writer.ts"
import { createReplicaWait } from "./data/replica.reader.ts"
import { EXPORT_MEDIA, writeReportFile } from "./data/report-file.writer.ts"
import { expireExports } from "./use-cases/expire-exports.ts"
import type { ReportSources } from "./use-cases/open-report.ts"
import { runExport } from "./use-cases/run-export.ts"
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

/** Files that are made at once in one process. */
const EXPORTS_AT_ONCE = 2
const EXPIRY_PAUSE_MS = 600_000

export type ExportSurroundings = {
  databaseUrl: string
  database: Database
  /** What reports are read from: connections of their own, so that check-ins never wait for them, on a streaming replica where there is one. */
  reports: Database
  sourcesOf(viewer: Viewer): ReportSources
  keys: readonly SealingKey[]
  timeZone: string
  now(): Date
  log: Log
}

/** Make the files of exports as they are asked for, and take them away when they have expired. Any number of processes may. */
export function openExports({ databaseUrl, database, reports, sourcesOf, keys, timeZone, now, log }: ExportSurroundings): JobWorker {
  const surroundings = {
    work: createExportWorkWriter(database, keys, now),
    findViewer: (accountId: string) => findViewerOfAccount(database, accountId),
    sourcesOf,
    caughtUp: createReplicaWait(database, reports),
    writeFile: writeReportFile,
    endingOf: (format: keyof typeof EXPORT_MEDIA) => EXPORT_MEDIA[format].ending,
    localOf: (instant: Date) => instantIn(instant, timeZone).slice(0, 16).replace("T", " "),
  }
  const jobs = startJobs(
    { url: databaseUrl, schema: ATTENDANCE_JOBS },
    { export: ({ payload, ...turn }) => runExport(surroundings, (payload as { exportId: string }).exportId, turn) },
    { concurrency: EXPORTS_AT_ONCE, log },
  )
  const expiry = startRepeating("expiry of exports", () => expireExports({ expiry: createExportExpiryWriter(database), now }), {
    pauseMs: EXPIRY_PAUSE_MS,
    log,
  })
  return { stop: async () => void (await Promise.all([jobs.stop(), expiry.stop()])) }
}

const RECONCILING_PAUSE_MS = 5_000

/** Work off reconciliations of hours, and ask for those of the night. */
export function openReconciling({ database, now, log, timeZone }: { database: Database; now(): Date; log: Log; timeZone: string }): Repeating {
  const clock = { now, dayOf: (instant: Date) => dayOf(instant, timeZone), localOf: (instant: Date) => localTimeOf(instant, timeZone) }
  const sources = { ...clock, work: createReconciliationWork(database, clock) }
  return startRepeating("reconciling", (signal) => workReconciliations(sources, signal), { pauseMs: RECONCILING_PAUSE_MS, log })
}
