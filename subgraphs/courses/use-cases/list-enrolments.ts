import { type Page, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import type { Enrolment, EnrolmentState } from "../domain/enrolment.ts"

type Listed = Enrolment & { waitingNumber: number }
type Asked = { lessonId?: string; classId?: string; state: EnrolmentState | null; first?: number | null; after?: string | null }

const isState = (part: string) => part === "EXPECTED" || part === "WAITLISTED" || part === "WITHDRAWN"
const isNumber = (part: string) => /^\d{1,9}$/.test(part)

/**
 * List who is on the list of a lesson, or of a class: people whom the viewer's roles reach, by state, those who wait in their order.
 *
 * @throws {BadInput} when `first` or `after` is not good.
 */
export async function listEnrolments({ loaders }: Pick<CoursesContext, "loaders">, asked: Asked): Promise<Page<Listed>> {
  const { state, lessonId, classId = "" } = asked
  const request = { state, ...pageRequest(asked, [isState, isNumber, idOf("member")]) }
  const [pages, counts, id] =
    lessonId === undefined
      ? [loaders.placesByClass(request), loaders.listCountsByClass(state), classId]
      : [loaders.enrolmentsByLesson(request), loaders.listCountsByLesson(state), lessonId]
  return pageOf<Listed>(
    await pages.load(id),
    request.limit,
    ({ state: stands, waitingNumber, memberId }) => [stands, String(waitingNumber), memberId],
    async () => (await counts.load(id))?.listed ?? 0,
  )
}
