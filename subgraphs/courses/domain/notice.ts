/** What people are told about a lesson: that it was announced, moved, cancelled, has another teacher, that a place became theirs, or is no longer. */
export type NoticeKind = "PUBLISHED" | "RESCHEDULED" | "CANCELLED" | "TEACHER_CHANGED" | "PLACE_GIVEN" | "REMOVED"

/** What a notice's words are made of; instants in ISO 8601, absent where they do not apply. Kept as JSON. */
export type NoticeContent = {
  title: string
  startsAt: string
  endsAt: string
  venueName?: string | null
  before?: { startsAt: string; endsAt: string; venueName?: string | null; teacherNames?: string[] }
  teacherNames?: string[]
  reason?: string
  /** When one notice tells of several lessons of a series, of which this is the first: how many concern the reader, and when the last of them begins. */
  series?: { count: number; until: string }
}

/** What happens to lessons, as subscribers are told of it. */
export type LessonEventType = "lesson.published" | "lesson.rescheduled" | "lesson.changed" | "lesson.cancelled"

/** A notice as its reader sees it. Ids are TypeIDs; `memberId` or `teacherId` says whom it tells. */
export type Notice = {
  id: string
  kind: NoticeKind
  lessonId: string
  memberId: string | null
  teacherId: string | null
  content: NoticeContent
  createdAt: Date
  readAt: Date | null
}

/** A notice's place in a list, the newest first: `[moment, id]`. */
export function placeAmongNotices(notice: Pick<Notice, "createdAt" | "id">): readonly string[] {
  return [notice.createdAt.toISOString(), notice.id]
}
