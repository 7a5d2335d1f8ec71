import type { Prisma } from "../../../prisma/organisation/generated/client.ts"
import { toUuid, toUuids } from "../../shared/typeid.ts"

export type OrganisationEndRepository = ReturnType<typeof createOrganisationEndRepository>

/** End what is held at organisations that are no more, and hand on what outlives them. */
export function createOrganisationEndRepository(transaction: Prisma.TransactionClient) {
  return {
    /**
     * End the posts, terms and contacts at these on the day; units in their area go to `successor`, and what they covered is covered by
     * `covering`, or by nobody.
     */
    async close(ids: readonly string[], day: string, successor: string, covering: string | null): Promise<void> {
      const asked = [day, toUuids("organisation", ids)] as const
      const execute = (text: string, ...more: unknown[]) => transaction.$executeRawUnsafe(text, ...asked, ...more)
      // What began on the day or later is held for one day: a span cannot be empty.
      for (const table of ["office", "community_director", "contact_assignment"]) {
        await execute(
          `UPDATE organisation.${table} SET until = greatest($1::date, since + 1)
           WHERE organisation_id = ANY($2::uuid[]) AND (until IS NULL OR until > greatest($1::date, since + 1))`,
        )
      }
      await execute("UPDATE organisation.committee_term SET closed_on = $1::date WHERE organisation_id = ANY($2::uuid[]) AND closed_on IS NULL")
      await execute(
        `UPDATE organisation.unit SET organisation_id = $3::uuid WHERE organisation_id = ANY($2::uuid[]) AND (until IS NULL OR until > $1::date)`,
        toUuid("organisation", successor),
      )
      await execute(
        `UPDATE organisation.unit SET covered_by_id = $3::uuid, covered_since = CASE WHEN $3::uuid IS NOT NULL THEN covered_since END
         WHERE covered_by_id = ANY($2::uuid[]) AND (until IS NULL OR until > $1::date)`,
        covering && toUuid("organisation", covering),
      )
    },
  }
}
