import {
  type FieldProblem,
  type InvalidInput,
  type InvalidState,
  type NotAllowed,
  type Result,
  done,
  invalidInput,
  invalidState,
  notAllowed,
} from "../../shared/result.ts"
import { requireId, toUuid } from "../../shared/typeid.ts"
import type { PeopleContext } from "../context.ts"
import { mayKeepRecords } from "../domain/people.policy.ts"

export type AskedParticipationEnd = { membershipId: string; to?: string | null; clientMutationKey?: string | null }

/**
 * End a person's reporting in or floating in; a direct membership ends by a transfer.
 *
 * For whoever keeps the books of the person's branch, or of the organisation that the person leaves.
 */
export function endParticipation(
  { viewer, today, change }: Pick<PeopleContext, "viewer" | "today" | "change">,
  input: AskedParticipationEnd,
): Promise<Result<{ memberId: string }, NotAllowed | InvalidInput | InvalidState>> {
  const to = input.to ?? today
  const uuid = toUuid("membership", requireId("input.membership", input.membershipId, "membership"))
  return change<{ memberId: string }, NotAllowed | InvalidInput | InvalidState>({ mutation: "endParticipation", input }, async ({ books }) => {
    const found = await books.findMembership(input.membershipId)
    const book = found && (await books.lock(found.memberId))
    // Read again under the lock: somebody else may have ended it meanwhile.
    const membership = book && (await books.findMembership(input.membershipId))
    if (!membership || !(mayKeepRecords(viewer, book.branchPath) || mayKeepRecords(viewer, membership.path))) return notAllowed()
    if (membership.participation === "DIRECT") return invalidState("DIRECT", "Where a person belongs directly changes by a transfer; see startTransfer.")
    if (membership.hasEnded) return invalidState("ENDED", "This has ended already.")
    const problems: FieldProblem[] = [
      ...(to > today ? [{ path: "to", message: `This day lies in the future; today is ${today}.` }] : []),
      ...(to < membership.from ? [{ path: "to", message: `It cannot end before it began, on ${membership.from}.` }] : []),
    ]
    if (problems.length > 0) return invalidInput(...problems)
    await books.close(uuid, membership.from, to)
    await books.project(membership.memberId, today)
    return done({ memberId: membership.memberId })
  })
}
