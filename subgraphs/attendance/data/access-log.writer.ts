import { randomUUID } from "node:crypto"
import { setTimeout as pause } from "node:timers/promises"
import type { Database } from "../../shared/database.ts"
import type { Log } from "../../shared/log.ts"
import { NOTED_ROLE, notedGrants } from "../../shared/noted-role.ts"
import { isId, toUuid } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { AccessNote } from "../domain/access-note.ts"

/** How often the writing of notes is tried, and the pause before the next time. */
const TRIES = 4
const AGAIN_MS = 500

/**
 * $1 notes as JSON; $2 account and $3 its name; $4 and $5 its roles with their places; $6 when; $7 the program that asked. The role that is noted is the
 * widest that reaches the place.
 */
export const NOTE_ACCESS = `INSERT INTO attendance.access_log (id, at, account_id, account_name, role, purpose, operation, parameters, organisation_id, organisation_path, subjects, row_count,
  sensitive_fields, export_id, watermark, client)
SELECT n.id, $6::timestamptz, $2::uuid, $3,
  ${NOTED_ROLE("coalesce(o.path, g.path)", "$4", "$5")},
  n.purpose, n.operation, n.parameters, n.organisation_id, o.path, coalesce(n.subjects, '{}'), n.row_count, coalesce(n.sensitive_fields, '{}'), n.export_id, n.watermark, $7
FROM jsonb_to_recordset($1::jsonb) AS n(id uuid, purpose text, operation text, parameters jsonb, organisation_id uuid, subjects text[], row_count int, sensitive_fields text[],
  export_id uuid, watermark text)
LEFT JOIN organisation_api.organisation o ON o.id = n.organisation_id
ON CONFLICT (id) DO NOTHING`

/** Hand notes over to the statement that keeps them. Each has its id from here, so that one which is tried again is kept once. */
export function accessNoteValues(viewer: Viewer, now: Date, client: string | null, notes: readonly AccessNote[]): unknown[] {
  const rows = notes.map(({ operation, purpose, organisationId, subjects, parameters, rows: count, sensitiveFields, exportId, watermark }) => ({
    id: randomUUID(),
    operation,
    purpose: purpose ?? null,
    parameters: parameters ?? null,
    organisation_id: organisationId != null && isId("organisation", organisationId) ? toUuid("organisation", organisationId) : null,
    subjects: subjects ?? [],
    row_count: count ?? null,
    sensitive_fields: sensitiveFields ?? [],
    export_id: exportId == null ? null : toUuid("export", exportId),
    watermark: watermark ?? null,
  }))
  return [JSON.stringify(rows), toUuid("account", viewer.accountId), viewer.name, ...notedGrants(viewer), now.toISOString(), client]
}

/** What one process has written of the log: notes under way, and those that were lost, which somebody must look into. */
export type AccessLogKeeper = ReturnType<typeof createAccessLogKeeper>

/**
 * Keep the log of who read what (查询与导出日志), for one process.
 *
 * Notes are written after the answer and hold up nobody. What cannot be written is tried again for seconds; what is lost in the end is counted and warned of,
 * with what it was.
 */
export function createAccessLogKeeper(database: Database, now: () => Date, log?: Log) {
  const underWay = new Set<Promise<void>>()
  let lost = 0
  const insert = (values: unknown[]) => database.read("note_access", NOTE_ACCESS, values)
  const write = async (values: unknown[], notes: readonly AccessNote[]): Promise<void> => {
    for (let tried = 1; ; tried += 1) {
      try {
        await insert(values)
        return
      } catch (err) {
        if (tried === TRIES) {
          lost += notes.length
          log?.error({ err, lost, notes, account: values[1] }, "reads of reports are not in the log")
          return
        }
        await pause(AGAIN_MS * tried)
      }
    }
  }
  return {
    /** Write notes, without anybody waiting for it. */
    add(viewer: Viewer, client: string | null, notes: readonly AccessNote[]): void {
      const written = write(accessNoteValues(viewer, now(), client, notes), notes)
      underWay.add(written)
      void written.finally(() => underWay.delete(written))
    },
    /** Write notes before what they are about is given away. @throws when they cannot be kept: then nothing is given. */
    async keep(viewer: Viewer, client: string | null, notes: readonly AccessNote[]): Promise<void> {
      await insert(accessNoteValues(viewer, now(), client, notes))
    },
    /** How many notes were lost since the process began. */
    lost: () => lost,
    /** Wait for what is being written. */
    settled: async () => void (await Promise.allSettled(underWay)),
  }
}

/** What one request notes; it is written when the request is answered. */
export function createAccessLog(keeper: Pick<AccessLogKeeper, "add">, viewer: Viewer, client: string | null) {
  let notes: AccessNote[] = []
  return {
    /** Note that the viewer reads something; whoever knows later how many rows it was sets `rows` of what this gives. */
    note(note: AccessNote): AccessNote {
      const noted = { ...note }
      notes.push(noted)
      return noted
    },
    /** Hand over what was noted, after the answer. */
    write(): void {
      if (notes.length > 0) keeper.add(viewer, client, notes)
      notes = []
    },
  }
}
