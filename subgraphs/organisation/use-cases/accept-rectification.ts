import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput, invalidState, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { OrganisationContext } from "../context.ts"
import type { Rectification } from "../domain/rectification.ts"
import { LONGEST_NOTE, problemsOfText } from "../../shared/text.ts"
import { mayRectify } from "../domain/records.policy.ts"
import { findKeptPlace } from "./find-kept-place.ts"

/**
 * Accept a rectification (验收销号), with what came of it. It is the superior who accepts.
 *
 * Measures that are not done do not stand in the way: the result says why. Refuses one that was accepted before.
 */
export async function acceptRectification(
  context: Pick<OrganisationContext, "viewer" | "today" | "loaders" | "records" | "change">,
  input: { rectification: string; acceptedOn: string; result: string; clientMutationKey?: string | null },
): Promise<Result<Rectification, NotAllowed | InvalidInput | InvalidState>> {
  const rectification = await context.records.rectifications.findById(requireId("input.rectification", input.rectification, "rectification"))
  if (!rectification || !(await findKeptPlace(context, rectification.organisationId, mayRectify))) return notAllowed()
  const { acceptedOn, result } = input
  const problems = [
    ...(acceptedOn < rectification.listedOn || acceptedOn > context.today
      ? [{ path: "acceptedOn", message: `The day lies between ${rectification.listedOn}, when it was listed, and today.` }]
      : []),
    ...problemsOfText("result", result, LONGEST_NOTE),
  ]
  if (problems.length > 0) return invalidInput(...problems)
  return context.change({ mutation: "acceptRectification", input }, async ({ rectifications }) => {
    const accepted = await rectifications.accept(rectification.id, acceptedOn, result.trim())
    return accepted ? done(accepted) : invalidState("ACCEPTED", "This rectification was accepted before.")
  })
}
