import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput, invalidState, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { OrganisationContext } from "../context.ts"
import type { Office } from "../domain/office.ts"
import { findKeptPlace } from "./find-kept-place.ts"

/**
 * End an office: from the day `until` on its holder holds it no longer.
 *
 * Refuses whoever does not keep the records of the organisation, an office that has an end, and an end before its beginning.
 */
export async function endOffice(
  context: Pick<OrganisationContext, "viewer" | "today" | "loaders" | "records" | "change">,
  input: { office: string; until: string; clientMutationKey?: string | null },
): Promise<Result<Office, NotAllowed | InvalidInput | InvalidState>> {
  const office = await context.records.offices.findById(requireId("input.office", input.office, "office"))
  if (!office || !(await findKeptPlace(context, office.organisationId))) return notAllowed()
  const { until } = input
  const problems = [
    ...(until <= office.since ? [{ path: "until", message: `The office began on ${office.since}: name a later day.` }] : []),
    ...(until > context.today ? [{ path: "until", message: "The day lies in the future." }] : []),
  ]
  if (problems.length > 0) return invalidInput(...problems)

  return context.change({ mutation: "endOffice", input }, async ({ places, offices }) => {
    await places.lock(office.organisationId)
    const now = await offices.findById(office.id)
    if (now?.until) return invalidState("ENDED", `This office ends on ${now.until}.`)
    await offices.end([office.id], until)
    return done({ ...office, until })
  })
}
