import { BadInput } from "../../shared/errors.ts"
import { mayRead } from "../../shared/viewer.ts"
import type { CoursesContext } from "../context.ts"
import type { TeachingLoad } from "../domain/teacher.ts"

const MOST_MONTHS = 24

/**
 * Sum up what a teacher taught and is to teach in a span of days, with its months: this year where nothing is said.
 *
 * For those who have a role at the teacher's organisation, and for the teacher. Goes through the request's loaders: fifty teachers are one statement.
 *
 * @throws {BadInput} when the span ends before it begins, or touches more than 24 months.
 */
export async function readTeachingLoad(
  { viewer, loaders, today, timeZone }: Pick<CoursesContext, "viewer" | "loaders" | "today" | "timeZone">,
  asked: { teacherId: string; from?: string | null; to?: string | null },
): Promise<TeachingLoad | null> {
  const from = asked.from ?? `${today.slice(0, 4)}-01-01`
  const to = asked.to ?? `${from.slice(0, 4)}-12-31`
  if (to < from) throw new BadInput("to", "Argument `to` must not be earlier than `from`.")
  if (monthOf(to) - monthOf(from) >= MOST_MONTHS) throw new BadInput("to", `Argument \`to\` must lie within ${MOST_MONTHS} months of \`from\`.`)
  const detail = await loaders.teacherDetailById.load(asked.teacherId)
  const isOwn = detail !== null && detail.memberId !== null && detail.memberId === viewer.memberId
  if (!detail || !(isOwn || mayRead(viewer, detail.organisationPath))) return null
  const months = await loaders.loadByTeacher({ from, to, timeZone }).load(asked.teacherId)
  const sum = (of: "lessons" | "hours" | "personTimes") => months.reduce((total, month) => total + month[of], 0)
  return { lessons: sum("lessons"), hours: sum("hours"), personTimes: sum("personTimes"), months }
}

function monthOf(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7))
}
