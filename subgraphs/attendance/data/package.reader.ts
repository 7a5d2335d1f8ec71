import type { Database } from "../../shared/database.ts"
import { toUuid } from "../../shared/typeid.ts"
import { createLedgerExtractReader } from "./ledger-extract.reader.ts"
import { createZip } from "./zip.writer.ts"

/** What audit packages are read and written with. Who may have one is for the use case to say. */
export function createPackageReaders(database: Database, timeZone: string) {
  return {
    packages: {
      ledger: createLedgerExtractReader(database.pool.options.connectionString ?? ""),
      createZip,

      /** What an organisation was called on the day of an instant. */
      async nameOf(organisationId: string, at: Date): Promise<string> {
        const [row] = await database.read<{ name: string }>(
          "package_organisation_name",
          `SELECT coalesce(v.name, o.name) AS name FROM organisation_api.known_organisation o
           LEFT JOIN organisation_api.version v ON v.organisation_id = o.id AND v.valid_from <= ($2::timestamptz AT TIME ZONE $3)::date
             AND (v.valid_to IS NULL OR v.valid_to > ($2::timestamptz AT TIME ZONE $3)::date)
           WHERE o.id = $1::uuid`,
          [toUuid("organisation", organisationId), at.toISOString(), timeZone],
        )
        return row?.name ?? ""
      },
    },
  }
}
