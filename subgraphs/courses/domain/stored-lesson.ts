import type { LessonStatus } from "./lesson.ts"
import type { LessonToPlace } from "./lesson-to-place.ts"
import { spanOf } from "./lesson-to-place.ts"
import type { StaleVersion } from "../../shared/result.ts"
import { refused } from "../../shared/result.ts"

/** A lesson as it is written, read under its lock. */
export type StoredLesson = Omit<LessonToPlace, "series"> & {
  lessonId: string
  organiserPath: string
  status: LessonStatus
  version: number
  isInSeries: boolean
}

/** A lesson as it stood and as it is to be, what is done to it, and why. */
export type Revision = {
  before: StoredLesson
  after: StoredLesson
  kind: "PUBLISHED" | "RESCHEDULED" | "CHANGED"
  reason?: string | null
  overrideReason?: string | null
}

/** Refusal: the lesson was changed since it was read; `lessonId` leads to how it stands now. */
export type StaleLesson = StaleVersion & { lessonId: string }

/** Refuse an edit of a lesson by a version that no longer stands. */
export function staleLesson({ lessonId, version }: StoredLesson, seen: number): { ok: false; refusal: StaleLesson } {
  const message = `The lesson was changed since: it is at version ${version}, not ${seen}. Look at it again and decide anew.`
  return refused({ kind: "StaleVersion" as const, message, currentVersion: version, lessonId })
}

/** Say whether two readings of a field are the same; times by their instants. */
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

export function timesChanged(before: StoredLesson, after: StoredLesson): boolean {
  return !isSame(before.periods, after.periods)
}

export function placeChanged(before: StoredLesson, after: StoredLesson): boolean {
  return !isSame([before.venueId, before.siteIds, before.place], [after.venueId, after.siteIds, after.place])
}

export function teachersChanged(before: StoredLesson, after: StoredLesson): boolean {
  return !isSame(before.teacherIds, after.teacherIds)
}

/** Say whether who is expected may be others, or more of them have a place. */
export function audienceChanged(before: StoredLesson, after: StoredLesson): boolean {
  return !isSame([before.audience, before.trainingClassId, before.capacity], [after.audience, after.trainingClassId, after.capacity])
}

/** Take out of a lesson what was not changed: what stands is not judged again. */
export function changedNames(before: StoredLesson, after: StoredLesson): StoredLesson {
  const changed = <Value>(was: Value, is: Value): Value | null => (isSame(was, is) ? null : is)
  return {
    ...after,
    schoolId: changed(before.schoolId, after.schoolId),
    courseId: changed(before.courseId, after.courseId),
    trainingClassId: changed(before.trainingClassId, after.trainingClassId),
    audience: changed(before.audience, after.audience),
    coOrganisers: changed(before.coOrganisers, after.coOrganisers) ?? [],
  }
}

/** Give the fields that differ, as they were and as they are, for the lesson's history. */
export function differences(before: StoredLesson, after: StoredLesson): { before: object; after: object } {
  const keys = (Object.keys(after) as (keyof StoredLesson)[]).filter((key) => key !== "version" && !isSame(before[key], after[key]))
  const only = (lesson: StoredLesson) => Object.fromEntries(keys.map((key) => [key, lesson[key]]))
  return { before: only(before), after: only(after) }
}

/** Move all the times of a lesson so that the first begins at an instant. */
export function movedTo(periods: StoredLesson["periods"], startsAt: Date): StoredLesson["periods"] {
  const by = startsAt.getTime() - spanOf(periods).startsAt.getTime()
  return periods.map((period) => ({ startsAt: new Date(period.startsAt.getTime() + by), endsAt: new Date(period.endsAt.getTime() + by) }))
}
