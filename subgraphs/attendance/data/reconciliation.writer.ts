import type { RawQueries } from "../../shared/change.ts"
import { newId, toUuid } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { HoursReconciliation } from "../domain/hours-check.ts"

/** Ask for reconciliations, in the transaction of an act. */
export function createReconciliationWriter(transaction: RawQueries, viewer: Viewer, now: () => Date) {
  return {
    async ask(organisation: { id: string; path: string }, year: number): Promise<HoursReconciliation> {
      const [id, askedAt] = [newId("reconciliation"), now()]
      await transaction.$queryRawUnsafe(
        `INSERT INTO attendance.hours_reconciliation (id, organisation_id, organisation_path, year, asked_at, asked_by, asked_by_id)
         VALUES ($1::uuid, $2::uuid, $3, $4::int2, $5::timestamptz, $6, $7::uuid)`,
        toUuid("reconciliation", id),
        toUuid("organisation", organisation.id),
        organisation.path,
        year,
        askedAt.toISOString(),
        viewer.name,
        toUuid("account", viewer.accountId),
      )
      return { id, organisationId: organisation.id, year, askedAt, askedBy: viewer.name, finishedAt: null, accounts: 0, tallies: 0, differences: 0 }
    },
  }
}
