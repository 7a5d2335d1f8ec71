import type { FieldProblem } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { Audience } from "../domain/audience.ts"
import type { CoOrganiser } from "../domain/lesson-to-place.ts"

type Places = { findOrganisations(ids: readonly string[]): Promise<Map<string, string>>; findMembers(ids: readonly string[]): Promise<Set<string>> }
type Named = { audience?: Audience | null; coOrganisers?: readonly CoOrganiser[] | null }

/**
 * Find what of an audience and of co-organisers is nothing that the viewer sees.
 *
 * @throws {BadInput} when an id is none, or of another kind.
 */
export async function problemsOfClassNames(places: Places, { audience, coOrganisers }: Named): Promise<FieldProblem[]> {
  const { organisations = [], members = [] } = audience ?? {}
  const partners = coOrganisers ?? []
  for (const [at, id] of organisations.entries()) requireId(`input.audience.organisations.${at}`, id, "organisation")
  for (const [at, id] of members.entries()) requireId(`input.audience.members.${at}`, id, "member")
  for (const [at, { organisationId }] of partners.entries())
    if (organisationId !== null) requireId(`input.coOrganisers.${at}.organisation`, organisationId, "organisation")
  const known = await places.findOrganisations([...organisations, ...partners.flatMap(({ organisationId }) => organisationId ?? [])])
  const people = members.length > 0 ? await places.findMembers(members) : new Set<string>()
  const nothing = (path: string) => ({ path, message: "There is no such organisation for you." })
  return [
    ...organisations.flatMap((id, at) => (known.has(id) ? [] : [nothing(`audience.organisations.${at}`)])),
    ...members.flatMap((id, at) => (people.has(id) ? [] : [{ path: `audience.members.${at}`, message: "There is no such person for you." }])),
    ...partners.flatMap(({ organisationId }, at) => (organisationId === null || known.has(organisationId) ? [] : [nothing(`coOrganisers.${at}.organisation`)])),
  ]
}
