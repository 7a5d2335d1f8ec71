import { type InvalidInput, type NotAllowed, type Result, done, invalidInput, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import { mayGovern } from "../domain/attendance.policy.ts"
import type { HoursReconciliation } from "../domain/hours-check.ts"

const FIRST_YEAR = 2000

/** Ask that tallies be compared with accounts, and accounts with the ledger, for a subtree and a year: the worker does it, and keeps what it finds. */
export async function reconcileHours(
  { viewer, today, change }: Pick<AttendanceContext, "viewer" | "today" | "change">,
  input: { organisation: string; year: number; clientMutationKey?: string | null },
): Promise<Result<HoursReconciliation, NotAllowed | InvalidInput>> {
  const organisationId = requireId("input.organisation", input.organisation, "organisation")
  return change({ mutation: "reconcileHours", input }, async ({ places, reconciliations }): Promise<Result<HoursReconciliation, NotAllowed | InvalidInput>> => {
    const organisation = await places.findOrganisation(organisationId)
    if (!organisation || !mayGovern(viewer, organisation.path)) return notAllowed()
    const latest = Number(today.slice(0, 4))
    if (input.year < FIRST_YEAR || input.year > latest) return invalidInput({ path: "year", message: `Between ${FIRST_YEAR} and ${latest}.` })
    return done(await reconciliations.ask({ id: organisationId, path: organisation.path }, input.year))
  })
}
