import { BadInput } from "../../shared/errors.ts"
import { type Page, isInstant, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf, requireId } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import type { Meeting, MeetingKind } from "../domain/meeting.ts"

type Asked = { organisation: string; from: string; to: string; kind?: MeetingKind | null; first?: number | null; after?: string | null }

const LONGEST_DAYS = 731

/**
 * List the meetings of branches of an organisation's subtree, the latest first; null where the viewer may not read it. Void records are left out.
 *
 * @throws {BadInput} for an id that is none, days out of order or more than two years, and a page that cannot be.
 */
export async function listMeetings(
  { readablePlaces, meetings, now }: Pick<AttendanceContext, "readablePlaces" | "meetings" | "now">,
  { organisation, from, to, kind = null, ...paging }: Asked,
): Promise<Page<Meeting> | null> {
  const organisationId = requireId("organisation", organisation, "organisation")
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000
  if (days < 0 || days >= LONGEST_DAYS) throw new BadInput("to", "Argument `to` must not be before `from`, and at most two years later.")
  const request = pageRequest(paging, [isInstant, idOf("meeting")])
  const [place] = await readablePlaces([organisationId])
  if (!place) return null
  const asked = { path: place.path, from, to, asOf: now(), kind }
  return pageOf<Meeting>(
    await meetings.findPage(asked, request),
    request.limit,
    ({ heldAt, id }) => [heldAt.toISOString(), id],
    () => meetings.count(asked),
  )
}
