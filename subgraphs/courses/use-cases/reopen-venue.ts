import { type InvalidInput, type NotAllowed, type Result, done, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import { mayPlan } from "../domain/courses.policy.ts"

/** Take back a closure: the venue can be used again at that time. */
export async function reopenVenue(
  { viewer, change }: Pick<CoursesContext, "viewer" | "change">,
  input: { closureId: string; clientMutationKey?: string | null },
): Promise<Result<{ venueId: string }, NotAllowed | InvalidInput>> {
  const closureId = requireId("input.closure", input.closureId, "closure")
  return change({ mutation: "reopenVenue", input }, async ({ venues }) => {
    const venue = await venues.findClosed(closureId)
    if (!venue || !mayPlan(viewer, venue.path)) return notAllowed()
    await venues.reopen(closureId)
    return done({ venueId: venue.id })
  })
}
