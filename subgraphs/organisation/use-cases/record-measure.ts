import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput, invalidState, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { OrganisationContext } from "../context.ts"
import type { Rectification } from "../domain/rectification.ts"
import { findKeptPlace } from "./find-kept-place.ts"

/**
 * Record that a measure of a rectification has been done; the organisation's own keepers may.
 *
 * Refuses one that was done before, and any of a rectification that is accepted.
 */
export async function recordMeasure(
  context: Pick<OrganisationContext, "viewer" | "today" | "loaders" | "records" | "change">,
  input: { measure: string; doneOn: string; clientMutationKey?: string | null },
): Promise<Result<Rectification, NotAllowed | InvalidInput | InvalidState>> {
  const { rectifications } = context.records
  const measure = await rectifications.findMeasure(requireId("input.measure", input.measure, "measure"))
  const rectification = measure && (await rectifications.findById(measure.rectificationId))
  if (!rectification || !(await findKeptPlace(context, rectification.organisationId))) return notAllowed()
  const { doneOn } = input
  if (doneOn < rectification.listedOn || doneOn > context.today) {
    return invalidInput({ path: "doneOn", message: `The day lies between ${rectification.listedOn}, when it was listed, and today.` })
  }
  return context.change({ mutation: "recordMeasure", input }, async (records) =>
    (await records.rectifications.finishMeasure(measure.id, doneOn))
      ? done(rectification)
      : invalidState("DONE", "This measure is done, or its rectification is accepted."),
  )
}
