import { PrismaPg } from "@prisma/adapter-pg"
import { type Prisma, PrismaClient } from "../../prisma/people/generated/client.ts"
import { dayOf } from "../shared/calendar.ts"
import { createChange } from "../shared/change.ts"
import type { Database } from "../shared/database.ts"
import { perKey } from "../shared/keyed.ts"
import { findReadablePlaces } from "../shared/scope.ts"
import { HOLD_TREE } from "../shared/tree-lock.ts"
import type { Viewer } from "../shared/viewer.ts"
import { createCertificateRepository } from "./data/certificate.repository.ts"
import { createHeadcountLoaders } from "./data/headcount.loaders.ts"
import { createContactLoaders } from "./data/contact.loaders.ts"
import { createAccessNoteWriter } from "./data/access-note.writer.ts"
import { createContactRepository } from "./data/contact.repository.ts"
import { createMemberSearchRepository } from "./data/member-search.repository.ts"
import { createNamesakeLoaders } from "./data/namesake.loaders.ts"
import { createPlaceLoaders } from "./data/place.loaders.ts"
import { createLeadershipLoaders } from "./data/leadership.loaders.ts"
import { createPeopleLoaders } from "./data/member.loaders.ts"
import { createMemberRepository } from "./data/member.repository.ts"
import { createMovementLoaders } from "./data/movement.loaders.ts"
import { createMovementWriters } from "./data/movement.repository.ts"
import { createFileRepository } from "./data/file.repository.ts"
import { createImportPreviewWriter } from "./data/import-preview.writer.ts"
import { createImportRepository } from "./data/import.repository.ts"
import { createRosterExportRepository } from "./data/roster-export.repository.ts"
import { createRosterFiles } from "./data/roster-file.reader.ts"
import { createRosterImportWriter } from "./data/roster-import.writer.ts"
import { createRosterMatchRepository } from "./data/roster-match.repository.ts"
import { createRosterRepository } from "./data/roster.repository.ts"
import { createNewcomerRepository } from "./data/newcomer.repository.ts"
import { type SealingKey, keyedHash } from "../shared/sealed.ts"
import { createSubtreeLoaders } from "./data/subtree.loaders.ts"
import { createTransferImportWriter } from "./data/transfer-import.writer.ts"

export type PeopleContext = ReturnType<ReturnType<typeof createContextFactory>>

/** How long a change may take, and wait for a connection. Imports of a whole city are the longest. */
const LONGEST_CHANGE = { maxWait: 2_000, timeout: 60_000 }

type Transaction = Prisma.TransactionClient

/** Requests hold citizens' numbers and mobiles: whoever has the tables and not the key cannot try them out. */
const fingerprintUnder = (key: SealingKey) => (request: string) => keyedHash(request, key)

/** Wire the subgraph once; the function it gives makes what one request may use. */
export function createContextFactory({ database, timeZone, now, keys }: { database: Database; timeZone: string; now(): Date; keys: readonly SealingKey[] }) {
  const prisma = new PrismaClient({ adapter: new PrismaPg(database.pool, { schema: "people" }) })
  const rosterFiles = createRosterFiles()
  const rosterMatches = createRosterMatchRepository(database, keys)
  return (viewer: Viewer) => {
    const today = dayOf(now(), timeZone)
    const members = createMemberRepository(database, viewer)
    const searches = createMemberSearchRepository(database, viewer, keys)
    const createLoaders = () => ({
      ...createPeopleLoaders({
        members,
        rosters: createRosterRepository(database, viewer, keys, searches),
        certificates: createCertificateRepository(prisma),
        findPlaces: (ids) => findReadablePlaces(database, viewer, ids),
      }),
      ...createHeadcountLoaders(database),
      ...createPlaceLoaders(database, viewer),
      ...createNamesakeLoaders(database, viewer),
      ...createContactLoaders(createContactRepository(database, viewer, keys, now)),
      workersByPath: perKey(createSubtreeLoaders(database).workersByPath),
      ...createMovementLoaders(database, viewer, dayOf(now(), timeZone)),
      ...createLeadershipLoaders(database, viewer),
    })
    let loaders = createLoaders()
    return {
      viewer,
      now,
      searches,
      today,
      dayOf: (instant: Date) => dayOf(instant, timeZone),
      files: createFileRepository({ database, viewer, keys, now }),
      imports: createImportRepository(database, viewer, now),
      rosterFiles,
      rosterExports: createRosterExportRepository(database, viewer, keys),
      accessNotes: createAccessNoteWriter(database, viewer, now),
      rosterMatches,
      get loaders() {
        return loaders
      },
      change: createChange({
        schema: "people",
        viewer,
        begin: (work: (transaction: Transaction) => Promise<void>) =>
          prisma.$transaction(async (transaction) => {
            await transaction.$executeRawUnsafe(HOLD_TREE)
            await work(transaction)
          }, LONGEST_CHANGE),
        writersOf: (transaction) => ({
          ...createMovementWriters(transaction, viewer, now),
          certificates: createCertificateRepository(transaction),
          importPreviews: createImportPreviewWriter(transaction, viewer, keys, now),
          rosterImports: createRosterImportWriter(transaction, viewer, keys, today),
          transferImports: createTransferImportWriter(transaction, viewer),
          newcomers: createNewcomerRepository(transaction, keys, today),
        }),
        ...(keys[0] && { fingerprint: fingerprintUnder(keys[0]) }),
        onDone: () => {
          loaders = createLoaders()
        },
      }),
    }
  }
}
