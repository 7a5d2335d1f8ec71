import type { LessonStatus } from "./lesson.ts"
import type { SeriesScope } from "./series.ts"

/** A lesson of a series as far as the series goes. */
export type SeriesLesson = { id: string; status: LessonStatus; occursAt: Date; startsAt: Date; isDetached: boolean }

type Which = { scope: SeriesScope; from: SeriesLesson; now: Date; statuses: readonly LessonStatus[]; withDetached?: boolean }

/**
 * Choose the lessons of a series that an edit is for: the one itself; or, of those that still lie ahead, the ones from it on, or all. What is past, held or cancelled
 * stays, and what was changed on its own keeps its changes, unless it is meant by name.
 */
export function lessonsToEdit(lessons: readonly SeriesLesson[], { scope, from, now, statuses, withDetached = false }: Which): SeriesLesson[] {
  if (scope === "ONE") return lessons.filter(({ id }) => id === from.id)
  return lessons.filter(
    ({ status, startsAt, occursAt, isDetached }) =>
      statuses.includes(status) && startsAt > now && (withDetached || !isDetached) && (scope === "ALL" || occursAt >= from.occursAt),
  )
}

/** Put lessons in the order in which they can be moved without meeting each other: the last first when they move later. */
export function orderToMove<Lesson>(lessons: readonly Lesson[], byMs: number): Lesson[] {
  return byMs > 0 ? [...lessons].reverse() : [...lessons]
}

/** Say whether an edit makes two series of one: when there are lessons before it that it is not for. */
export function splitsSeries(lessons: readonly SeriesLesson[], { scope, from }: Pick<Which, "scope" | "from">): boolean {
  return scope === "THIS_AND_FOLLOWING" && lessons.some(({ occursAt }) => occursAt < from.occursAt)
}
