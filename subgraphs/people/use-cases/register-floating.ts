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
import { sqlStateOf } from "../../shared/sql-state.ts"
import { requireId } from "../../shared/typeid.ts"
import type { PeopleContext } from "../context.ts"
import type { MovementWriters } from "../data/movement.repository.ts"
import { type FloatingRecord, nextContactAfter, problemsOfFloating } from "../domain/floating.ts"
import { mayKeepRecords } from "../domain/people.policy.ts"
import { LONGEST_NAME, LONGEST_NOTE, LONGEST_TITLE, trimmed, problemsOfOptionalText, problemsOfText } from "../../shared/text.ts"

type Optional = "hostName" | "cardNumber" | "lastContactOn" | "nextContactDue" | "expectedReturnOn" | "noTransferReason"
export type AskedFloating = Pick<FloatingRecord, "memberId" | "direction" | "mode" | "since" | "destination"> & {
  [Field in Optional]?: FloatingRecord[Field] | undefined
} & { clientMutationKey?: string | null }

type Refusal = NotAllowed | InvalidInput | InvalidState

const CARD_USED: FieldProblem = { path: "cardNumber", message: "This number stands on another card; use the one on this card." }

/**
 * Record that a person goes away for a time, or comes here for one (流动党员): the origin keeps up the contact, the host helps.
 *
 * Out: from the organisation that the person belongs to. In: to the one where the person floats in, which must stand in the books
 * first. By whoever keeps the person's books; one stay at a time in each direction.
 */
export async function registerFloating(
  { viewer, today, change }: Pick<PeopleContext, "viewer" | "today" | "change">,
  input: AskedFloating,
): Promise<Result<{ recordId: string }, Refusal>> {
  const { memberId, direction } = input
  requireId("input.member", memberId, "member")
  const record = recordOf(input)
  const work = async ({ books, floating }: MovementWriters): Promise<Result<{ recordId: string }, Refusal>> => {
    const book = await books.lock(memberId)
    const place = book && (await books.findPlace(memberId, direction === "OUT" ? "DIRECT" : "FLOATING_IN", today))
    if (!book || !mayKeepRecords(viewer, book.branchPath)) return notAllowed()
    if (!place && direction === "OUT")
      return invalidState("BELONGS_NOWHERE", "The person belongs to no organisation of the city directly; nobody here keeps the contact.")
    if (!place) return invalidState("NOT_FLOATING_IN", "By the books the person floats in nowhere; record it first, with recordParticipation.")
    const wrongTexts = problemsOfTexts(input)
    const isCardUsed = wrongTexts.length === 0 && record.cardNumber !== null && (await floating.isCardUsed(record.cardNumber))
    const problems = [...problemsOfFloating(record, today), ...wrongTexts, ...(isCardUsed ? [CARD_USED] : [])]
    if (problems.length > 0) return invalidInput(...problems)
    if (await floating.isUnderWay(memberId, direction)) return invalidState("UNDER_WAY", "A stay in this direction goes on; end it first.")
    return done({ recordId: await floating.add(record) })
  }
  try {
    return await change({ mutation: "registerFloating", input }, work)
  } catch (error) {
    // Two cards of one number at the same moment: the database lets one of them through.
    if (sqlStateOf(error)?.constraint === "floating_record_card_number_key") return invalidInput(CARD_USED)
    throw error
  }
}

function recordOf(input: AskedFloating): Omit<FloatingRecord, "id" | "until"> {
  const { memberId, direction, mode, since, destination } = input
  const lastContactOn = input.lastContactOn ?? null
  return {
    memberId,
    direction,
    mode,
    since,
    destination: destination.trim(),
    hostName: trimmed(input.hostName),
    cardNumber: trimmed(input.cardNumber),
    lastContactOn,
    nextContactDue: input.nextContactDue ?? nextContactAfter(lastContactOn !== null && lastContactOn > since ? lastContactOn : since),
    expectedReturnOn: input.expectedReturnOn ?? null,
    noTransferReason: trimmed(input.noTransferReason),
  }
}

function problemsOfTexts({ destination, hostName, cardNumber, noTransferReason }: AskedFloating): FieldProblem[] {
  return [
    ...problemsOfText("destination", destination, LONGEST_TITLE),
    ...problemsOfOptionalText("hostName", hostName, LONGEST_TITLE),
    ...problemsOfOptionalText("cardNumber", cardNumber, LONGEST_NAME),
    ...problemsOfOptionalText("noTransferReason", noTransferReason, LONGEST_NOTE),
  ]
}
