import type { Database } from "../../shared/database.ts"
import { NOTED_ROLE, notedGrants } from "../../shared/noted-role.ts"
import { toUuid } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"

/** What is taken away: in the words of the graph, why, from which organisation, and how many rows. */
export type TakenAway = { operation: string; purpose: string; organisationId: string; path: string; rows: number }

/** Keep the notes of what is taken away from here in the log of all that is read (查询与导出日志). */
export function createAccessNoteWriter(database: Database, viewer: Viewer, now: () => Date) {
  return {
    /** Note it before it is given. @throws when it cannot be kept: then nothing is given. */
    async keep({ operation, purpose, organisationId, path, rows }: TakenAway): Promise<void> {
      await database.read(
        "note_taken_away",
        `SELECT attendance_api.note_access($1::timestamptz, $2::uuid, ${NOTED_ROLE("$3", "$4", "$5")}, $6, $7, $8::uuid, NULL, $9::int, NULL, NULL)`,
        [
          now().toISOString(),
          toUuid("account", viewer.accountId),
          path,
          ...notedGrants(viewer),
          purpose,
          operation,
          toUuid("organisation", organisationId),
          rows,
        ],
      )
    },
  }
}
