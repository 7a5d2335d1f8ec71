import { type Database, openDatabase } from "../shared/database.ts"
import type { ExportTicket } from "../shared/export-door.ts"
import type { Files } from "../shared/files.ts"
import { type SealingKey, parseSealingKey } from "../shared/sealed.ts"
import { type Subgraph, type SubgraphOptions, openSubgraph } from "../shared/subgraph.ts"
import { isId } from "../shared/typeid.ts"
import type { Viewer } from "../shared/viewer.ts"
import { type AttendanceContext, createContextFactory } from "./context.ts"
import { type AccessLogKeeper, createAccessLogKeeper } from "./data/access-log.writer.ts"
import { createEvidenceRepository } from "./data/evidence.repository.ts"
import { createExportDownloadReader } from "./data/export-download.reader.ts"
import { createExportTickets } from "./data/export-ticket.writer.ts"
import { EXPORT_MEDIA } from "./data/report-file.writer.ts"
import { type ExportFetching, fetchExport } from "./use-cases/fetch-export.ts"
import { createFileRepository } from "./data/file.repository.ts"
import { sendsEvidence } from "./domain/attendance.policy.ts"
import { attendanceSchema } from "./graphql/schema.ts"
import { createViewerSource, findViewerOfAccount } from "../shared/viewer-source.ts"
import type { HandOut } from "./use-cases/find-handed-out-books.ts"
import { openAuditPackage } from "./use-cases/open-audit-package.ts"
import { openOneRoster } from "./use-cases/open-one-roster.ts"
import { HOME_PAGE, openXapi } from "./use-cases/open-xapi.ts"
import { openAccounts, openExports, openReconciling, openSealing } from "./worker.ts"

/** Two files are made at once, each over one connection and now and then another; a statement may take a minute. */
const FOR_REPORTS = { connections: 4, statementTimeoutMs: 60_000 }

/** The same reports for commands, and nothing else. */
const FOR_EXTRACTS = { ...FOR_REPORTS, connections: 2 }

/** Open the attendance subgraph: sheets, the ledger of facts and the hours that follow. */
export function openAttendance(options: SubgraphOptions): Subgraph {
  const {
    databaseUrl,
    connections,
    timeZone,
    log,
    now = () => new Date(),
    personalDataKeys = [],
    runsJobs = false,
    ledgerHeadsFile,
    reportDatabaseUrl = databaseUrl,
  } = options
  const database = openDatabase(databaseUrl, { name: "attendance", connections, onError: (err) => log.warn({ err }, "database connection lost") })
  const keys = personalDataKeys.map((key) => parseSealingKey(key, "attendance"))
  const peopleKeys = personalDataKeys.map((key) => parseSealingKey(key))
  const accessLogKeeper = createAccessLogKeeper(database, now, log)
  const createContext = createContextFactory({ database, timeZone, now, keys, peopleKeys, ledgerHeadsFile, accessLogKeeper })
  const files = (viewer: Viewer): Files => {
    const repository = createFileRepository({ database, viewer, keys, now })
    const evidence = createEvidenceRepository(database, viewer, keys)
    return {
      store: async (file, content) => (sendsEvidence(viewer) ? repository.takeIn(file, content) : { refused: "FORBIDDEN" }),
      fetch: (id) => (isId("evidence", id) ? evidence.find(id) : repository.find(id)),
    }
  }
  const exports = exportDoorOf(database, keys, now, accessLogKeeper)
  const subgraph = openSubgraph({ name: "attendance", schema: attendanceSchema().schema, database, log, createContext, files, exports })
  const close = async () => {
    await accessLogKeeper.settled()
    await subgraph.close()
  }
  if (!runsJobs) return { ...subgraph, close }
  const sealing = openSealing({ database, now, log, headsFile: ledgerHeadsFile ?? null })
  const accounts = openAccounts({ database, now, log, timeZone })
  const reconciling = openReconciling({ database, now, log, timeZone })
  const reports = openDatabase(reportDatabaseUrl, {
    name: "attendance reports",
    ...FOR_REPORTS,
    onError: (err) => log.warn({ err }, "database connection lost"),
  })
  const sourcesOf = createContextFactory({ database: reports, timeZone, now, keys, peopleKeys, accessLogKeeper })
  const making = openExports({ databaseUrl, database, reports, sourcesOf, keys, timeZone, now, log })
  return {
    ...subgraph,
    async close() {
      await Promise.all([sealing.stop(), accounts.stop(), reconciling.stop(), making.stop()])
      await reports.close()
      await close()
    },
  }
}

/** Where files of exports go out; who asks is looked up anew, not as it was believed some seconds ago. */
function exportDoorOf(database: Database, keys: readonly SealingKey[], now: () => Date, accessLog: AccessLogKeeper) {
  const fetching: ExportFetching = {
    tickets: createExportTickets(keys, now),
    downloads: createExportDownloadReader(database, keys, now),
    accessLog,
    findViewer: (accountId) => findViewerOfAccount(database, accountId),
    mediaTypeOf: (format) => EXPORT_MEDIA[format].mediaType,
  }
  return (viewer: Viewer, ticket: ExportTicket) => fetchExport(fetching, viewer, ticket)
}

/** The SDL that composition reads. */
export const attendanceSdl = () => attendanceSchema().sdl

/** What commands take out in somebody's name: what this person may read, noted as theirs. */
export type Extracts = ReturnType<typeof openAttendanceExtracts>

/** Open what goes out as whole files, for commands. `who` is an account's id, or the subject under which it signs in. */
export function openAttendanceExtracts({ databaseUrl, timeZone, log, now = () => new Date() }: Omit<SubgraphOptions, "connections">) {
  const database = openDatabase(databaseUrl, {
    name: "attendance extracts",
    ...FOR_EXTRACTS,
    onError: (err) => log.warn({ err }, "database connection lost"),
  })
  const keeper = createAccessLogKeeper(database, now, log)
  const createContext = createContextFactory({ database, timeZone, now, keys: [], peopleKeys: [], accessLogKeeper: keeper })
  const contextOf = async (who: string) => {
    const viewer = isId("account", who) ? await findViewerOfAccount(database, who) : await createViewerSource(database).find(who)
    return viewer && createContext(viewer, "command")
  }
  /** Nothing goes out that is not in the log. */
  const noted = async <Taken>(who: string, take: (context: AttendanceContext) => Promise<Taken | null>): Promise<Taken | null> => {
    const context = await contextOf(who)
    const taken = context && (await take(context))
    context?.afterwards()
    await keeper.settled()
    return keeper.lost() > 0 ? null : taken
  }
  return {
    /** Null for nobody's account, and for what it may not take out. */
    async auditPackage(who: string, question: Parameters<typeof openAuditPackage>[1]) {
      return noted(who, (context) => openAuditPackage(context, question))
    },
    /** Statements of xAPI, a text of some thousands at a time; null as for a package. */
    async xapi(who: string, question: HandOut, homePage = HOME_PAGE) {
      return (await noted(who, (context) => openXapi(context, { ...question, homePage })))?.bytes() ?? null
    },
    /** A zip of OneRoster's files; null as for a package. */
    async oneRoster(who: string, question: HandOut) {
      return (await noted(who, (context) => openOneRoster(context, question)))?.bytes() ?? null
    },
    async close(): Promise<void> {
      await keeper.settled()
      await database.close()
    },
  }
}
