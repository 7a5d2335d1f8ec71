import type { Database } from "../../shared/database.ts"
import { scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuid } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { HoursRisk } from "../domain/risk.ts"
import { type BooksAsked, TREE, booksOf, booksValues } from "./books.row.ts"
import { type FittingLesson, findFittingLessons, findLastAbsences, type LastAbsence, type Wanted } from "./hours-risk.loaders.ts"

/** Who will miss the requirement of a year, as the books stood; `factor` turns what was earned till that day into what the year comes to. */
export type WarningsAsked = BooksAsked & { factor: number }
/** A warning with what the person and the branch are called; no name of whom the viewer may not read. */
export type WarningLine = { risk: HoursRisk; name: string | null; branchName: string }
export type WarningCounts = { people: number; missingHours: number; missingSessions: number; ruleSetIds: string[] }

type Row = Omit<HoursRisk, "hasOnlineLeft" | "reportedOn" | "asOf"> & { onlineRaw: number; onlineCounted: number; name: string | null; branchName: string }

/** $1 to $5 are those of the books; $6 the factor. */
const RISKS = `WITH ${TREE}, risk AS (
    SELECT * FROM (
      SELECT h.*, tree.name AS branch_name, trunc(h.credited * $6::numeric, 2) AS projected, greatest(0, h.required - trunc(h.credited * $6::numeric, 2)) AS gap,
        greatest(0, h.required_intensive_sessions - h.intensive_sessions) AS missing
      FROM tree CROSS JOIN LATERAL ${booksOf("tree.id")} h WHERE h.is_required
    ) h WHERE h.gap > 0 OR h.missing > 0)`

const SCOPE = withinScope("m.branch_path").replace("$1", "$7").replace("$2", "$8")
const PAGE = `${RISKS}, page AS (SELECT * FROM risk h WHERE $9::numeric IS NULL OR (-h.gap, h.member_id) > (-$9::numeric, $10::uuid) ORDER BY -h.gap, h.member_id LIMIT $11)
  SELECT h.member_id AS "memberId", h.organisation_id AS "branchId", o.path AS "branchPath", $4::int4 AS year, h.role::text, h.rule_set_id AS "ruleSetId", h.required, h.credited,
    h.projected, h.gap, h.missing AS "missingSessions", h.online_raw AS "onlineRaw", h.online_counted AS "onlineCounted", n.name, h.branch_name AS "branchName"
  FROM page h JOIN organisation_api.known_organisation o ON o.id = h.organisation_id
  LEFT JOIN people_api.member m ON m.id = h.member_id AND ${SCOPE} LEFT JOIN people_api.member_name n ON n.member_id = m.id ORDER BY -h.gap, h.member_id`

const COUNTS = `${RISKS} SELECT count(*) AS people, count(*) FILTER (WHERE gap > 0) AS "missingHours", count(*) FILTER (WHERE missing > 0) AS "missingSessions",
  (SELECT array_agg(r.rule_set_id ORDER BY r.persons DESC, r.rule_set_id) FROM (SELECT rule_set_id, count(*) AS persons FROM risk GROUP BY 1) r) AS "ruleSetIds" FROM risk`

/** Read warnings as the books stood, the largest gap first. Asked for subtrees that were found within the viewer's scope before. */
export function createEarlyWarningReader(database: Database, viewer: Viewer) {
  return {
    async findLines(asked: WarningsAsked, after: readonly [gap: string, id: string] | null, limit: number): Promise<WarningLine[]> {
      const [gap, id] = after ?? [null, null]
      const values = [...booksValues(asked), asked.factor, ...scopeOf(viewer), gap, id && toUuid("member", id), limit]
      const rows = await database.read<Row>("early_warning_lines", PAGE, values)
      return rows.map(({ onlineRaw, onlineCounted, name, branchName, ...row }) => ({
        name,
        branchName,
        risk: {
          ...row,
          memberId: toTypeId("member", row.memberId),
          branchId: toTypeId("organisation", row.branchId),
          ruleSetId: toTypeId("rules", row.ruleSetId),
          hasOnlineLeft: onlineRaw === onlineCounted,
          reportedOn: asked.day,
          asOf: asked.asOf,
        },
      }))
    },

    /** Persons, and by which rule sets they are judged: the one of most first. */
    async count(asked: WarningsAsked): Promise<WarningCounts> {
      const [row] = await database.read<WarningCounts & { ruleSetIds: string[] | null }>("early_warning_counts", COUNTS, [...booksValues(asked), asked.factor])
      if (!row) return { people: 0, missingHours: 0, missingSessions: 0, ruleSetIds: [] }
      return { ...row, ruleSetIds: (row.ruleSetIds ?? []).map((id) => toTypeId("rules", id)) }
    },

    /** What stands beside warnings, one statement for a batch of them. */
    findLastAbsences: (memberIds: readonly string[], year: number, asOf: Date): Promise<LastAbsence[]> => findLastAbsences(database, memberIds, year, asOf),
    findFittingLessons: (wanted: readonly Wanted[]): Promise<FittingLesson[]> => findFittingLessons(database, wanted),
  }
}
