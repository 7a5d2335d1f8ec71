import type { Database } from "../../shared/database.ts"
import type { PageRequest } from "../../shared/page.ts"
import { toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { HoursDifference, HoursReconciliation } from "../domain/hours-check.ts"

const COLUMNS = `r.id, r.organisation_id AS "organisationId", r.year::int4, r.asked_at AS "askedAt", r.asked_by AS "askedBy", r.finished_at AS "finishedAt", r.accounts, r.tallies,
  r.differences`

/** Read reconciliations of an organisation that the viewer may read. */
export function createReconciliationRepository(database: Database) {
  return {
    /** Of an organisation, of one year or all, the latest first. */
    async findPage(organisationId: string, year: number | null, { limit, after }: PageRequest): Promise<HoursReconciliation[]> {
      const [at = null, id = null] = after ?? []
      const rows = await database.read<HoursReconciliation>(
        "reconciliation_page",
        `SELECT ${COLUMNS} FROM attendance.hours_reconciliation r WHERE r.organisation_id = $1::uuid AND ($2::int2 IS NULL OR r.year = $2::int2)
           AND ($3::timestamptz IS NULL OR (r.asked_at, r.id) < ($3::timestamptz, $4::uuid)) ORDER BY r.asked_at DESC, r.id DESC LIMIT $5`,
        [toUuid("organisation", organisationId), year, at, id && toUuid("reconciliation", id), limit + 1],
      )
      return rows.map((row) => ({ ...row, id: toTypeId("reconciliation", row.id), organisationId: toTypeId("organisation", row.organisationId) }))
    },

    async count(organisationId: string, year: number | null): Promise<number> {
      const [row] = await database.read<{ count: number }>(
        "reconciliation_count",
        "SELECT count(*) FROM attendance.hours_reconciliation r WHERE r.organisation_id = $1::uuid AND ($2::int2 IS NULL OR r.year = $2::int2)",
        [toUuid("organisation", organisationId), year],
      )
      return row?.count ?? 0
    },

    /** The first so many differences of each. */
    async findDifferences(ids: readonly string[], limit: number): Promise<Map<string, HoursDifference[]>> {
      type Row = HoursDifference & { reconciliation: string }
      const rows = await database.read<Row>(
        "reconciliation_differences",
        `SELECT d.reconciliation_id AS reconciliation, d.subject::text, d.organisation_id AS "organisationId", d.member_id AS "memberId", d.field, d.kept, d.found
         FROM attendance.hours_difference d WHERE d.reconciliation_id = ANY($1::uuid[]) AND d.number <= $2::int4 ORDER BY d.reconciliation_id, d.number`,
        [toUuids("reconciliation", ids), limit],
      )
      const found = new Map<string, HoursDifference[]>()
      for (const { reconciliation, organisationId, memberId, ...row } of rows) {
        const id = toTypeId("reconciliation", reconciliation)
        const one = { ...row, organisationId: organisationId && toTypeId("organisation", organisationId), memberId: memberId && toTypeId("member", memberId) }
        found.set(id, [...(found.get(id) ?? []), one])
      }
      return found
    },
  }
}
