import type { Prisma } from "../../../prisma/attendance/generated/client.ts"
import { dateFromDay } from "../../shared/calendar.ts"
import { newId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { Meeting, MeetingFields } from "../domain/meeting.ts"
import { MEETING_COLUMNS, type MeetingRow, toMeeting } from "./meeting.row.ts"

type NewRecord = { fields: MeetingFields; heldOn: string; evidence: readonly string[] }

/** Write records of meetings, in the transaction of an act. A version that was written is never changed: it only stops to stand. */
export function createMeetingWriter(transaction: Prisma.TransactionClient, viewer: Viewer, now: () => Date) {
  const dataOf = ({ fields, heldOn, evidence }: NewRecord) => ({
    ...fields,
    heldOn: dateFromDay(heldOn),
    evidence: toUuids("evidence", evidence),
    recordedAt: now(),
    recordedBy: toUuid("account", viewer.accountId),
    recorderName: viewer.name,
  })
  return {
    async add({ id: organisationId, path: organisationPath }: { id: string; path: string }, record: NewRecord): Promise<string> {
      const id = newId("meeting")
      const place = { organisationId: toUuid("organisation", organisationId), organisationPath }
      await transaction.branchMeeting.create({ data: { id: toUuid("meeting", id), version: 1, ...place, filedAt: now(), ...dataOf(record) } })
      return id
    },

    /** Take the version that stands, so that two who correct it come one after the other. */
    async lock(meetingId: string): Promise<Meeting | null> {
      const [row] = await transaction.$queryRawUnsafe<MeetingRow[]>(
        `SELECT ${MEETING_COLUMNS} FROM attendance.branch_meeting m WHERE m.id = $1::uuid AND m.replaced_at IS NULL FOR UPDATE`,
        toUuid("meeting", meetingId),
      )
      return row ? toMeeting(row) : null
    },

    async replace(standing: Meeting, record: NewRecord): Promise<void> {
      const { version, filedAt, organisationPath } = standing
      const id = toUuid("meeting", standing.id)
      await transaction.branchMeeting.update({ where: { id_version: { id, version } }, data: { replacedAt: now() } })
      const place = { organisationId: toUuid("organisation", standing.organisationId), organisationPath }
      await transaction.branchMeeting.create({ data: { id, version: version + 1, ...place, filedAt, ...dataOf(record) } })
    },
  }
}
