import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput, invalidState, notAllowed } from "../../shared/result.ts"
import type { OrganisationContext } from "../context.ts"
import type { CommunityDirector } from "../domain/office.ts"
import { LONGEST_NAME, problemsOfText } from "../../shared/text.ts"
import { findKeptPlace } from "./find-kept-place.ts"
import { findPeopleProblems } from "./find-people-problems.ts"

export type AskedDirector = { organisation: string; name: string; member?: string | null; since: string; clientMutationKey?: string | null }

/**
 * Record who directs a community's residents' committee from a day on; whoever did until then leaves on that day.
 *
 * The director need not be a member of the Party; one who is the secretary too is 一肩挑.
 */
export async function appointDirector(
  context: Pick<OrganisationContext, "viewer" | "today" | "loaders" | "change">,
  input: AskedDirector,
): Promise<Result<CommunityDirector, NotAllowed | InvalidInput | InvalidState>> {
  const place = await findKeptPlace(context, input.organisation)
  if (!place) return notAllowed()
  const { member = null, since } = input
  const problems = [
    ...problemsOfText("name", input.name, LONGEST_NAME),
    ...(await findPeopleProblems(context, [{ path: "member", memberId: member }], "ANYONE")),
    ...(since > context.today ? [{ path: "since", message: "The day lies in the future." }] : []),
  ]
  if (problems.length > 0) return invalidInput(...problems)
  if (place.level !== "COMMUNITY") return invalidState("NO_COMMUNITY", "Only a community's top organisation has a residents' committee beside it.")

  const director = { organisationId: place.id, memberId: member, name: input.name.trim(), since }
  return context.change({ mutation: "appointDirector", input }, async ({ places, offices }) => {
    await places.lock(place.id)
    const now = await offices.findDirectorNotOver(place.id, since)
    if (now && now.since >= since) return invalidState("DIRECTOR_SINCE", `A director is recorded since ${now.since}: a new one begins later.`)
    await offices.replaceDirector(director)
    return done(director)
  })
}
