import { type Page, isDay, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import type { TrainingClass } from "../domain/lesson.ts"

/**
 * List the training classes that an organisation keeps itself, the latest first.
 *
 * @throws {BadInput} when `first` or `after` is not good.
 */
export async function listTrainingClasses(
  { loaders }: Pick<CoursesContext, "loaders">,
  asked: { organisationId: string; first?: number | null; after?: string | null },
): Promise<Page<TrainingClass>> {
  const request = pageRequest(asked, [isDay, idOf("class")])
  const classes = await loaders.classesByOrganisation(request).load(asked.organisationId)
  return pageOf<TrainingClass>(
    classes,
    request.limit,
    ({ startsOn, id }) => [startsOn, id],
    () => loaders.classCountByOrganisation.load(asked.organisationId),
  )
}
