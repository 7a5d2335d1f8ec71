import {
  type InvalidInput,
  type InvalidState,
  type NotAllowed,
  type Result,
  done,
  invalidInput,
  invalidState,
  notAllowed,
  refused,
} from "../../shared/result.ts"
import { sqlStateOf } from "../../shared/sql-state.ts"
import { requireId } from "../../shared/typeid.ts"
import type { PeopleContext } from "../context.ts"
import type { MovementWriters } from "../data/movement.repository.ts"
import { LONGEST_NOTE, trimmed, problemsOfText } from "../../shared/text.ts"
import { type LetterExpired, type Transfer, hasExpired, problemsOfReceipt } from "../domain/transfer.ts"
import { mayDecideTransfer } from "../domain/transfer.policy.ts"

export type AskedDecision = {
  transferId: string
  decision: "ACCEPT" | "REFUSE"
  receivedOn?: string | null
  reason?: string | null
  clientMutationKey?: string | null
}

type Refusal = NotAllowed | InvalidInput | InvalidState | LetterExpired
type Decided = Result<{ transferId: string; memberId: string }, Refusal>

/**
 * Accept or refuse a person who comes with a letter; accepted, the person belongs to the receiver from that day on, and the
 * receipt is back at the origin the same day. A stay away ends with it: whose membership went along is no longer floating.
 *
 * Of any number who decide at once, one does; the others learn how the letter stands. A refusal needs its reason (no organisation
 * refuses without one, 《中国共产党党员教育管理工作条例》第二十五条). An expired letter is left as it is; one that went outside the city was
 * received in time when its receipt says so, however late that came back.
 */
export async function decideTransfer({ viewer, today, change }: Pick<PeopleContext, "viewer" | "today" | "change">, input: AskedDecision): Promise<Decided> {
  const id = requireId("input.transfer", input.transferId, "transfer")
  const receivedOn = input.receivedOn ?? today
  const work = async (writers: MovementWriters): Promise<Decided> => {
    const { books, letters } = writers
    const known = await letters.findById(id)
    if (!known || !mayDecideTransfer(viewer, known)) return notAllowed()
    await books.lock(known.memberId)
    const letter = await letters.lock(id)
    if (!letter || !mayDecideTransfer(viewer, letter)) return notAllowed()
    if (letter.state !== "STARTED") return invalidState(letter.state, `The letter was decided on already: ${letter.state}.`)
    const { validUntil } = letter
    if (hasExpired(letter, receivedOn, today)) {
      return refused({ kind: "LetterExpired", message: `The letter was valid until ${validUntil}; the origin issues another one.`, validUntil })
    }
    const decided = done({ transferId: id, memberId: letter.memberId })
    if (input.decision === "ACCEPT") return (await accept(writers, letter, { receivedOn, today })) ?? decided
    const problems = problemsOfText("reason", input.reason, LONGEST_NOTE)
    if (problems.length > 0) return invalidInput(...problems)
    await letters.decide(id, { state: "REFUSED", refusedReason: trimmed(input.reason) ?? "" })
    return decided
  }
  try {
    return await change({ mutation: "decideTransfer", input }, work)
  } catch (error) {
    if (sqlStateOf(error)?.constraint !== "membership_one_direct") throw error
    return invalidState("BELONGS_ELSEWHERE", "By the books the person belongs to another organisation from a later day on; correct that first.")
  }
}

/** Move the person; gives a refusal where that cannot be, and nothing when it is done. */
async function accept(
  { books, letters, floating }: MovementWriters,
  { id, memberId, destination, startedOn }: Transfer,
  { receivedOn, today }: { receivedOn: string; today: string },
): Promise<{ ok: false; refusal: InvalidInput | InvalidState } | null> {
  const origin = await books.findDirect(memberId, today)
  const problems = problemsOfReceipt(receivedOn, startedOn, origin?.from ?? startedOn, today)
  if (problems.length > 0) return invalidInput(...problems)
  const place = destination.id === null ? null : await books.findOrganisation(destination.id)
  if (destination.id !== null && !place)
    return invalidState("DISSOLVED", "The receiving organisation was dissolved; the origin withdraws the letter and issues another one.")
  if (origin) await books.close(origin.uuid, origin.from, receivedOn)
  if (place) await books.open(memberId, place, "DIRECT", receivedOn)
  await books.project(memberId, today)
  await floating.endAway(memberId, receivedOn)
  await letters.decide(id, { state: "ACCEPTED", receivedOn, receiptOn: destination.id === null ? today : receivedOn })
  return null
}
