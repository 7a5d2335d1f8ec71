import type { Viewer } from "../../shared/viewer.ts"
import { mayPlan } from "./courses.policy.ts"
import type { LessonStatus, Mode } from "./lesson.ts"

/** Whose calendar: a member's own, a teacher's, a venue's or a school's. */
export type FeedKind = "MEMBER" | "TEACHER" | "VENUE" | "SCHOOL"

export const KIND_OF_SUBJECT = { member: "MEMBER", teacher: "TEACHER", venue: "VENUE", school: "SCHOOL" } as const
export const SUBJECT_OF_KIND = { MEMBER: "member", TEACHER: "teacher", VENUE: "venue", SCHOOL: "school" } as const

/** How many feeds an account may have open at once. */
export const MOST_FEEDS = 20

/** An address under which a calendar can be read without signing in. Ids are TypeIDs. */
export type CalendarFeed = { id: string; kind: FeedKind; subjectId: string; createdAt: Date; lastFetchedAt: Date | null }

/** What a feed shows, as far as rights and its name go: where it is kept (null for a member), and the member whom it is about. */
export type FeedSubject = { name: string; path: string | null; memberId: string | null }

/** One lesson of a feed; no person is named but those who teach. Of one that the reader does not see elsewhere, the times alone. */
export type FeedLesson = {
  id: string
  title: string
  status: LessonStatus
  mode: Mode
  version: number
  changedAt: Date
  plannedHours: number | null
  place: string | null
  cancelledReason: string | null
  teacherNames: string[]
  periods: { number: number; startsAt: Date; endsAt: Date }[]
}

/**
 * Say whether the viewer may have this calendar: one's own (as a member, or as a member who teaches), and those of teachers, venues and
 * schools for which the viewer plans. Asked when the feed is opened and again at each fetch.
 */
export function mayFollow(viewer: Viewer, kind: FeedKind, { path, memberId }: FeedSubject): boolean {
  const isOwn = isOwnCalendar(viewer, { memberId })
  return kind === "MEMBER" ? isOwn : isOwn || (path !== null && mayPlan(viewer, path))
}

/** Say whether a calendar is the viewer's own, as a member or as a member who teaches. */
export function isOwnCalendar(viewer: Viewer, { memberId }: Pick<FeedSubject, "memberId">): boolean {
  return memberId !== null && memberId === viewer.memberId
}
