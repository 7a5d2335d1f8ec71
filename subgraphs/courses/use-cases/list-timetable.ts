import { BadInput } from "../../shared/errors.ts"
import { type Page, isInstant, pageRequest } from "../../shared/page.ts"
import { idOf, requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import type { Lesson } from "../domain/lesson.ts"

const LONGEST_WINDOW_DAYS = 400
const DAY_MS = 86_400_000

type Asked = {
  from: Date
  to: Date
  organisation?: string | null
  venue?: string | null
  teacher?: string | null
  first?: number | null
  after?: string | null
}

/**
 * List the lessons that start in a window of time, of all that the viewer sees or of one organisation, venue or teacher.
 *
 * @throws {BadInput} when the window is empty or longer than 400 days, or an id is of another kind.
 */
export function listTimetable({ lessons }: Pick<CoursesContext, "lessons">, asked: Asked): Promise<Page<Lesson>> {
  const { from, to, organisation, venue, teacher } = asked
  if (to <= from) throw new BadInput("to", "Argument `to` must be later than `from`.")
  if (to.getTime() - from.getTime() > LONGEST_WINDOW_DAYS * DAY_MS) {
    throw new BadInput("to", `Argument \`to\` must be at most ${LONGEST_WINDOW_DAYS} days after \`from\`. Ask in several windows.`)
  }
  return lessons.listTimetable(
    {
      from,
      to,
      organisationId: organisation != null ? requireId("organisation", organisation, "organisation") : null,
      venueId: venue != null ? requireId("venue", venue, "venue") : null,
      teacherId: teacher != null ? requireId("teacher", teacher, "teacher") : null,
    },
    pageRequest(asked, [isInstant, idOf("lesson")]),
  )
}
