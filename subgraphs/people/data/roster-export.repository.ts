import type { Database } from "../../shared/database.ts"
import { scopeOf, withinScope } from "../../shared/scope.ts"
import { type Viewer, subtreeOf } from "../../shared/viewer.ts"
import type { RosterLine } from "../domain/roster-export.ts"
import { stageOn } from "./member.row.ts"
import { type SealingKey, unseal } from "./sealed.ts"

type Row = Omit<RosterLine, "nationalId" | "mobile"> & { id: string; path: string; pinyin: string; number: Buffer | null; phone: Buffer | null }

const PAGE = 1_000

/** $3 and $4 are the range of paths, $5 the day or null for today; a person of today is where the record says, of a day where the membership did. */
const TEXT = `
  SELECT m.id, b.path COLLATE "C" AS path, m.name_pinyin AS pinyin, m.code, m.name, m.sex::text AS sex, m.national_id_sealed AS number, m.ethnicity, m.birth_on AS "birthOn",
    m.education, CASE WHEN $5::date IS NULL THEN m.stage::text ELSE ${stageOn("$5::date")} END AS stage, o.name AS "branchName", m.joined_on AS "joinedOn", m.full_on AS "fullOn",
    m.state::text AS state, b.participation, f.destination, f.card_number AS "cardNumber", m.mobile_sealed AS phone, m.remark,
    (SELECT coalesce(array_agg(h.post ORDER BY h.since), '{}') FROM organisation_api.officer h WHERE h.member_id = m.id AND h.organisation_id = b.place
       AND h.since <= coalesce($5::date, $6::date) AND (h.until IS NULL OR h.until > coalesce($5::date, $6::date))) AS posts
  FROM (
    SELECT x.id, x.branch_path AS path, x.branch_id AS place, x.participation::text AS participation FROM people.member x
      WHERE $5::date IS NULL AND x.branch_path >= $3 AND x.branch_path < $4
    UNION ALL
    SELECT DISTINCT ON (s.member_id) s.member_id, s.organisation_path, s.organisation_id, s.participation::text FROM people.membership s
      WHERE $5::date IS NOT NULL AND s.organisation_path >= $3 AND s.organisation_path < $4 AND s.from_on <= $5::date AND (s.to_on IS NULL OR s.to_on > $5::date)
  ) b
  JOIN people.member m ON m.id = b.id
  JOIN organisation_api.known_organisation o ON o.id = b.place
  LEFT JOIN LATERAL (SELECT r.destination, r.card_number FROM people.floating_record r WHERE r.member_id = m.id AND r.direction = 'OUT'
    AND r.since <= coalesce($5::date, $6::date) AND (r.until IS NULL OR r.until > coalesce($5::date, $6::date)) ORDER BY r.since DESC LIMIT 1) f ON true
  WHERE ${withinScope("m.branch_path")}
    AND ($5::date IS NULL OR ${stageOn("$5::date")} IS NOT NULL)
    AND ($7::text IS NULL OR (b.path, m.name_pinyin, m.id) > ($7, $8, $9::uuid))
  ORDER BY b.path COLLATE "C", m.name_pinyin, m.id LIMIT ${PAGE}`

export type RosterExportRepository = ReturnType<typeof createRosterExportRepository>

/** Read whole rosters in pages, branch by branch and by name, within the viewer's scope. */
export function createRosterExportRepository(database: Database, viewer: Viewer, keys: readonly SealingKey[]) {
  return {
    async *read(path: string, includeDescendants: boolean, asOf: string | null, today: string): AsyncGenerator<RosterLine[]> {
      const { from, to } = includeDescendants ? subtreeOf(path) : { from: path, to: `${path}!` }
      for (let last: Row | undefined; ;) {
        const position = last ? [last.path, last.pinyin, last.id] : [null, null, null]
        const rows: Row[] = await database.read<Row>("roster_export", TEXT, [...scopeOf(viewer), from, to, asOf, today, ...position])
        if (rows.length > 0)
          yield rows.map((row) => ({ ...row, nationalId: row.number && unseal(row.number, keys), mobile: row.phone && unseal(row.phone, keys) }))
        if (rows.length < PAGE) return
        last = rows.at(-1)
      }
    },
  }
}
