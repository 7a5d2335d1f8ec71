import { PrismaPg } from "@prisma/adapter-pg"
import { type Prisma, PrismaClient } from "../../prisma/attendance/generated/client.ts"
import { dayOf, instantOf, localTimeOf } from "../shared/calendar.ts"
import { createChange } from "../shared/change.ts"
import type { Database } from "../shared/database.ts"
import { type SealingKey, keyedHash } from "../shared/sealed.ts"
import { HOLD_TREE } from "../shared/tree-lock.ts"
import { createTurns } from "../shared/turns.ts"
import type { PathRange, Viewer } from "../shared/viewer.ts"
import { type AccessLogKeeper, createAccessLog, createAccessLogKeeper } from "./data/access-log.writer.ts"
import { createAttendanceChangeRepository } from "./data/attendance-change.repository.ts"
import { createAttendanceLoaders } from "./data/attendance.loaders.ts"
import { createCaptureWriter } from "./data/capture.writer.ts"
import { createBooksReportReaders } from "./data/books-report.reader.ts"
import { createAbsenceWarningLoaders } from "./data/absence-warning.loaders.ts"
import { createAbsenceLoaders } from "./data/absence.loaders.ts"
import { createHourActWriters } from "./data/hour-act.writer.ts"
import { createHourReaders } from "./data/hour.reader.ts"
import { createHourLoaders } from "./data/hour.loaders.ts"
import { createChartReaders } from "./data/chart.reader.ts"
import { createCheckInCodes } from "./data/check-in-code.reader.ts"
import { createCodedDoorLoaders } from "./data/coded-door.loaders.ts"
import { createCodedDoorRepository } from "./data/coded-door.repository.ts"
import { createDoorRepository } from "./data/door.repository.ts"
import { createEvidenceLoaders } from "./data/evidence.loaders.ts"
import { createEvidenceRepository } from "./data/evidence.repository.ts"
import { createEvidenceWriter } from "./data/evidence.writer.ts"
import { createExportReaders } from "./data/export-report.reader.ts"
import { createExportWriter } from "./data/export.writer.ts"
import { createFileRepository } from "./data/file.repository.ts"
import { createAbsenceWriters } from "./data/absence.writer.ts"
import { createInspectionReaders } from "./data/inspection.reader.ts"
import { createKeptFindings } from "./data/kept-findings.reader.ts"
import { createInspectionWriters } from "./data/inspection.writer.ts"
import { createFindingLoaders } from "./data/finding.loaders.ts"
import { createLedgerProofReader, findPlace, isEverything } from "./data/ledger-proof.reader.ts"
import { createLedgerVerificationReader } from "./data/ledger-verification.reader.ts"
import { createLedgerWriter } from "./data/ledger.writer.ts"
import { createPeriodLockPageRepository } from "./data/period-lock-page.repository.ts"
import { createPublishedHeads } from "./data/published-head.writer.ts"
import { createListReportReaders } from "./data/list-report.reader.ts"
import { createListedRepository } from "./data/listed.repository.ts"
import { createRegistersReportReaders } from "./data/registers-report.reader.ts"
import { createPackageReaders } from "./data/package.reader.ts"
import { createPaperActWriters } from "./data/paper-act.writer.ts"
import { createPaperLoaders } from "./data/paper.loaders.ts"
import { createPaperRepository } from "./data/paper.repository.ts"
import { createSheetImportRepository } from "./data/sheet-import.repository.ts"
import { createSignInFiles } from "./data/sign-in-file.reader.ts"
import { qrImageOf } from "./data/qr-image.writer.ts"
import { createMarkedPeopleRepository } from "./data/marked-people.repository.ts"
import { createSheetRepository } from "./data/sheet.repository.ts"
import { createReconciliationLoaders } from "./data/reconciliation.loaders.ts"
import { createSheetLoaders } from "./data/sheet.loaders.ts"
import { createSheetRecordRepository } from "./data/sheet-record.repository.ts"
import { createSheetActWriters } from "./data/sheet-act.writer.ts"
import { createUnsettledReader } from "./data/unsettled.reader.ts"
import { createWrongCodes } from "./data/wrong-codes.reader.ts"
import { createYearAccountRepository } from "./data/year-account.repository.ts"

export type AttendanceContext = ReturnType<ReturnType<typeof createContextFactory>>

/** How long a change may take, and wait for a connection: a city's lesson has tens of thousands on its sheet. */
const LONGEST_CHANGE = { maxWait: 2_000, timeout: 60_000 }

/** Scans wait here for one another, and not for a connection, which is waited for two seconds only: a crowd is answered late rather than not at all. */
const AT_THE_DOOR = { atOnce: 6, waiting: 30_000 }

export type Wiring = {
  database: Database
  timeZone: string
  now(): Date
  /** Seal files and fingerprint requests and devices; the first seals, all of them open. */
  keys: readonly SealingKey[]
  /** The people's own keys, under which the last four digits of mobiles are fingerprinted. */
  peopleKeys: readonly SealingKey[]
  /** Where the ledger's heads are published; nowhere when left out. */
  ledgerHeadsFile?: string | undefined
  /** Keeps the log of who read what; one a process, made here when left out. */
  accessLogKeeper?: AccessLogKeeper
}

type Transaction = Prisma.TransactionClient

/** What an act may read and write within its transaction. */
export type AttendanceWriters = Parameters<Parameters<AttendanceContext["change"]>[1]>[0]

