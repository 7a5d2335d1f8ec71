import { toTypeId } from "../../subgraphs/shared/typeid.ts"
import type { Insert } from "./insert.ts"
import type { Thing } from "./things.ts"

const CONTENT = { title: "党章专题辅导", startsAt: "2026-11-25T06:30:00.000Z", endsAt: "2026-11-25T08:30:00.000Z" }

type NoticeOverrides = { kind?: string; member?: Thing; teacher?: Thing; content?: object; createdAt?: string; readAt?: string | null }

/** Write down that somebody was told something of a lesson. */
export async function tellIn(insert: Insert, lesson: Thing, overrides: NoticeOverrides): Promise<Thing> {
  const { kind = "PUBLISHED", member, teacher, content = {}, createdAt = "2026-11-20T09:00:00+08:00", readAt = null } = overrides
  const uuid = await insert("courses.notice", {
    lesson_id: lesson.uuid,
    lesson_version: 1,
    kind,
    member_id: member?.uuid ?? null,
    teacher_id: teacher?.uuid ?? null,
    content: JSON.stringify({ ...CONTENT, ...content }),
    created_at: new Date(createdAt),
    read_at: readAt && new Date(readAt),
  })
  return { uuid, id: toTypeId("notice", uuid) }
}
