import type { Database } from "../../shared/database.ts"
import type { PageRequest } from "../../shared/page.ts"
import { toTypeId, toUuid } from "../../shared/typeid.ts"
import type { PathRange } from "../../shared/viewer.ts"
import type { AccessEntry } from "../domain/access-note.ts"

/** Which lines: of these places, from an instant to before another, of one account where one is asked for. */
export type AccessSpan = PathRange & { since: Date; until: Date; accountId: string | null }

type AccessRow = {
  id: string
  at: Date
  account_id: string
  account_name: string
  role: string
  purpose: string | null
  operation: string
  organisation_id: string | null
  organisation_name: string | null
  subjects: string[]
  row_count: number | null
  sensitive_fields: string[]
  export_id: string | null
  watermark: string | null
  client: string | null
}

const COLUMNS = `a.id, a.at, a.account_id, a.account_name, a.role, a.purpose, a.operation, a.organisation_id, o.name AS organisation_name, a.subjects, a.row_count,
  a.sensitive_fields, a.export_id, a.watermark, a.client`
const WHEN = "a.at >= $3::timestamptz AND a.at < $4::timestamptz AND ($5::uuid IS NULL OR a.account_id = $5)"
const LINES = `FROM attendance.access_log a WHERE a.organisation_path >= $1 AND a.organisation_path < $2 AND ${WHEN}`
// Written so that the index by place cannot serve it: all that follow would be sorted again for each batch. By time they come in order, once.
const LINES_IN_TIME = `FROM attendance.access_log a WHERE (a.organisation_path >= $1 AND a.organisation_path < $2) IS TRUE AND ${WHEN}`
const NAMED = "LEFT JOIN organisation_api.known_organisation o ON o.id = a.organisation_id"

/** Before every line of its instant: a place to begin that is written like any other, so that the index by time is read from there and not sorted anew for each batch. */
const LOWEST = "00000000-0000-0000-0000-000000000000"

/** Read the log of who pulled what (查询与导出日志). The caller has made sure that the viewer may: it is about people's work, and not for everybody who reads reports. */
export function createAccessLogRepository(database: Database) {
  const spanOf = ({ from, to, since, until, accountId }: AccessSpan) => [from, to, since, until, accountId && toUuid("account", accountId)]
  return {
    /** The latest first. */
    async find(span: AccessSpan, { limit, after }: PageRequest): Promise<AccessEntry[]> {
      const [at = null, id = null] = after ?? []
      const rows = await database.read<AccessRow>(
        "access_log_page",
        `SELECT ${COLUMNS} FROM (SELECT a.* ${LINES} AND (a.at, a.id) < ($6::timestamptz, $7::uuid) ORDER BY a.at DESC, a.id DESC LIMIT $8) a ${NAMED}
         ORDER BY a.at DESC, a.id DESC`,
        [...spanOf(span), at ?? span.until, id === null ? LOWEST : toUuid("access", id), limit + 1],
      )
      return rows.map(toEntry)
    },

    /** Those after a line, in the order in which they were written. */
    async findFollowing(span: AccessSpan, after: { at: string; id: string } | null, limit: number): Promise<AccessEntry[]> {
      const rows = await database.read<AccessRow>(
        "access_log_following",
        `SELECT ${COLUMNS} FROM (SELECT a.* ${LINES_IN_TIME} AND (a.at, a.id) > ($6::timestamptz, $7::uuid) ORDER BY a.at, a.id LIMIT $8) a ${NAMED}
         ORDER BY a.at, a.id`,
        [...spanOf(span), after?.at ?? span.since, after ? toUuid("access", after.id) : LOWEST, limit],
      )
      return rows.map(toEntry)
    },

    /** What an organisation is called, though it may be dissolved by now. */
    async findOrganisationName(organisationId: string): Promise<string | null> {
      const [row] = await database.read<{ name: string }>("name_of_organisation", "SELECT name FROM organisation_api.known_organisation WHERE id = $1::uuid", [
        toUuid("organisation", organisationId),
      ])
      return row?.name ?? null
    },

    async count(span: AccessSpan): Promise<number> {
      const [row] = await database.read<{ lines: number }>("access_log_count", `SELECT count(*)::int AS lines ${LINES}`, spanOf(span))
      return row?.lines ?? 0
    },
  }
}

function toEntry(row: AccessRow): AccessEntry {
  return {
    id: toTypeId("access", row.id),
    at: row.at,
    accountId: toTypeId("account", row.account_id),
    accountName: row.account_name,
    role: row.role,
    purpose: row.purpose,
    operation: row.operation,
    organisationId: row.organisation_id && toTypeId("organisation", row.organisation_id),
    organisationName: row.organisation_name,
    subjects: row.subjects,
    rows: row.row_count,
    sensitiveFields: row.sensitive_fields,
    exportId: row.export_id && toTypeId("export", row.export_id),
    watermark: row.watermark,
    client: row.client,
  }
}
