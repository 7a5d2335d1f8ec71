import type { Lesson } from "./lesson.ts"

/** A lesson's place in a list by time: `[start, id]`. */
export function placeInTime(lesson: Pick<Lesson, "startsAt" | "id">): readonly string[] {
  return [lesson.startsAt.toISOString(), lesson.id]
}
