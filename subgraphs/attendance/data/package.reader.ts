import type { Database } from "../../shared/database.ts"
import { createLedgerExtractReader } from "./ledger-extract.reader.ts"
import { createRosterReader } from "./roster.reader.ts"
import { createStudyRecordReader } from "./study-record.reader.ts"
import { createZip } from "./zip.writer.ts"

/** What audit packages, and what else goes out whole, are read and written with. Who may have one is for the use case to say. */
export function createPackageReaders(database: Database) {
  return {
    packages: { ledger: createLedgerExtractReader(database.pool.options.connectionString ?? ""), createZip },
    ...createStudyRecordReader(database),
    ...createRosterReader(database),
  }
}
