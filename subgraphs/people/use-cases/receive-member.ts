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
  refused,
} from "../../shared/result.ts"
import { sqlStateOf } from "../../shared/sql-state.ts"
import { requireId } from "../../shared/typeid.ts"
import type { PeopleContext } from "../context.ts"
import type { BookPlace } from "../data/member-book.repository.ts"
import type { MovementWriters } from "../data/movement.repository.ts"
import type { NewcomerRepository } from "../data/newcomer.repository.ts"
import { CODE_TAKEN, type KnownPerson, doubleFound, problemsOfReturn } from "../domain/known-person.ts"
import { MEMBER_STAGES } from "../domain/member.ts"
import { type AskedPerson, FIELD_OF_STAGE, type Newcomer, problemsOfBranch, readNewcomer } from "../domain/newcomer.ts"
import { mayKeepRecords } from "../domain/people.policy.ts"
import { LONGEST_NAME, LONGEST_NOTE, LONGEST_TITLE, trimmed, problemsOfOptionalText, problemsOfText } from "../../shared/text.ts"
import { LETTER_USED, type LetterExpired, USUAL_VALIDITY_DAYS, problemsOfLetterDays, problemsOfReceipt, stateOn, validUntilOf } from "../domain/transfer.ts"

export type AskedReception = {
  organisationId: string
  person: AskedPerson
  fromName: string
  letterNumber: string
  startedOn: string
  validDays?: number | null
  duesPaidTo?: string | null
  receivedOn?: string | null
  remark?: string | null
  clientMutationKey?: string | null
}

type Refusal = NotAllowed | InvalidInput | InvalidState | LetterExpired
type Received = Result<{ memberId: string; transferId: string; wasKnown: boolean; warnings: string[] }, Refusal>
type Writers = MovementWriters & { newcomers: NewcomerRepository }
type Reception = { newcomer: Newcomer; place: BookPlace; receivedOn: string; today: string; letterNumber: string }

const ELSEWHERE = invalidState("BELONGS_ELSEWHERE", "By the books the person belongs to another organisation of the city; a transfer is to be started there.")

/**
 * Take in a member who comes with a letter from outside the city. They belong to the branch from the day of receipt on; the letter
 * stands in the books as accepted, its receipt sent back the same day.
 *
 * Somebody who left the city before comes back to the record of then, found by the citizen's number: it goes on, with a new membership.
 * What was decided elsewhere on the way into the Party is not judged again; the days must only be possible. Whether the letter still
 * held is judged by the day of receipt, because a letter on paper may be written in later.
 */
export async function receiveMember({ viewer, today, change }: Pick<PeopleContext, "viewer" | "today" | "change">, input: AskedReception): Promise<Received> {
  const organisationId = requireId("input.organisation", input.organisationId, "organisation")
  const read = readNewcomer(input.person, today)
  const { startedOn } = input
  const receivedOn = input.receivedOn ?? today
  const letterNumber = input.letterNumber.trim()
  const days = { startedOn, validDays: input.validDays ?? USUAL_VALIDITY_DAYS, duesPaidTo: input.duesPaidTo ?? null }
  const work = async (writers: Writers): Promise<Received> => {
    const { books, letters, newcomers } = writers
    const place = await books.findOrganisation(organisationId)
    if (!place || !mayKeepRecords(viewer, place.path)) return notAllowed()
    const problems = [...problemsOfBranch(place.kind), ...read.problems, ...problemsOfArrival(input), ...problemsOfLetterDays(days, startedOn, today)]
    problems.push(...problemsOfReceipt(receivedOn, startedOn, startedOn, today))
    if (!read.newcomer || problems.length > 0) return invalidInput(...problems)
    const { newcomer, warnings } = { newcomer: read.newcomer, warnings: read.warnings }
    const validUntil = validUntilOf(startedOn, days.validDays)
    if (validUntil < receivedOn) {
      return refused({ kind: "LetterExpired", message: `The letter was valid until ${validUntil}; whoever issued it issues another one.`, validUntil })
    }
    if (await letters.isNumberUsed(letterNumber)) return invalidInput(LETTER_USED)

    const known = newcomer.nationalId === null ? null : await newcomers.lockByNumber(newcomer.nationalId)
    const reception = { newcomer, place, receivedOn, today, letterNumber }
    const taken = known ? await takeBack(writers, known, reception) : await takeIn(writers, reception)
    if (!taken.ok) return taken
    const { memberId } = taken.value
    const ends = { origin: { id: null, path: null, name: input.fromName.trim() }, destination: place }
    const letter = { memberId, memberName: newcomer.name, letterNumber, startedOn, validUntil, duesPaidTo: days.duesPaidTo, remark: trimmed(input.remark) }
    const transferId = await letters.add({ ...letter, ...ends })
    await letters.decide(transferId, { state: "ACCEPTED", receivedOn, receiptOn: receivedOn })
    return done({ memberId, transferId, wasKnown: known !== null, warnings })
  }
  try {
    return await change({ mutation: "receiveMember", input }, work)
  } catch (error) {
    // The same person, code or letter entered twice at the same moment: the database lets one of them through.
    const constraint = sqlStateOf(error)?.constraint
    if (constraint === "member_national_id_hash_key") return ELSEWHERE
    if (constraint === "member_code_key") return invalidInput(CODE_TAKEN)
    if (constraint === "transfer_letter_number_key") return invalidInput(LETTER_USED)
    throw error
  }
}

