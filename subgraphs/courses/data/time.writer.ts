import type { Prisma } from "../../../prisma/courses/generated/client.ts"
import { newId, toTypeId, toUuid } from "../../shared/typeid.ts"
import type { Period } from "../domain/period.ts"

/** Keep times free, and find what lies in times that are taken away, in the transaction of an act. */
export function createTimeWriter(transaction: Prisma.TransactionClient) {
  return {
    /** Find published lessons that hold a venue or teacher in a time: at most 100, in time order. */
    async findLessonsIn(resourceId: string, kind: "venue" | "teacher", { startsAt, endsAt }: Period): Promise<string[]> {
      const rows = await transaction.$queryRawUnsafe<{ id: string }[]>(
        `SELECT DISTINCT l.id, l.starts_at FROM courses.booking b JOIN courses.lesson l ON l.id = b.lesson_id AND l.status = 'PUBLISHED'
         WHERE b.resource_id = $1::uuid AND b.starts_at > $2::timestamptz - interval '24 hours' AND b.starts_at < $3::timestamptz AND b.ends_at > $2::timestamptz
         ORDER BY l.starts_at, l.id LIMIT 100`,
        toUuid(kind, resourceId),
        startsAt,
        endsAt,
      )
      return rows.map(({ id }) => toTypeId("lesson", id))
    },

    /** Find published lessons of a subtree in a time: at most 100, in time order. */
    async findLessonsBelow(path: string, { startsAt, endsAt }: Period): Promise<string[]> {
      const rows = await transaction.$queryRawUnsafe<{ id: string }[]>(
        `SELECT l.id FROM courses.lesson l WHERE l.status = 'PUBLISHED' AND l.organiser_path >= $1 AND l.organiser_path < left($1, -1) || '/'
           AND l.starts_at > $2::timestamptz - interval '7 days' AND l.starts_at < $3::timestamptz
           AND EXISTS (SELECT FROM courses.lesson_period p WHERE p.lesson_id = l.id AND p.starts_at < $3::timestamptz AND p.ends_at > $2::timestamptz)
         ORDER BY l.starts_at, l.id LIMIT 100`,
        path,
        startsAt,
        endsAt,
      )
      return rows.map(({ id }) => toTypeId("lesson", id))
    },

    async block(place: { id: string; path: string }, { startsAt, endsAt }: Period, reason: string): Promise<string> {
      const id = newId("blocked")
      const organisation = { organisationId: toUuid("organisation", place.id), organisationPath: place.path }
      await transaction.blockedTime.create({ data: { id: toUuid("blocked", id), ...organisation, startsAt, endsAt, reason } })
      return id
    },

    async findBlocked(blockedId: string): Promise<{ organisationId: string; path: string } | null> {
      const row = await transaction.blockedTime.findUnique({ where: { id: toUuid("blocked", blockedId) } })
      return row && { organisationId: toTypeId("organisation", row.organisationId), path: row.organisationPath }
    },

    async unblock(blockedId: string): Promise<void> {
      await transaction.blockedTime.delete({ where: { id: toUuid("blocked", blockedId) } })
    },
  }
}
