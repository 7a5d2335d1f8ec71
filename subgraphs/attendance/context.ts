import { PrismaPg } from "@prisma/adapter-pg"
import { type Prisma, PrismaClient } from "../../prisma/attendance/generated/client.ts"
import { askWithin } from "../shared/ask.ts"
import { dayOf, instantOf, localTimeOf } from "../shared/calendar.ts"
import { createChange } from "../shared/change.ts"
import type { Database } from "../shared/database.ts"
import { type SealingKey, keyedHash } from "../shared/sealed.ts"
import { HOLD_TREE } from "../shared/tree-lock.ts"
import type { Viewer } from "../shared/viewer.ts"
import { createAttendanceLoaders } from "./data/attendance.loaders.ts"
import { createCaptureWriter } from "./data/capture.writer.ts"
import { createHeldLessonRepository } from "./data/held-lesson.repository.ts"
import { createEvidenceLoaders } from "./data/evidence.loaders.ts"
import { createEvidenceRepository } from "./data/evidence.repository.ts"
import { createEvidenceWriter } from "./data/evidence.writer.ts"
import { createFileRepository } from "./data/file.repository.ts"
import { createLedgerWriter } from "./data/ledger.writer.ts"
import { createListedRepository } from "./data/listed.repository.ts"
import { createMarksRepository } from "./data/marks.repository.ts"
import { createPaperLoaders } from "./data/paper.loaders.ts"
import { createPaperRepository } from "./data/paper.repository.ts"
import { createPaperWriter } from "./data/paper.writer.ts"
import { createPeriodLockRepository } from "./data/period-lock.repository.ts"
import { createSheetImportRepository } from "./data/sheet-import.repository.ts"
import { createSheetImportWriter } from "./data/sheet-import.writer.ts"
import { createSheetRepository } from "./data/sheet.repository.ts"
import { createSheetWriter } from "./data/sheet.writer.ts"
import { createSignInFiles } from "./data/sign-in-file.reader.ts"
import { createYearAccountRepository } from "./data/year-account.repository.ts"

export type AttendanceContext = ReturnType<ReturnType<typeof createContextFactory>>

/** How long a change may take, and wait for a connection: a city's lesson has tens of thousands on its sheet. */
const LONGEST_CHANGE = { maxWait: 2_000, timeout: 60_000 }

export type Wiring = {
  database: Database
  timeZone: string
  now(): Date
  /** Seal files and fingerprint requests and devices; the first seals, all of them open. */
  keys: readonly SealingKey[]
  /** The people's own keys, under which the last four digits of mobiles are fingerprinted. */
  peopleKeys: readonly SealingKey[]
}

type Transaction = Prisma.TransactionClient

/** What an act may read and write within its transaction. */
export type AttendanceWriters = Parameters<Parameters<AttendanceContext["change"]>[1]>[0]

/** Wire the subgraph once; the function it gives makes what one request may use. */
export function createContextFactory({ database, timeZone, now, keys, peopleKeys }: Wiring) {
  const prisma = new PrismaClient({ adapter: new PrismaPg(database.pool, { schema: "attendance" }) })
  const signInFiles = createSignInFiles()
  return (viewer: Viewer) => {
    const createLoaders = () => ({
      ...createAttendanceLoaders({ sheets: createSheetRepository(database, viewer), accounts: createYearAccountRepository(database, viewer) }),
      ...createPaperLoaders({ papers: createPaperRepository(database, viewer), listed: createListedRepository(database.read, viewer, peopleKeys) }),
      ...createEvidenceLoaders(createEvidenceRepository(database, viewer, keys)),
    })
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
          captures: createCaptureWriter(transaction, viewer, now),
          sheets: createSheetWriter(transaction, viewer, now),
          marks: createMarksRepository(askWithin(transaction)),
          lessons: createHeldLessonRepository(askWithin(transaction)),
          locks: createPeriodLockRepository(askWithin(transaction)),
          evidence: createEvidenceWriter(transaction, viewer, now),
          papers: createPaperWriter(transaction, viewer, now),
          sheetImports: createSheetImportWriter(transaction, viewer, keys, now),
          listed: createListedRepository(askWithin(transaction), viewer, peopleKeys),
        }),
        ...(keys[0] && { fingerprint: fingerprintUnder(keys[0]) }),
        onDone: () => {
          loaders = createLoaders()
        },
      }),
    }
  }
}

/** Requests hold names and reasons: whoever has the tables and not the key cannot try them out. */
const fingerprintUnder = (key: SealingKey) => (request: string) => keyedHash(request, key)
