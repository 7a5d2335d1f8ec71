import { type Page, isInstant, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf, requireId } from "../../shared/typeid.ts"
import { subtreeOf } from "../../shared/viewer.ts"
import type { AttendanceContext } from "../context.ts"
import type { ExternalTraining, TrainingState } from "../domain/external-training.ts"

type Asked = { memberId?: string; organisation?: string; state: TrainingState | null; first?: number | null; after?: string | null }

/**
 * List the training outside of a person, or of the people of a subtree; the latest submitted first. Null for an organisation that the viewer's roles do
 * not reach.
 *
 * @throws {BadInput} when an id, `first` or `after` is not good.
 */
export async function listExternalTrainings(
  { loaders, readablePlaces }: Pick<AttendanceContext, "loaders" | "readablePlaces">,
  asked: Asked,
): Promise<Page<ExternalTraining> | null> {
  const { memberId = "", organisation, state } = asked
  const filter = { state, before: null }
  const request = { ...filter, ...pageRequest(asked, [isInstant, idOf("training")]) }
  const pageFrom = (rows: ExternalTraining[], count: () => Promise<number>) =>
    pageOf(rows, request.limit, ({ submittedAt, id }) => [submittedAt.toISOString(), id], count)
  if (organisation === undefined)
    return pageFrom(await loaders.trainingsByMember(request).load(memberId), () => loaders.trainingCountByMember(filter).load(memberId))
  const [place] = await readablePlaces([requireId("organisation", organisation, "organisation")])
  if (!place) return null
  const range = subtreeOf(place.path)
  return pageFrom(await loaders.trainingsBelow(range, request), () => loaders.trainingCountBelow(range, filter))
}
