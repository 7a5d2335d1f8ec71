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
import { requireId } from "../../shared/typeid.ts"
import type { PeopleContext } from "../context.ts"
import type { Participation } from "../domain/member.ts"
import { mayKeepRecords } from "../domain/people.policy.ts"

export type AskedParticipation = {
  memberId: string
  organisationId: string
  participation: Participation
  from?: string | null
  clientMutationKey?: string | null
}

/**
 * Record that a person also takes part somewhere else: reports in where they live, or floats in for a time (一方隶属、参加多重组织生活).
 *
 * Where the person belongs directly stays as it is. The organisation may be anywhere in the city; whoever keeps the person's books
 * writes it.
 */
export function recordParticipation(
  { viewer, today, change }: Pick<PeopleContext, "viewer" | "today" | "change">,
  input: AskedParticipation,
): Promise<Result<{ memberId: string }, NotAllowed | InvalidInput | InvalidState>> {
  const { memberId, organisationId, participation } = input
  const from = input.from ?? today
  requireId("input.member", memberId, "member")
  requireId("input.organisation", organisationId, "organisation")
  return change<{ memberId: string }, NotAllowed | InvalidInput | InvalidState>({ mutation: "recordParticipation", input }, async ({ books }) => {
    const book = await books.lock(memberId)
    if (!book || !mayKeepRecords(viewer, book.branchPath)) return notAllowed()
    const organisation = await books.findOrganisation(organisationId)
    const problems: FieldProblem[] = [
      ...(organisation ? [] : [{ path: "organisation", message: "There is no such organisation in the city, or it was dissolved." }]),
      ...(participation === "DIRECT" ? [{ path: "participation", message: "Where a person belongs directly changes by a transfer; see startTransfer." }] : []),
      ...(from > today ? [{ path: "from", message: `This day lies in the future; today is ${today}.` }] : []),
    ]
    if (!organisation || problems.length > 0) return invalidInput(...problems)
    if (await books.takesPart(memberId, organisationId, from)) return invalidState("TAKES_PART", "The person takes part in this organisation already.")
    await books.open(memberId, organisation, participation, from)
    await books.project(memberId, today)
    return done({ memberId })
  })
}
