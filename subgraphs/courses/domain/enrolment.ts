import type { EnrolmentSource } from "./expected.ts"
import type { LessonStatus } from "./lesson.ts"

export type EnrolmentState = "EXPECTED" | "WAITLISTED" | "WITHDRAWN"

/** Somebody's place at a lesson or in a class. `waitingPosition` counts from 1 among those who wait; ids are TypeIDs. */
export type Enrolment = {
  memberId: string
  state: EnrolmentState
  source: EnrolmentSource
  waitingPosition: number | null
  recordedAt: Date | null
  reason: string | null
}
export type ClassPlace = Omit<Enrolment, "source">

/** What of a lesson decides about its places; read under its lock. */
export type LessonWithPlaces = {
  id: string
  title: string
  status: LessonStatus
  startsAt: Date
  endsAt: Date
  capacity: number | null
  organiserPath: string
  isOpenToEnrol: boolean
  version: number
  venueName: string | null
}

/** What of a class decides about its places; read under its lock. */
export type ClassWithPlaces = { id: string; state: "PLANNED" | "OPEN" | "CANCELLED"; endsOn: string; plannedPlaces: number; organisationPath: string }

/** How many places are free: none, where more people are expected than there are places. Without a limit there is no end of them. */
export function freePlaces(capacity: number | null, expected: number): number {
  return capacity === null ? Number.MAX_SAFE_INTEGER : Math.max(0, capacity - expected)
}

/** Say why nobody can be entered or taken off any more; null while they can. */
export function closedFor({ status, startsAt }: Pick<LessonWithPlaces, "status" | "startsAt">, now: Date): { state: string; message: string } | null {
  if (status === "CANCELLED") return { state: "CANCELLED", message: "The lesson is cancelled." }
  if (status === "HELD" || startsAt <= now) return { state: "BEGUN", message: "The lesson has begun. Who was there is a matter of its sheet." }
  return null
}
