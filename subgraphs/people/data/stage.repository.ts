import type { Prisma } from "../../../prisma/people/generated/client.ts"
import { dateFromDay } from "../../shared/calendar.ts"
import type { Database } from "../../shared/database.ts"
import { ownMember, scopeOf, withinScope } from "../../shared/scope.ts"
import { newId, toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { Stage } from "../domain/member.ts"
import type { PartyRecord, StageEntry } from "../domain/stages.ts"
import { DAY_OF_STAGE, SINCE_COLUMNS, type SinceRow, toSince } from "./stage.row.ts"

/** A person's way into the Party, with what was recorded of each step, in the order of recording. */
export type StageHistory = Pick<PartyRecord, "stage" | "since" | "probationTo"> & { memberId: string; entries: StageEntry[] }

type HistoryRow = SinceRow & { id: string; stage: Stage; probation_to: string | null; entries: StageEntry[] }

/** Read the ways of people whom the viewer may read, many at once. */
export function createStageHistories(database: Database, viewer: Viewer) {
  return async (memberIds: readonly string[]): Promise<StageHistory[]> => {
    const rows = await database.read<HistoryRow>(
      "stage_histories",
      `SELECT m.id, m.stage::text, m.probation_to::text, ${SINCE_COLUMNS}, coalesce(e.entries, '[]') AS entries
       FROM people.member m LEFT JOIN LATERAL (
         SELECT jsonb_agg(jsonb_build_object('stage', e.stage, 'since', e.since, 'documentNumber', e.document_number, 'exceptions', e.exceptions,
           'reasons', e.exception_reasons, 'extendedTo', e.extended_to, 'recordedAt', e.recorded_at) ORDER BY e.recorded_at, e.id) AS entries
         FROM people.stage_entry e WHERE e.member_id = m.id
       ) e ON true
       WHERE m.id = ANY($4::uuid[]) AND (m.id = $3::uuid OR ${withinScope("m.branch_path")})`,
      [...scopeOf(viewer), ownMember(viewer), toUuids("member", memberIds)],
    )
    return rows.map((row) => ({
      memberId: toTypeId("member", row.id),
      stage: row.stage,
      since: toSince(row),
      probationTo: row.probation_to,
      entries: row.entries,
    }))
  }
}

export type NewEntry = Omit<StageEntry, "recordedAt"> & { memberId: string; reason: string | null }
/** Record steps; entries are added and never changed. */
export function createStageRepository(prisma: Prisma.TransactionClient, viewer: Viewer) {
  return {
    async add({ memberId, since, extendedTo, exceptions, reasons, ...entry }: NewEntry): Promise<void> {
      const own = { id: toUuid("change", newId("change")), memberId: toUuid("member", memberId) }
      const days = { since: dateFromDay(since), extendedTo: extendedTo && dateFromDay(extendedTo) }
      const recorder = { recordedBy: toUuid("account", viewer.accountId), recorderName: viewer.name }
      await prisma.stageEntry.create({ data: { ...entry, ...own, ...days, ...recorder, exceptions: [...exceptions], exceptionReasons: [...reasons] } })
    },

    /** Write the day of a step, and the stage that the person has reached by it. */
    async write(memberId: string, { stage, step, since }: { stage: Stage; step: Stage; since: string }): Promise<void> {
      await prisma.member.update({ where: { id: toUuid("member", memberId) }, data: { stage, [DAY_OF_STAGE[step]]: dateFromDay(since) } })
    },

    async prolong(memberId: string, until: string): Promise<void> {
      await prisma.member.update({ where: { id: toUuid("member", memberId) }, data: { probationTo: dateFromDay(until) } })
    },
  }
}
