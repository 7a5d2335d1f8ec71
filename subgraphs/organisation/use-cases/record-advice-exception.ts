import { type InvalidInput, type NotAllowed, type Result, done, invalidInput, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { OrganisationContext } from "../context.ts"
import { type AdviceException, problemsOfException } from "../domain/advice-exception.ts"
import type { AdviceRule } from "../domain/kind-advice.ts"
import { mayApprove } from "../domain/records.policy.ts"
import { findKeptPlace } from "./find-kept-place.ts"

export type AskedException = {
  organisation: string
  rule: AdviceRule
  documentNumber: string
  approvedBy?: string | null
  approvedOn: string
  validUntil?: string | null
  reason: string
  clientMutationKey?: string | null
}

/**
 * Record that a superior has approved what a size does not suggest ("因工作需要"): the advice stays, and says that it is excepted.
 *
 * The approver is the organisation directly above, or another one on the way up. Refuses whoever does not decide for the superior.
 */
export async function recordAdviceException(
  context: Pick<OrganisationContext, "viewer" | "today" | "loaders" | "change">,
  input: AskedException,
): Promise<Result<AdviceException, NotAllowed | InvalidInput>> {
  const place = await findKeptPlace(context, input.organisation, mayApprove)
  if (!place?.parentId) return notAllowed()
  const approverId = input.approvedBy == null ? place.parentId : requireId("input.approvedBy", input.approvedBy, "organisation")
  const approver = await context.loaders.organisationById.load(approverId)
  const isAbove = approver !== null && approver.id !== place.id && place.path.startsWith(approver.path)
  const exception = {
    organisationId: place.id,
    rule: input.rule,
    documentNumber: input.documentNumber.trim(),
    approvedById: approverId,
    approvedOn: input.approvedOn,
    validUntil: input.validUntil ?? null,
    reason: input.reason.trim(),
  }
  const problems = [
    ...(isAbove ? [] : [{ path: "approvedBy", message: "Only an organisation above it approves an exception." }]),
    ...problemsOfException(exception, context.today),
  ]
  if (problems.length > 0) return invalidInput(...problems)
  return context.change({ mutation: "recordAdviceException", input }, async ({ exceptions }) => done(await exceptions.add(exception)))
}
