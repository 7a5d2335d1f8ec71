import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput, invalidState, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { OrganisationContext } from "../context.ts"
import type { Honour } from "../domain/honour.ts"
import { findKeptPlace } from "./find-kept-place.ts"

/**
 * Revoke a title: from that day on it no longer holds. It stays in the books.
 *
 * Refuses whoever does not keep the organisation's records, one that was revoked, and a day before it was granted or in the future.
 */
export async function revokeHonour(
  context: Pick<OrganisationContext, "viewer" | "today" | "loaders" | "records" | "change">,
  input: { honour: string; revokedOn: string; clientMutationKey?: string | null },
): Promise<Result<Honour, NotAllowed | InvalidInput | InvalidState>> {
  const honour = await context.records.honours.findById(requireId("input.honour", input.honour, "honour"))
  if (!honour || !(await findKeptPlace(context, honour.organisationId))) return notAllowed()
  const { revokedOn } = input
  if (revokedOn < honour.grantedOn || revokedOn > context.today) {
    return invalidInput({ path: "revokedOn", message: `The day lies between ${honour.grantedOn}, when it was granted, and today.` })
  }
  return context.change({ mutation: "revokeHonour", input }, async ({ honours }) => {
    const revoked = await honours.revoke(honour.id, revokedOn)
    return revoked ? done(revoked) : invalidState("REVOKED", "This honour was revoked before.")
  })
}
