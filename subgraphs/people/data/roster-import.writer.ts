import type { RawQueries } from "../../shared/change.ts"
import { newId, toUuid } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { PlannedRow } from "../domain/roster-plan.ts"
import type { KeptRow } from "./import-preview.writer.ts"
import { COLUMNS, INSERT_MEMBERS, INSERT_MEMBERSHIPS, type MemberRecord, RECORD, UPDATE_MEMBERS, toRecord } from "./member-record.row.ts"
import type { SealingKey } from "../../shared/sealed.ts"

export type RosterBody = Pick<PlannedRow, "branch" | "values" | "floating">
type Row = Omit<KeptRow<RosterBody>, "problems">

const DOUBLES = `SELECT count(*) AS n FROM people.member m JOIN jsonb_to_recordset($1::jsonb) AS ${RECORD}
  ON m.name = x.name AND m.branch_id = x."branchId" AND m.birth_on = x.birth_on::date`
const INSERT_STAGES = `INSERT INTO people.stage_entry (id, member_id, stage, since, exceptions, reason, recorded_by, recorder_name)
  SELECT gen_random_uuid(), x.id, x.stage::people.stage, x.since, '{}', '花名册导入', $2::uuid, $3 FROM jsonb_to_recordset($1::jsonb) AS x(id uuid, stage text, since date)`
const PUT_FLOATING = `INSERT INTO people.floating_record AS f (id, member_id, direction, mode, since, destination, card_number)
  SELECT coalesce(x.id, gen_random_uuid()), x."memberId", 'OUT', (CASE WHEN x."cardNumber" IS NULL THEN 'PERIODIC_REVIEW' ELSE 'CARD' END)::people.floating_mode,
    $2::date, x.destination, x."cardNumber" FROM jsonb_to_recordset($1::jsonb) AS x(id uuid, "memberId" uuid, destination text, "cardNumber" text)
  ON CONFLICT (id) DO UPDATE SET destination = excluded.destination, card_number = excluded.card_number`

export type RosterImportWriter = ReturnType<typeof createRosterImportWriter>

/**
 * Write a roster's rows, thousands with a statement, inside a transaction. Each function gives false, and the whole is to be
 * undone, where things are no longer as the preview saw them.
 */
export function createRosterImportWriter(transaction: RawQueries, viewer: Viewer, keys: readonly SealingKey[], today: string) {
  const count = async (text: string, ...values: unknown[]) => Number((await transaction.$queryRawUnsafe<{ n: bigint }[]>(text, ...values))[0]?.n ?? 0)
  const run = (text: string, ...values: unknown[]) => transaction.$queryRawUnsafe<unknown[]>(text, ...values)
  return {
    /** Hold the members of these rows, and say whether each is as it was when the file was read. */
    async areAsTheyWere(rows: readonly Row[]): Promise<boolean> {
      const known = rows.filter(({ memberId }) => memberId !== null)
      const held = await run(
        `SELECT m.id FROM people.member m JOIN jsonb_to_recordset($1::jsonb) AS x(id uuid, version int) ON m.id = x.id AND m.version = x.version ORDER BY m.id FOR UPDATE OF m`,
        JSON.stringify(known.map((row) => ({ id: row.memberId, version: row.memberVersion }))),
      )
      return held.length === known.length
    },

    /** Say whether the branches of these rows still are where they were. */
    async branchesStand(rows: readonly Row[]): Promise<boolean> {
      const places = new Map(rows.flatMap(({ body }) => (body.branch ? [[body.branch.id, body.branch.path] as const] : [])))
      const standing = await count(
        "SELECT count(*) AS n FROM organisation_api.organisation o JOIN unnest($1::text[], $2::text[]) AS x(id, path) ON o.id = x.id::uuid AND o.path = x.path",
        [...places.keys()],
        [...places.values()],
      )
      return standing === places.size
    },

    /** Enter people who are new. Those whom nothing but name, branch and birth tells apart must not have come meanwhile. */
    async create(rows: readonly Row[]): Promise<boolean> {
      const records = rows.map(({ body }) => toRecord(body, keys, toUuid("member", newId("member")), today))
      const bare = records.filter((record) => record.national_id_hash === null)
      if (bare.length > 0 && (await count(DOUBLES, JSON.stringify(bare))) > 0) return false
      await run(INSERT_MEMBERS, JSON.stringify(records))
      await run(INSERT_MEMBERSHIPS, JSON.stringify(records))
      await addFloating(transaction, rows, records, today)
      return true
    },

    /** Write what is new of people who are in the books; a stage that rises is entered with its day. */
    async update(rows: readonly Row[]): Promise<void> {
      const records = rows.map(({ body, memberId }) => toRecord(body, keys, memberId ?? "", today))
      const changed = records.filter((record) => COLUMNS.some((column) => record[column] !== null))
      await run(UPDATE_MEMBERS, JSON.stringify(changed))
      const risen = changed.filter(({ stage }) => stage !== null).map((record) => ({ id: record.id, stage: record.stage, since: risenOn(record) ?? today }))
      await run(INSERT_STAGES, JSON.stringify(risen), toUuid("account", viewer.accountId), viewer.name)
      await addFloating(transaction, rows, records, today)
    },
  }
}

async function addFloating(transaction: RawQueries, rows: readonly Row[], records: readonly { id: string }[], today: string): Promise<void> {
  const stays = rows.flatMap(({ body }, at) => (body.floating ? [{ ...body.floating, memberId: records[at]?.id }] : []))
  if (stays.length > 0) await transaction.$queryRawUnsafe(PUT_FLOATING, JSON.stringify(stays), today)
}

function risenOn({ stage, full_on, joined_on, target_on, activist_on, applied_on }: MemberRecord): string | null {
  return { FULL: full_on, PROBATIONARY: joined_on, DEVELOPMENT_TARGET: target_on, ACTIVIST: activist_on, APPLICANT: applied_on }[stage ?? "FULL"]
}
