import { type FieldProblem, type InvalidInput, type NotAllowed, type Result, done, invalidInput, notAllowed } from "../../shared/result.ts"
import { sqlStateOf } from "../../shared/sql-state.ts"
import { requireId } from "../../shared/typeid.ts"
import type { PeopleContext } from "../context.ts"
import type { MovementWriters } from "../data/movement.repository.ts"
import type { NewcomerRepository } from "../data/newcomer.repository.ts"
import { CODE_TAKEN, doubleFound, numberTaken } from "../domain/known-person.ts"
import { type AskedPerson, FIELD_OF_STAGE, problemsOfBranch, readNewcomer, recordOf } from "../domain/newcomer.ts"
import { mayKeepRecords } from "../domain/people.policy.ts"
import { type AskedException, type RuleBroken, entriesOf, judgeExceptions, problemsOfExceptions } from "../domain/stage-exceptions.ts"
import { brokenRules } from "../domain/stages.ts"
import { trimmed } from "../../shared/text.ts"

export type AskedMember = {
  organisationId: string
  person: AskedPerson
  from?: string | null
  documentNumber?: string | null
  exceptions?: readonly AskedException[] | null
  clientMutationKey?: string | null
}

type Registered = Result<{ memberId: string; warnings: string[] }, NotAllowed | InvalidInput | RuleBroken>
type Writers = Pick<MovementWriters, "books" | "stages"> & { newcomers: NewcomerRepository }

/**
 * Enter somebody who is not in the books yet, by hand, into the branch that they belong to: an applicant of today as a rule.
 *
 * Who has come further is entered with the days of all steps. The rules of the way into the Party hold as they hold for recordStage, so
 * that nobody gets past them by a new record: what they ask for and the books do not show needs a superior's document and a reason.
 */
export async function registerMember({ viewer, today, change }: Pick<PeopleContext, "viewer" | "today" | "change">, input: AskedMember): Promise<Registered> {
  const organisationId = requireId("input.organisation", input.organisationId, "organisation")
  const { newcomer, problems: wrongPerson, warnings } = readNewcomer(input.person, today)
  const from = input.from ?? null
  const work = async ({ books, stages, newcomers }: Writers): Promise<Registered> => {
    const place = await books.findOrganisation(organisationId)
    if (!place || !mayKeepRecords(viewer, place.path)) return notAllowed()
    const problems: FieldProblem[] = [
      ...problemsOfBranch(place.kind),
      ...wrongPerson,
      ...(from !== null && from > today ? [{ path: "from", message: `This day lies in the future; today is ${today}.` }] : []),
      ...problemsOfExceptions(input),
    ]
    if (!newcomer || problems.length > 0) return invalidInput(...problems)
    const exceptions = input.exceptions ?? []
    const refusal = judgeExceptions(brokenRules(recordOf(newcomer)), exceptions)
    if (refusal) return refusal

    const known = newcomer.nationalId === null ? null : await newcomers.lockByNumber(newcomer.nationalId)
    if (known) return invalidInput(numberTaken(viewer, known))
    const double = newcomer.nationalId === null ? await newcomers.findDouble(newcomer, organisationId) : null
    if (double !== null) return invalidInput(doubleFound(newcomer, double))
    if (newcomer.code !== null && (await newcomers.isCodeUsed(newcomer.code))) return invalidInput(CODE_TAKEN)

    const memberId = await newcomers.add(newcomer, place, from)
    const { stage } = newcomer
    const step = { memberId, stage, since: newcomer[FIELD_OF_STAGE[stage]] ?? today, documentNumber: trimmed(input.documentNumber) }
    await stages.add({ ...step, ...entriesOf(exceptions), extendedTo: null, reason: null })
    return done({ memberId, warnings })
  }
  try {
    return await change({ mutation: "registerMember", input }, work)
  } catch (error) {
    // The same person, or the same code, entered twice at the same moment: the database lets one of them through.
    const constraint = sqlStateOf(error)?.constraint
    if (constraint === "member_national_id_hash_key") return invalidInput(numberTaken(viewer, null))
    if (constraint === "member_code_key") return invalidInput(CODE_TAKEN)
    throw error
  }
}
