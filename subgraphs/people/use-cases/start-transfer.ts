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
import { mayKeepRecords } from "../domain/people.policy.ts"
import { LONGEST_NAME, LONGEST_NOTE, LONGEST_TITLE, trimmed, problemsOfOptionalText, problemsOfText } from "../../shared/text.ts"
import { LETTER_USED, type TransferEnd, USUAL_VALIDITY_DAYS, problemsOfLetterDays, stateOn, validUntilOf } from "../domain/transfer.ts"

export type AskedTransfer = {
  memberId: string
  toOrganisationId?: string | null
  toName?: string | null
  letterNumber: string
  validDays?: number | null
  startedOn?: string | null
  duesPaidTo?: string | null
  remark?: string | null
  clientMutationKey?: string | null
}

type Refusal = NotAllowed | InvalidInput | InvalidState

/**
 * Send a person to another organisation with a letter. Nothing about the person changes: until the letter is accepted the origin
 * stays responsible (《中国共产党党员教育管理工作条例》第二十五条).
 *
 * A letter of the person that nobody decided on in time is closed as expired. Refuses a second letter while one is under way.
 */
export async function startTransfer(
  { viewer, today, change }: Pick<PeopleContext, "viewer" | "today" | "change">,
  input: AskedTransfer,
): Promise<Result<{ transferId: string }, Refusal>> {
  const { memberId } = input
  requireId("input.member", memberId, "member")
  if (input.toOrganisationId != null) requireId("input.toOrganisation", input.toOrganisationId, "organisation")
  const days = { startedOn: input.startedOn ?? today, validDays: input.validDays ?? USUAL_VALIDITY_DAYS, duesPaidTo: input.duesPaidTo ?? null }
  const work = async ({ books, letters }: MovementWriters): Promise<Result<{ transferId: string }, Refusal>> => {
    const book = await books.lock(memberId)
    const origin = book && (await books.findDirect(memberId, today))
    if (!book || !mayKeepRecords(viewer, origin?.path ?? book.branchPath)) return notAllowed()
    if (!origin) return invalidInput({ path: "member", message: "The person belongs to no organisation of the city directly; there is nothing to transfer." })
    const { destination, problems: wrongEnd } = await readDestination(books, input, origin.organisationId)
    const letterNumber = input.letterNumber.trim()
    const wrongNumber = problemsOfText("letterNumber", input.letterNumber, LONGEST_NAME)
    const isUsed = wrongNumber.length === 0 && (await letters.isNumberUsed(letterNumber))
    const problems = [
      ...wrongEnd,
      ...wrongNumber,
      ...(isUsed ? [LETTER_USED] : []),
      ...problemsOfLetterDays(days, origin.from, today),
      ...problemsOfOptionalText("remark", input.remark, LONGEST_NOTE),
    ]
    if (!destination || problems.length > 0) return invalidInput(...problems)
    const other = await letters.findUnderWay(memberId)
    if (other && stateOn(other, today) === "STARTED")
      return invalidState("STARTED", `Letter ${other.letterNumber} is under way, until ${other.validUntil}; withdraw it first.`)
    if (other) await letters.expire(other.id)
    const from = { id: origin.organisationId, path: origin.path, name: origin.name }
    const person = { memberId, memberName: book.name, origin: from, destination }
    const { startedOn, duesPaidTo } = days
    const validUntil = validUntilOf(startedOn, days.validDays)
    return done({ transferId: await letters.add({ ...person, letterNumber, startedOn, validUntil, duesPaidTo, remark: trimmed(input.remark) }) })
  }
  try {
    return await change({ mutation: "startTransfer", input }, work)
  } catch (error) {
    // Two letters of one number at the same moment: the database lets one of them through.
    if (sqlStateOf(error)?.constraint === "transfer_letter_number_key") return invalidInput(LETTER_USED)
    throw error
  }
}

async function readDestination(
  books: MovementWriters["books"],
  { toOrganisationId, toName }: AskedTransfer,
  originId: string,
): Promise<{ destination: TransferEnd | null; problems: FieldProblem[] }> {
  if ((toOrganisationId == null) === (toName == null)) {
    const message = "Say either the organisation of the city or, outside the city, the name of the receiving one: exactly one of toOrganisation and toName."
    return { destination: null, problems: [{ path: "toOrganisation", message }] }
  }
  if (toOrganisationId == null) {
    return { destination: { id: null, path: null, name: trimmed(toName) ?? "" }, problems: problemsOfText("toName", toName, LONGEST_TITLE) }
  }
  if (toOrganisationId === originId) return { destination: null, problems: [{ path: "toOrganisation", message: "The person belongs there already." }] }
  const destination = await books.findOrganisation(toOrganisationId)
  return { destination, problems: destination ? [] : [{ path: "toOrganisation", message: "There is no such organisation in the city, or it was dissolved." }] }
}
