import { type InvalidInput, type NotAllowed, type Result, done, invalidInput, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import { mayGovern } from "../domain/attendance.policy.ts"

type Asked = { organisation: string; year: number; after?: string | null; clientMutationKey?: string | null }
type Answer = Promise<Result<{ recalculated: number; next: string | null }, NotAllowed | InvalidInput>>

const FIRST_YEAR = 2000
const PEOPLE_A_CALL = 500

/**
 * Make the accounts of a year again for the people of a subtree: 500 a call, the next from where the last ended. For repair, and for whoever does not want to
 * wait for the worker; doing it again changes nothing. A year that is over is judged by the rule set that judged it.
 *
 * @throws {BadInput} when an id is none.
 */
export async function recalculateHours({ viewer, today, change }: Pick<AttendanceContext, "viewer" | "today" | "change">, input: Asked): Answer {
  const organisationId = requireId("input.organisation", input.organisation, "organisation")
  const after = input.after == null ? null : requireId("input.after", input.after, "member")
  return change({ mutation: "recalculateHours", input }, async ({ places, accounts, hours }): Answer => {
    const organisation = await places.findOrganisation(organisationId)
    if (!organisation || !mayGovern(viewer, organisation.path)) return notAllowed()
    const latest = Number(today.slice(0, 4))
    if (input.year < FIRST_YEAR || input.year > latest) return invalidInput({ path: "year", message: `Between ${FIRST_YEAR} and ${latest}.` })
    const people = await accounts.findPeople(organisation.path, input.year, after, PEOPLE_A_CALL + 1)
    const some = people.slice(0, PEOPLE_A_CALL)
    await hours.recompute(some, [input.year])
    return done({ recalculated: some.length, next: people.length > some.length ? (some.at(-1) ?? null) : null })
  })
}
