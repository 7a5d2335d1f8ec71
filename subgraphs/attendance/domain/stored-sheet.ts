import type { LessonCategory } from "./rule-set.ts"
import type { SheetState } from "./sheet.ts"

/** 课节: one stretch of a lesson without a break. */
export type Period = { startsAt: Date; endsAt: Date }

/** A sheet as it is stored, with its lesson as it was when recording began: what is planned anew later changes none of it. */
export type StoredSheet = {
  lessonId: string
  /** The lesson's organiser. */
  organisationId: string
  organisationPath: string
  state: SheetState
  version: number
  /** YYYY-MM-DD: the local date of the lesson's start. */
  heldOn: string
  startsAt: Date
  endsAt: Date
  periods: readonly Period[]
  category: LessonCategory
  mode: "FACE_TO_FACE" | "REMOTE_SITE" | "ONLINE"
  plannedHours: number
  isCounted: boolean
  codeRound: number
  /** As of the closing; zero before it. */
  expected: number
  present: number
  onLeave: number
  absent: number
  openedAt: Date
  openedBy: string | null
  closedAt: Date | null
  closedById: string | null
  closedBy: string | null
  approvedAt: Date | null
  approvedBy: string | null
  host: string | null
  recorder: string | null
  summary: string | null
}
