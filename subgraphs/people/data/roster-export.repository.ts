import type { Database } from "../../shared/database.ts"
import { scopeOf, withinScope } from "../../shared/scope.ts"
import { toUuid } from "../../shared/typeid.ts"
import { type Viewer, subtreeOf } from "../../shared/viewer.ts"
import type { RosterLine } from "../domain/roster-export.ts"
import { stageOn } from "./member.row.ts"
import { type SealingKey, unseal } from "../../shared/sealed.ts"

type Row = Omit<RosterLine, "nationalId" | "mobile"> & { id: string; path: string; pinyin: string; number: Buffer | null; phone: Buffer | null }

const PAGE = 1_000

/** $3 and $4 are the range of paths, $5 the day or null for today; a person of today is where the record says, of a day where the membership did, in the tree and under the names of that day. */
const TEXT = `
  SELECT m.id, b.path COLLATE "C" AS path, m.name_pinyin AS pinyin, m.code, m.name, m.sex::text AS sex, m.national_id_sealed AS number, m.ethnicity, m.birth_on AS "birthOn",
    m.education, CASE WHEN $5::date IS NULL THEN m.stage::text ELSE ${stageOn("$5::date")} END AS stage, coalesce(b.name, o.name) AS "branchName", m.joined_on AS "joinedOn", m.full_on AS "fullOn",
    m.state::text AS state, b.participation, f.destination, f.card_number AS "cardNumber", m.mobile_sealed AS phone, m.remark,
    (SELECT coalesce(array_agg(h.post ORDER BY h.since), '{}') FROM organisation_api.officer h WHERE h.member_id = m.id AND h.organisation_id = b.place
       AND h.since <= coalesce($5::date, $6::date) AND (h.until IS NULL OR h.until > coalesce($5::date, $6::date))) AS posts
  FROM (
    SELECT x.id, x.branch_path AS path, x.branch_id AS place, NULL AS name, x.participation::text AS participation FROM people.member x
      WHERE $5::date IS NULL AND x.branch_path >= $3 AND x.branch_path < $4
    UNION ALL
    (SELECT DISTINCT ON (s.member_id) s.member_id, v.path, s.organisation_id, v.name, s.participation::text
      FROM organisation_api.version v JOIN people.membership s ON s.organisation_id = v.organisation_id
      WHERE $5::date IS NOT NULL AND v.path >= $3 AND v.path < $4 AND v.valid_from <= $5::date AND (v.valid_to IS NULL OR v.valid_to > $5::date)
        AND s.from_on <= $5::date AND (s.to_on IS NULL OR s.to_on > $5::date)
      ORDER BY s.member_id, s.participation, v.path)
  ) b
  JOIN people.member m ON m.id = b.id
  JOIN organisation_api.known_organisation o ON o.id = b.place
  LEFT JOIN LATERAL (SELECT r.destination, r.card_number FROM people.floating_record r WHERE r.member_id = m.id AND r.direction = 'OUT'
    AND r.since <= coalesce($5::date, $6::date) AND (r.until IS NULL OR r.until > coalesce($5::date, $6::date)) ORDER BY r.since DESC LIMIT 1) f ON true
  WHERE ${withinScope("m.branch_path")}
    AND ($5::date IS NULL OR ${stageOn("$5::date")} IS NOT NULL)
    AND ($7::text IS NULL OR (b.path, m.name_pinyin, m.id) > ($7, $8, $9::uuid))
  ORDER BY b.path COLLATE "C", m.name_pinyin, m.id LIMIT ${PAGE}`

/** Read whole rosters in pages, branch by branch and by name, within the viewer's scope. */
export function createRosterExportRepository(database: Database, viewer: Viewer, keys: readonly SealingKey[]) {
  return {
    /** Find what an organisation was called on a day, for a title. The caller has found it readable. */
    async findName(id: string, day: string): Promise<string> {
      const [row] = await database.read<{ name: string }>(
        "roster_export_name",
        `SELECT coalesce(v.name, o.name) AS name FROM organisation_api.known_organisation o
         LEFT JOIN organisation_api.version v ON v.organisation_id = o.id AND v.valid_from <= $2::date AND (v.valid_to IS NULL OR v.valid_to > $2::date)
         WHERE o.id = $1::uuid`,
        [toUuid("organisation", id), day],
      )
      return row?.name ?? ""
    },

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
