import { type InvalidInput, type NotAllowed, type Result, type StaleVersion, done, invalidInput, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import type { VenueKind } from "../domain/lesson.ts"
import { edited, given } from "../domain/register.ts"
import { staleVersion } from "../domain/stale-version.ts"
import { NAME_TAKEN, type VenueEdit, type VenueSharing, problemsOfSharing, problemsOfVenue } from "../domain/venue.ts"
import { type WrittenTime, readWeeklyTimes } from "../domain/weekly-time.ts"

type Asked = {
  venueId: string
  version: number
  name?: string | null
  kind?: VenueKind | null
  capacity?: number | null
  equipment?: string[] | null
  address?: string | null
  isInUse?: boolean | null
  opening?: WrittenTime[] | null
  sharing?: VenueSharing[] | null
  clientMutationKey?: string | null
}
type Answer = Promise<Result<{ venueId: string; tooLarge: string[] }, NotAllowed | InvalidInput | StaleVersion>>

/**
 * Change what is kept of a venue; what is left out stays as it is, opening hours and sharing are replaced whole.
 *
 * Published lessons that expect more people than it now holds stay, and are named. Refuses an edit of a version that stands no longer.
 */
export async function updateVenue({ viewer, now, change }: Pick<CoursesContext, "viewer" | "now" | "change">, input: Asked): Answer {
  const venueId = requireId("input.venue", input.venueId, "venue")
  for (const [at, { organisationId }] of (input.sharing ?? []).entries()) requireId(`input.sharing.${at}.organisation`, organisationId, "organisation")
  const edit = given({
    name: edited<string>(input.name),
    kind: input.kind ?? undefined,
    capacity: input.capacity ?? undefined,
    equipment: input.equipment?.map((word) => word.trim()),
    address: edited(input.address),
    isInUse: input.isInUse ?? undefined,
  }) as VenueEdit
  return change({ mutation: "updateVenue", input }, async ({ places, venues }): Answer => {
    const venue = await venues.lock(venueId)
    if (!venue || !mayPlan(viewer, venue.path)) return notAllowed()
    const { times, problems } = readWeeklyTimes("opening", input.opening ?? [])
    const sharing = input.sharing ?? []
    const known = await places.findOrganisations(sharing.map(({ organisationId }) => organisationId))
    const wrong = [
      ...problemsOfVenue(edit),
      ...problems,
      ...problemsOfSharing(sharing),
      ...sharing.flatMap(({ organisationId }, at) =>
        known.has(organisationId) ? [] : [{ path: `sharing.${at}.organisation`, message: "There is no such organisation for you." }],
      ),
    ]
    if (wrong.length > 0) return invalidInput(...wrong.slice(0, 100))
    if (input.version !== venue.version) return staleVersion(venue.version)
    if (edit.name !== undefined && (await venues.isNamed(venue, edit.name, venueId))) return invalidInput(NAME_TAKEN)
    await venues.change(venueId, edit)
    if (input.opening) await venues.setOpening(venueId, times)
    if (input.sharing) await venues.setSharing(venueId, sharing)
    const isSmaller = edit.capacity !== undefined && edit.capacity < venue.capacity
    return done({ venueId, tooLarge: isSmaller ? await venues.findTooLarge(venueId, edit.capacity ?? 0, now()) : [] })
  })
}
