import type { Database } from "../../shared/database.ts"
import { scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuid } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { BookLine } from "../domain/book-line.ts"
import type { RoleInYear } from "../domain/rule-set.ts"
import { booksOf } from "./books.row.ts"

/** Which lines are asked for: of people in the denominator, all or those whose year is complete or is not; or of those outside. */
export type LineChoice = { isRequired: boolean; isCompliant: boolean | null }

/** Behind which line of the first organisation to go on. */
export type LinePlace = { weight: number; memberId: string }

type Row = {
  at: number
  member_id: string
  organisation_id: string
  code: string | null
  name: string | null
  weight: number
  role: RoleInYear
  required: number
  intensive: number
  collective: number
  online_raw: number
  online_counted: number
  make_up: number
  credited: number
  intensive_sessions: number
  required_intensive_sessions: number
}

/** Leaders first, then members, then those on the way; the order of a sheet. */
const WEIGHT = `CASE h.role WHEN 'SECRETARY' THEN 0 WHEN 'COMMITTEE_MEMBER' THEN 1 WHEN 'CADRE' THEN 2 WHEN 'MEMBER' THEN 3 WHEN 'PROBATIONARY' THEN 4
  WHEN 'DEVELOPMENT_TARGET' THEN 5 WHEN 'ACTIVIST' THEN 6 WHEN 'EXEMPT' THEN 7 ELSE 8 END`

/** $1 and $2 are the viewer's, for names; $3 the organisations in order; $4 and $5 as the books take them. */
const LINES = `SELECT l.*, n.code, n.name FROM (
    SELECT b.at::int, h.member_id, h.organisation_id, ${WEIGHT} AS weight, h.role::text, h.required, h.intensive, h.collective, h.online_raw, h.online_counted, h.make_up,
      h.credited, h.intensive_sessions::int, h.required_intensive_sessions::int
    FROM unnest($3::uuid[]) WITH ORDINALITY AS b(id, at) CROSS JOIN LATERAL ${booksOf("b.id")} h
    WHERE h.is_required = $6::boolean AND ($7::boolean IS NULL OR (h.behind_on IS NULL) = $7::boolean)
      AND ($8::int IS NULL OR b.at > 1 OR (${WEIGHT}, h.member_id) > ($8::int, $9::uuid))
    ORDER BY b.at, weight, h.member_id LIMIT $10::int
  ) l LEFT JOIN people_api.member m ON m.id = l.member_id AND ${withinScope("m.branch_path")} LEFT JOIN people_api.member_name n ON n.member_id = m.id
  ORDER BY l.at, l.weight, l.member_id`

/** Read lines of people out of the books. Names are of people within the viewer's scope; of others the line stands without. */
export function createBookLineReader(database: Database, viewer: Viewer) {
  return {
    /** The lines of these organisations in their order, then by role and person; the first so many behind one of the first organisation. */
    async findLines(
      organisationIds: readonly string[],
      { year, asOf }: { year: number; asOf: Date },
      { isRequired, isCompliant }: LineChoice,
      after: LinePlace | null,
      limit: number,
    ): Promise<BookLine[]> {
      const rows = await database.read<Row>("book_lines", LINES, [
        ...scopeOf(viewer),
        organisationIds.map((id) => toUuid("organisation", id)),
        year,
        asOf.toISOString(),
        isRequired,
        isCompliant,
        after?.weight ?? null,
        after && toUuid("member", after.memberId),
        limit,
      ])
      return rows.map((row) => ({
        at: row.at - 1,
        memberId: toTypeId("member", row.member_id),
        branchId: toTypeId("organisation", row.organisation_id),
        code: row.code,
        name: row.name,
        weight: row.weight,
        role: row.role,
        isRequired,
        required: row.required,
        intensive: row.intensive,
        collective: row.collective,
        onlineRaw: row.online_raw,
        onlineCounted: row.online_counted,
        makeUp: row.make_up,
        credited: row.credited,
        intensiveSessions: row.intensive_sessions,
        requiredIntensiveSessions: row.required_intensive_sessions,
      }))
    },
  }
}
