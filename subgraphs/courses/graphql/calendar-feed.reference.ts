import type { CoursesContext } from "../context.ts"
import type { CalendarFeed } from "../domain/calendar-feed.ts"

/** Give a feed in the shape of its type; what it is about is read only when asked. */
export function feedOf({ loaders }: CoursesContext, { kind, subjectId, ...feed }: CalendarFeed) {
  return {
    ...feed,
    kind,
    member: kind === "MEMBER" ? { id: subjectId } : null,
    teacher: kind === "TEACHER" ? () => loaders.teacherById.load(subjectId) : null,
    venue: kind === "VENUE" ? () => loaders.venueById.load(subjectId) : null,
    school: kind === "SCHOOL" ? () => loaders.schoolById.load(subjectId) : null,
  }
}
