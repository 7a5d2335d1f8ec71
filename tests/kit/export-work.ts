import { createContextFactory } from "../../subgraphs/attendance/context.ts"
import { createExportWorkWriter } from "../../subgraphs/attendance/data/export-work.writer.ts"
import { EXPORT_MEDIA, writeReportFile } from "../../subgraphs/attendance/data/report-file.writer.ts"
import type { ExportWork } from "../../subgraphs/attendance/use-cases/check-export-right.ts"
import { openDatabase } from "../../subgraphs/shared/database.ts"
import { parseSealingKey } from "../../subgraphs/shared/sealed.ts"
import { findViewerOfAccount } from "../../subgraphs/shared/viewer-source.ts"

/** The key of the tests' city; database.ts, which has it, is for tests alone. */
const KEY = "0123456789abcdef".repeat(4)

/** What a job that makes files works with, over a database. `beforeRead` is waited for before each batch of the log is read, with how many came before. */
export function exportWorkOn(attendanceUrl: string, now: () => Date, beforeRead: (batches: number) => Promise<void> = async () => undefined) {
  const database = openDatabase(attendanceUrl, { name: "tests", connections: 4, onError: () => undefined })
  const keys = [parseSealingKey(KEY, "attendance")]
  const contextOf = createContextFactory({ database, timeZone: "Asia/Shanghai", now, keys, peopleKeys: [] })
  let batches = 0
  const surroundings: ExportWork = {
    work: createExportWorkWriter(database, keys, now),
    findViewer: (accountId) => findViewerOfAccount(database, accountId),
    sourcesOf: (viewer) => {
      const sources = contextOf(viewer)
      const findFollowing: typeof sources.accesses.findFollowing = async (...asked) => {
        await beforeRead(batches)
        batches += 1
        return sources.accesses.findFollowing(...asked)
      }
      return { ...sources, accesses: { ...sources.accesses, findFollowing } }
    },
    caughtUp: async () => undefined,
    writeFile: writeReportFile,
    endingOf: (format) => EXPORT_MEDIA[format].ending,
    localOf: (instant) => instant.toISOString().slice(0, 16).replace("T", " "),
  }
  return { surroundings, close: () => database.close() }
}
