import { toTypeId } from "../../shared/typeid.ts"
import type { Meeting } from "../domain/meeting.ts"

/** What of a version `m` of a meeting's record is read, in forms that a transaction and a prepared read give alike. */
export const MEETING_COLUMNS = `m.id, m.version, m.organisation_id AS "organisationId", m.organisation_path AS "organisationPath", m.kind::text, m.group_name AS "groupName",
  m.number::int, m.title, m.planned_at AS "plannedAt", m.held_at AS "heldAt", m.held_on::text AS "heldOn", m.minutes::int, m.place, m.host, m.recorder, m.expected::int, m.present::int,
  m.on_leave::int AS "onLeave", m.observers, m.topics, m.content, m.decisions, m.evidence, m.is_void AS "isVoid", m.filed_at AS "filedAt", m.recorded_at AS "recordedAt",
  m.recorder_name AS "recorderName"`

export type MeetingRow = Omit<Meeting, "evidence"> & { evidence: string[] | null }

/** Read a record: ids as clients see them. */
export function toMeeting(row: MeetingRow): Meeting {
  const evidence = (row.evidence ?? []).map((uuid) => toTypeId("evidence", uuid))
  return { ...row, id: toTypeId("meeting", row.id), organisationId: toTypeId("organisation", row.organisationId), evidence }
}
