import type { Prisma } from "../../../prisma/courses/generated/client.ts"
import { ownMember } from "../../shared/scope.ts"
import { toUuids } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import { planningPaths } from "./notice.repository.ts"

/** Mark notices as read. A notice that was read keeps the moment at which it was. */
export function createNoticeReadingWriter(transaction: Prisma.TransactionClient, viewer: Viewer, now: () => Date) {
  return {
    /** Mark these; gives how many of them are the viewer's to mark: own ones, and those of outside teachers of places where the viewer plans. */
    async markRead(ids: readonly string[]): Promise<number> {
      return transaction.$executeRawUnsafe(
        `UPDATE courses.notice n SET read_at = coalesce(n.read_at, $2::timestamptz) WHERE n.id = ANY($1::uuid[]) AND (n.member_id = $3::uuid
           OR EXISTS (SELECT FROM courses.teacher t, unnest($4::text[]) AS place WHERE t.id = n.teacher_id AND starts_with(t.organisation_path, place)))`,
        toUuids("notice", ids),
        now(),
        ownMember(viewer),
        planningPaths(viewer),
      )
    },

    /** Mark the viewer's own ones up to a moment, that moment included; gives how many were unread. */
    async markReadUpTo(moment: Date): Promise<number> {
      return transaction.$executeRawUnsafe(
        "UPDATE courses.notice SET read_at = $2::timestamptz WHERE member_id = $1::uuid AND read_at IS NULL AND created_at <= $3::timestamptz",
        ownMember(viewer),
        now(),
        moment,
      )
    },
  }
}
