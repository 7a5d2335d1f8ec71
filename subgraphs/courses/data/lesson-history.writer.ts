import type { Prisma } from "../../../prisma/courses/generated/client.ts"
import { toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
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

  /** Give the words of a notice about each lesson as it is written now, by its id. */
  const wordsOfAll = async (lessonIds: readonly string[]): Promise<Map<string, NoticeContent>> => {
    const lessons = await transaction.lesson.findMany({
      where: { id: { in: toUuids("lesson", lessonIds) } },
      select: { id: true, title: true, startsAt: true, endsAt: true, place: true, venue: { select: { name: true } }, teachers: TEACHER_NAMES },
    })
    return new Map(
      lessons.map(({ id, title, startsAt, endsAt, place, venue, teachers }) => {
        const teacherNames = teachers.map(({ teacher }) => teacher.name)
        return [toTypeId("lesson", id), { title, startsAt: instant(startsAt), endsAt: instant(endsAt), venueName: venue?.name ?? place, teacherNames }]
      }),
    )
  }

  /** Say in the lessons' histories what was done, by whom and why. */
  const recordAll = async (changes: readonly LessonChanged[]): Promise<void> => {
    const rows = changes.map(({ lessonId, overridden, ...change }) => ({
      ...change,
      id: toUuid("lesson", lessonId),
      overridden: overridden?.clashes ?? null,
      why: overridden?.reason ?? null,
    }))
    await transaction.$executeRawUnsafe(
      `INSERT INTO courses.lesson_change (lesson_id, version, kind, before, after, reason, overridden, override_reason, recorded_at, recorded_by, recorder_name)
       SELECT c.id, c.version, c.kind::courses.lesson_change_kind, c.before, c.after, c.reason, c.overridden, c.why, $2::timestamptz, $3::uuid, $4
       FROM jsonb_to_recordset($1::jsonb) AS c(id uuid, version int, kind text, before jsonb, after jsonb, reason text, overridden jsonb, why text)`,
      JSON.stringify(rows),
      instant(now()),
      toUuid("account", viewer.accountId),
      viewer.name,
    )
  }

  return {
    wordsOfAll,
    recordAll,

    async wordsOf(lessonId: string): Promise<NoticeContent> {
      const words = (await wordsOfAll([lessonId])).get(lessonId)
      if (!words) throw new Error("a lesson that is held went away")
      return words
    },

    record: (change: LessonChanged): Promise<void> => recordAll([change]),
  }
}