function problemsOfArrival({ person, fromName, letterNumber, remark, startedOn }: AskedReception): FieldProblem[] {
  const isMember = MEMBER_STAGES.includes(person.stage ?? "APPLICANT")
  return [
    ...(isMember ? [] : [{ path: "person.stage", message: "Only members come with a letter: PROBATIONARY or FULL. Others are entered with registerMember." }]),
    ...(person.joinedOn && person.joinedOn > startedOn ? [{ path: "person.joinedOn", message: `The letter of ${startedOn} was issued before.` }] : []),
    ...problemsOfText("fromName", fromName, LONGEST_TITLE),
    ...problemsOfText("letterNumber", letterNumber, LONGEST_NAME),
    ...problemsOfOptionalText("remark", remark, LONGEST_NOTE),
  ]
}

/** Enter somebody of whom the books know nothing. */
async function takeIn({ newcomers, stages }: Writers, reception: Reception): Promise<Result<{ memberId: string }, InvalidInput>> {
  const { newcomer, place, receivedOn } = reception
  const double = newcomer.nationalId === null ? await newcomers.findDouble(newcomer, place.id) : null
  if (double !== null) return invalidInput(doubleFound(newcomer, double))
  if (newcomer.code !== null && (await newcomers.isCodeUsed(newcomer.code))) return invalidInput(CODE_TAKEN)
  const memberId = await newcomers.add(newcomer, place, receivedOn)
  await stages.add(entryOf(memberId, reception))
  return done({ memberId })
}

/** Go on with the record of somebody who belonged to the city before, and belongs to nobody here now. */
async function takeBack(
  { books, stages, letters, floating, newcomers }: Writers,
  known: KnownPerson,
  reception: Reception,
): Promise<Result<{ memberId: string }, InvalidInput | InvalidState>> {
  const { newcomer, place, receivedOn, today } = reception
  const { id: memberId } = known
  const last = await books.findLastDirect(memberId)
  if (last && (last.until === null || last.until > today)) {
    return last.organisationId === place.id ? invalidState("BELONGS_HERE", "The person belongs here already.") : ELSEWHERE
  }
  if (known.state !== "NORMAL") {
    return invalidState("NOT_IN_GOOD_STANDING", "By the books the person was not a member in good standing when they left; ask the superior organisation.")
  }
  const problems = problemsOfReturn(newcomer, known)
  if (last?.until && last.until > receivedOn) {
    problems.push({ path: "receivedOn", message: `Not before ${last.until}: until then the person belonged to an organisation of the city.` })
  }
  if (problems.length > 0) return invalidInput(...problems)
  const other = await letters.findUnderWay(memberId)
  if (other && stateOn(other, today) === "STARTED") return invalidState("STARTED", "A letter of the person is under way in the city; it is decided on first.")
  if (other) await letters.expire(other.id)

  await newcomers.renew(known, newcomer)
  if (newcomer.stage !== known.stage) await stages.add(entryOf(memberId, reception))
  await books.open(memberId, place, "DIRECT", receivedOn)
  await books.project(memberId, today)
  await floating.endAway(memberId, receivedOn)
  return done({ memberId })
}

function entryOf(memberId: string, { newcomer, letterNumber, today }: Reception) {
  const { stage } = newcomer
  const since = newcomer[FIELD_OF_STAGE[stage]] ?? today
  return { memberId, stage, since, documentNumber: letterNumber, exceptions: [], reasons: [], extendedTo: null, reason: "随组织关系转入" }
}
