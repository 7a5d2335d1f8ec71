import { type InvalidInput, type NotAllowed, type Result, done, invalidInput, notAllowed } from "../../shared/result.ts"
import { trimmed } from "../../shared/text.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import type { VenueKind } from "../domain/lesson.ts"
import { NAME_TAKEN, type VenueSharing, problemsOfSharing, problemsOfVenue } from "../domain/venue.ts"
import { type WrittenTime, readWeeklyTimes } from "../domain/weekly-time.ts"

type Asked = {
  organisationId: string
  name: string
  kind: VenueKind
  capacity: number
  equipment: string[]
  address?: string | null
  opening: WrittenTime[]
  sharing: VenueSharing[]
  clientMutationKey?: string | null
}

type Answer = Promise<Result<{ venueId: string }, NotAllowed | InvalidInput>>

/**
 * Enter a venue of an organisation, with its opening hours and with whom it is shared.
 *
 * A name that another of its venues has is refused: nobody could tell them apart, nor could a file. Rooms shared by several organisations (共用) are common where a street office and communities are under one roof: priority says who chooses first.
 */
export async function addVenue({ viewer, change }: Pick<CoursesContext, "viewer" | "change">, input: Asked): Answer {
  const organisationId = requireId("input.organisation", input.organisationId, "organisation")
  for (const [at, { organisationId: id }] of input.sharing.entries()) requireId(`input.sharing.${at}.organisation`, id, "organisation")
  return change({ mutation: "addVenue", input }, async ({ places, venues }): Answer => {
    const place = await places.findOrganisation(organisationId)
    if (!place || !mayPlan(viewer, place.path)) return notAllowed()
    const { kind, capacity, sharing } = input
    const equipment = input.equipment.map((word) => word.trim())
    const { times, problems } = readWeeklyTimes("opening", input.opening)
    const known = await places.findOrganisations(sharing.map(({ organisationId: id }) => id))
    const wrong = [
      ...problemsOfVenue({ name: input.name, capacity, equipment, ...(input.address != null && { address: input.address }) }),
      ...problems,
      ...problemsOfSharing(sharing),
      ...sharing.flatMap(({ organisationId: id }, at) =>
        known.has(id) ? [] : [{ path: `sharing.${at}.organisation`, message: "There is no such organisation for you." }],
      ),
    ]
    if (wrong.length > 0) return invalidInput(...wrong.slice(0, 100))
    if (await venues.isNamed(place, input.name.trim())) return invalidInput(NAME_TAKEN)
    const venueId = await venues.add(place, { name: input.name.trim(), kind, capacity, equipment, address: trimmed(input.address) })
    await venues.setOpening(venueId, times)
    await venues.setSharing(venueId, sharing)
    return done({ venueId })
  })
}
