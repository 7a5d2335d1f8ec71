import type { Prisma } from "../../../prisma/courses/generated/client.ts"
import { toUuid } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { Clash } from "../domain/clash.ts"
import type { NoticeContent } from "../domain/notice.ts"

export type LessonChangeKind = "SCHEDULED" | "PUBLISHED" | "CHANGED" | "RESCHEDULED" | "CANCELLED" | "HELD"

/** What was done to a lesson; `overridden` are the clashes that were accepted, and why. */
export type LessonChanged = {
  lessonId: string
  version: number
  kind: LessonChangeKind
  before: object
  after: object
  reason?: string | null
  overridden?: { clashes: readonly Clash[]; reason: string } | null
}

const TEACHER_NAMES = { select: { teacher: { select: { name: true } } }, orderBy: [{ position: "asc" as const }, { teacherId: "asc" as const }] }

/** Write what was done to lessons, and the words of what is told of it, in the transaction of an act. */
export function createLessonHistoryWriter(transaction: Prisma.TransactionClient, viewer: Viewer, now: () => Date) {
  const instant = (date: Date) => date.toISOString()
  return {
    /** Give the words of a notice about a lesson as it is written now. */
    async wordsOf(lessonId: string): Promise<NoticeContent> {
      const lesson = await transaction.lesson.findUniqueOrThrow({
        where: { id: toUuid("lesson", lessonId) },
        select: { title: true, startsAt: true, endsAt: true, place: true, venue: { select: { name: true } }, teachers: TEACHER_NAMES },
      })
      const { title, startsAt, endsAt, place, venue } = lesson
      const teacherNames = lesson.teachers.map(({ teacher }) => teacher.name)
      return { title, startsAt: instant(startsAt), endsAt: instant(endsAt), venueName: venue?.name ?? place, teacherNames }
    },

    /** Say in the lesson's history what was done, by whom and why. */
    async record({ lessonId, version, kind, before, after, reason = null, overridden = null }: LessonChanged): Promise<void> {
      await transaction.$executeRawUnsafe(
        `INSERT INTO courses.lesson_change (lesson_id, version, kind, before, after, reason, overridden, override_reason, recorded_at, recorded_by, recorder_name)
         VALUES ($1::uuid, $2, $3::courses.lesson_change_kind, $4::jsonb, $5::jsonb, $6, $7::jsonb, $8, $9::timestamptz, $10::uuid, $11)`,
        toUuid("lesson", lessonId),
        version,
        kind,
        JSON.stringify(before),
        JSON.stringify(after),
        reason,
        overridden && JSON.stringify(overridden.clashes),
        overridden?.reason ?? null,
        instant(now()),
        toUuid("account", viewer.accountId),
        viewer.name,
      )
    },
  }
}
