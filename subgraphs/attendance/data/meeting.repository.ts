import type { Database } from "../../shared/database.ts"
import type { PageRequest } from "../../shared/page.ts"
import { scopeOf, withinScope } from "../../shared/scope.ts"
import { toUuid, toUuids } from "../../shared/typeid.ts"
import { type Viewer, subtreeOf } from "../../shared/viewer.ts"
import type { Meeting, MeetingKind } from "../domain/meeting.ts"
import { MEETING_COLUMNS, type MeetingRow, toMeeting } from "./meeting.row.ts"

export type MeetingsAsked = { path: string; from: string; to: string; asOf: Date; kind: MeetingKind | null }

const LISTED = `FROM attendance.branch_meeting m WHERE ${withinScope("m.organisation_path")} AND m.organisation_path >= $3 AND m.organisation_path < $4
  AND m.held_on BETWEEN $5::date AND $6::date AND m.recorded_at <= $7::timestamptz AND (m.replaced_at IS NULL OR m.replaced_at > $7::timestamptz)
  AND ($8::text IS NULL OR m.kind::text = $8) AND NOT m.is_void`

/** Read records of meetings in the viewer's subtrees, each as it stood. */
export function createMeetingRepository(database: Database, viewer: Viewer) {
  const valuesOf = ({ path, from, to, asOf, kind }: MeetingsAsked) => {
    const range = subtreeOf(path)
    return [...scopeOf(viewer), range.from, range.to, from, to, asOf, kind]
  }
  return {
    /** The latest first. */
    async findPage(asked: MeetingsAsked, { limit, after }: PageRequest): Promise<Meeting[]> {
      const [heldAt = null, id = null] = after ?? []
      const rows = await database.read<MeetingRow>(
        "meetings_page",
        `SELECT ${MEETING_COLUMNS} ${LISTED} AND ($9::timestamptz IS NULL OR (m.held_at, m.id) < ($9, $10::uuid)) ORDER BY m.held_at DESC, m.id DESC LIMIT $11`,
        [...valuesOf(asked), heldAt, id && toUuid("meeting", id), limit + 1],
      )
      return rows.map(toMeeting)
    },

    async count(asked: MeetingsAsked): Promise<number> {
      const [row] = await database.read<{ meetings: number }>("meeting_count", `SELECT count(*) AS meetings ${LISTED}`, valuesOf(asked))
      return row?.meetings ?? 0
    },

    async findById(meetingId: string): Promise<Meeting | null> {
      const [row] = await database.read<MeetingRow>(
        "meeting_by_id",
        `SELECT ${MEETING_COLUMNS} FROM attendance.branch_meeting m WHERE ${withinScope("m.organisation_path")} AND m.id = ANY($3::uuid[]) AND m.replaced_at IS NULL`,
        [...scopeOf(viewer), toUuids("meeting", [meetingId])],
      )
      return row ? toMeeting(row) : null
    },
  }
}
