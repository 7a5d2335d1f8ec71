import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidState, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { PeopleContext } from "../context.ts"
import { stateOn } from "../domain/transfer.ts"
import { mayWithdrawTransfer } from "../domain/transfer.policy.ts"

export type AskedWithdrawal = { transferId: string; clientMutationKey?: string | null }

/** Take a letter back that nobody has decided on. An expired one needs no withdrawal: the next letter closes it. */
export function withdrawTransfer(
  { viewer, today, change }: Pick<PeopleContext, "viewer" | "today" | "change">,
  input: AskedWithdrawal,
): Promise<Result<{ transferId: string }, NotAllowed | InvalidInput | InvalidState>> {
  const id = requireId("input.transfer", input.transferId, "transfer")
  return change<{ transferId: string }, NotAllowed | InvalidInput | InvalidState>({ mutation: "withdrawTransfer", input }, async ({ books, letters }) => {
    const known = await letters.findById(id)
    if (!known || !mayWithdrawTransfer(viewer, known)) return notAllowed()
    await books.lock(known.memberId)
    const letter = await letters.lock(id)
    if (!letter || !mayWithdrawTransfer(viewer, letter)) return notAllowed()
    const state = stateOn(letter, today)
    if (state !== "STARTED") return invalidState(state, `The letter is no longer under way: ${state}.`)
    await letters.decide(id, { state: "WITHDRAWN" })
    return done({ transferId: id })
  })
}
