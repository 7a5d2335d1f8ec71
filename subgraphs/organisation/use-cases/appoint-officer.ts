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
import type { OrganisationContext } from "../context.ts"
import { type Office, type PostTaken, whoStandsInTheWay } from "../domain/office.ts"
import type { Post } from "../domain/organisation.ts"
import { LONGEST_TITLE, problemsOfOptionalText, trimmed } from "../../shared/text.ts"
import { findKeptPlace } from "./find-kept-place.ts"
import { findPeopleProblems } from "./find-people-problems.ts"

export type AskedOfficer = {
  organisation: string
  member: string
  post: Post
  since: string
  isPartTime?: boolean | null
  sourceUnit?: string | null
  clientMutationKey?: string | null
}

/**
 * Appoint a full member to a post in a committee from a day on.
 *
 * There is one secretary at a time: while somebody holds that post, the answer says who, where the viewer may read that person. The
 * table's exclusion constraint says the same to whoever writes around this.
 */
export async function appointOfficer(
  context: Pick<OrganisationContext, "viewer" | "today" | "loaders" | "change">,
  input: AskedOfficer,
): Promise<Result<Office, NotAllowed | InvalidInput | InvalidState | PostTaken>> {
  const place = await findKeptPlace(context, input.organisation)
  if (!place) return notAllowed()
  const { post, since, sourceUnit } = input
  const problems = [
    ...(await findPeopleProblems(context, [{ path: "member", memberId: input.member }], "FULL_MEMBER")),
    ...(since > context.today ? [{ path: "since", message: "The day lies in the future: record the appointment when it begins." }] : []),
    ...(since < place.foundedOn ? [{ path: "since", message: `The organisation exists from ${place.foundedOn} on.` }] : []),
    ...problemsOfOptionalText("sourceUnit", sourceUnit, LONGEST_TITLE),
  ]
  if (problems.length > 0) return invalidInput(...problems)

  const office = { organisationId: place.id, memberId: input.member, post, since, until: null, isPartTime: input.isPartTime ?? false }
  return context.change({ mutation: "appointOfficer", input }, async ({ places, offices }): Promise<Result<Office, InvalidState | PostTaken>> => {
    await places.lock(place.id)
    const { repeated, holder } = whoStandsInTheWay(office, await offices.findNotOver(place.id, since))
    if (repeated) return invalidState("HOLDS_POST", `This member holds the post since ${repeated.since}.`)
    if (holder) {
      const message = `There is one secretary at a time, and somebody is since ${holder.since}${holder.until ? ` until ${holder.until}` : ""}: end that office first.`
      return refused({ kind: "PostTaken", message, holderId: holder.memberId, since: holder.since })
    }
    const [added] = await offices.add([{ ...office, sourceUnit: trimmed(sourceUnit) }])
    if (!added) throw new Error("an office was not added")
    return done(added)
  })
}
