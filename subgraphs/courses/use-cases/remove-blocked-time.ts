import { type InvalidInput, type NotAllowed, type Result, done, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import { mayPlan } from "../domain/courses.policy.ts"

/** Open a time again that was kept free of lessons. */
export async function removeBlockedTime(
  { viewer, change }: Pick<CoursesContext, "viewer" | "change">,
  input: { blockedId: string; clientMutationKey?: string | null },
): Promise<Result<{ organisationId: string }, NotAllowed | InvalidInput>> {
  const blockedId = requireId("input.blockedTime", input.blockedId, "blocked")
  return change({ mutation: "removeBlockedTime", input }, async ({ times }) => {
    const blocked = await times.findBlocked(blockedId)
    if (!blocked || !mayPlan(viewer, blocked.path)) return notAllowed()
    await times.unblock(blockedId)
    return done({ organisationId: blocked.organisationId })
  })
}