/** Wire the subgraph once; the function it gives makes what one request may use. */
export function createContextFactory({ database, timeZone, now, keys, peopleKeys, ledgerHeadsFile, accessLogKeeper }: Wiring) {
  const keeper = accessLogKeeper ?? createAccessLogKeeper(database, now)
  const signInFiles = createSignInFiles()
  const prisma = new PrismaClient({ adapter: new PrismaPg(database.pool, { schema: "attendance" }) })
  const verification = verificationOf(database, ledgerHeadsFile)
  const kept = keptByProcess({ database, now, keys })
  return (viewer: Viewer, client: string | null = null) => {
    const accessLog = createAccessLog(keeper, viewer, client)
    const createLoaders = () => loadersOf({ database, timeZone, now, keys, peopleKeys }, viewer)
    let loaders = createLoaders()
    return {
      viewer,
      now,
      timeZone,
      today: dayOf(now(), timeZone),
      dayOf: (instant: Date) => dayOf(instant, timeZone),
      localOf: (instant: Date) => localTimeOf(instant, timeZone),
      instantOf: (day: string, minute: number) => instantOf(day, minute, timeZone),
      files: createFileRepository({ database, viewer, keys, now }),
      signInFiles,
      sheetImports: createSheetImportRepository(database, viewer, keys, now),
      ...kept,
      qrImageOf,
      door: createDoorRepository(database, viewer, now),
      changes: createAttendanceChangeRepository(database, viewer, timeZone),
      records: createSheetRecordRepository(database, viewer),
      lockPages: createPeriodLockPageRepository(database),
      accessLog,
      afterwards: () => accessLog.write(),
      ...createHourReaders(database, viewer),
      ...createExportReaders(database, viewer, keys, now),
      ...reportReadersOf({ database, timeZone }, viewer),
      ledger: { ...verification, proofs: createLedgerProofReader(database, viewer), findPlace: (id: string) => findPlace(database, viewer, id) },
      get loaders() {
        return loaders
      },
      change: createChange({
        schema: "attendance",
        viewer,
        begin: (work: (transaction: Transaction) => Promise<void>) =>
          prisma.$transaction(async (transaction) => {
            await transaction.$executeRawUnsafe(HOLD_TREE)
            await work(transaction)
          }, LONGEST_CHANGE),
        writersOf: (transaction) => ({
          ledger: createLedgerWriter(transaction, viewer, now),
          ...createSheetActWriters(transaction, viewer, now),
          captures: createCaptureWriter(transaction, viewer, now),
          marked: createMarkedPeopleRepository(transaction, viewer),
          evidence: createEvidenceWriter(transaction, viewer, now),
          ...createPaperActWriters(transaction, viewer, { keys, peopleKeys }, now),
          ...createAbsenceWriters(transaction, viewer, now, timeZone),
          exports: createExportWriter(transaction, viewer, now),
          ...createHourActWriters(transaction, viewer, dayOf(now(), timeZone), now),
          ...createInspectionWriters(transaction, viewer, now),
        }),
        ...(keys[0] && { fingerprint: fingerprintUnder(keys[0]) }),
        onDone: () => {
          loaders = createLoaders()
        },
      }),
    }
  }
}

/** What all requests of the process share: codes at the door and their wrong tries, and findings that are settled. */
function keptByProcess({ database, now, keys }: Pick<Wiring, "database" | "now" | "keys">) {
  return {
    codes: createCheckInCodes(keys),
    wrongCodes: createWrongCodes(now),
    keptFindings: createKeptFindings(),
    unsettled: createUnsettledReader(database, now),
    doorTurns: createTurns(AT_THE_DOOR),
  }
}

/** What reports, their charts and audit packages are read from. */
function reportReadersOf({ database, timeZone }: Pick<Wiring, "database" | "timeZone">, viewer: Viewer) {
  return {
    ...createBooksReportReaders(database, viewer),
    ...createRegistersReportReaders(database, viewer, timeZone),
    ...createChartReaders(database, timeZone),
    ...createListReportReaders(database, viewer, timeZone),
    ...createInspectionReaders(database, viewer, { dayOf: (instant) => dayOf(instant, timeZone), timeZone }),
    ...createPackageReaders(database),
  }
}

/** Requests hold names and reasons: whoever has the tables and not the key cannot try them out. */
const fingerprintUnder = (key: SealingKey) => (request: string) => keyedHash(request, key)

/** One set a request, and a new one after a change. */
function loadersOf({ database, timeZone, now, keys, peopleKeys }: Wiring, viewer: Viewer) {
  return {
    ...createAttendanceLoaders({ sheets: createSheetRepository(database, viewer), accounts: createYearAccountRepository(database, viewer) }),
    ...createPaperLoaders({ papers: createPaperRepository(database, viewer), listed: createListedRepository(database.read, viewer, peopleKeys) }),
    ...createEvidenceLoaders(createEvidenceRepository(database, viewer, keys)),
    ...createCodedDoorLoaders(createCodedDoorRepository(database.read)),
    ...createSheetLoaders(database, viewer, timeZone),
    ...createAbsenceLoaders(database, viewer, dayOf(now(), timeZone)),
    ...createAbsenceWarningLoaders(database),
    ...createHourLoaders(database, viewer),
    ...createReconciliationLoaders(database),
    ...createFindingLoaders(database, viewer, { dayOf: (instant) => dayOf(instant, timeZone), timeZone }),
  }
}

/** One verification of the ledger at a time; a few wait. */
function verificationOf(database: Database, headsFile: string | undefined) {
  const heads = headsFile ? createPublishedHeads(headsFile).read : null
  return {
    verification: createLedgerVerificationReader(database.pool.options.connectionString ?? "", heads),
    turns: createTurns({ atOnce: 1, waiting: 4 }),
    isEverything: (subtrees: readonly PathRange[]) => isEverything(database, subtrees),
  }
}
