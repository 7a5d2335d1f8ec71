import type { Prisma } from "../../../prisma/organisation/generated/client.ts"
import { dateFromDay } from "../../shared/calendar.ts"
import type { Database } from "../../shared/database.ts"
import { newId, toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { ReportedFigure } from "../domain/figure.ts"

type Row = Omit<ReportedFigure, "organisationId" | "asOf"> & { organisation_id: string; as_of: string }

/** Read reported figures of organisations that the caller has found for the viewer. */
export function createFigureRepository(database: Database) {
  return {
    /** Find the latest figure of each measure that these organisations had reported by a day, by measure. */
    async findLatest(organisationIds: readonly string[], day: string): Promise<ReportedFigure[]> {
      const rows = await database.read<Row>(
        "figures_by_organisation",
        `SELECT DISTINCT ON (f.organisation_id, f.measure) f.organisation_id, f.measure, f.value, f.precision::text, f.unit, f.as_of, f.source
         FROM organisation.reported_figure f WHERE f.organisation_id = ANY($1::uuid[]) AND f.as_of <= $2::date
         ORDER BY f.organisation_id, f.measure, f.as_of DESC`,
        [toUuids("organisation", organisationIds), day],
      )
      return rows.map(({ organisation_id, as_of, ...row }) => ({ ...row, organisationId: toTypeId("organisation", organisation_id), asOf: as_of }))
    },
  }
}

/** Write reported figures; one of a measure and a day replaces the one before. */
export function createFigureWriter(transaction: Prisma.TransactionClient) {
  return {
    async record({ organisationId, measure, asOf, ...rest }: ReportedFigure): Promise<void> {
      const key = { organisationId: toUuid("organisation", organisationId), measure, asOf: dateFromDay(asOf) }
      await transaction.reportedFigure.upsert({
        where: { organisationId_measure_asOf: key },
        create: { id: toUuid("figure", newId("figure")), ...key, ...rest },
        update: rest,
      })
    },
  }
}
