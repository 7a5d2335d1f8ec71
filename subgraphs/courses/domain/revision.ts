import type { StoredLesson } from "./stored-lesson.ts"

/** A lesson as it stood and as it is to be, what is done to it, and why. */
export type Revision = {
  before: StoredLesson
  after: StoredLesson
  kind: "PUBLISHED" | "RESCHEDULED" | "CHANGED"
  reason?: string | null
  overrideReason?: string | null
}
