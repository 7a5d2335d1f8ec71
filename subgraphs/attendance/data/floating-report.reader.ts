import type { Database } from "../../shared/database.ts"
import { scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuid } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { FloatingStay, FloatingTotals } from "../domain/floating-stay.ts"
import { accountThen } from "./account-then.row.ts"
import { placesThen, type ReportSubtree } from "./report-place.reader.ts"

/** Stays that went on on a day (`on`), as the books had them at a moment, with the hours of a year. */
export type StaysAsked = ReportSubtree & { year: number; on: string; asOf: Date }
/** A stay with what the person is called; null where the viewer may not read the person. */
export type StayLine = { stay: FloatingStay; person: { code: string; name: string } | null }

type Row = Omit<FloatingStay, "branch"> & { branchId: string; branchName: string; code: string | null; name: string | null }

/**
 * $1 the day of the tree, $2 and $3 the subtree, $4 the year, $5 the day of the stays, $6 the moment. Whoever is away is where they belong; whoever came is where
 * they take part.
 */
const STAYS = `WITH place AS MATERIALIZED (${placesThen("$1", "$2", "$3")}),
  stay AS (
    SELECT f.*, place.id AS branch_id, place.name AS branch_name, h.credited, h.make_up, coalesce(f.last_contact_on, f.since) AS silent_since
    FROM people_api.floating f CROSS JOIN LATERAL (
      SELECT s.organisation_id FROM people_api.membership s WHERE s.member_id = f.member_id AND s.from_on <= $5::date AND (s.to_on IS NULL OR s.to_on > $5::date)
        AND s.participation = CASE f.direction WHEN 'OUT' THEN 'DIRECT' ELSE 'FLOATING_IN' END ORDER BY s.from_on DESC, s.id LIMIT 1
    ) b JOIN place ON place.id = b.organisation_id LEFT JOIN LATERAL (${accountThen("f.member_id", "$4::int2", "$6::timestamptz")}) h ON true
    WHERE f.recorded_at <= $6::timestamptz AND (f.replaced_at IS NULL OR f.replaced_at > $6::timestamptz) AND f.since <= $5::date AND (f.until IS NULL OR f.until > $5::date)
  )`

const PAGE = `${STAYS}, page AS (SELECT * FROM stay WHERE $9::date IS NULL OR (silent_since, id) > ($9, $10::uuid) ORDER BY silent_since, id LIMIT $11)
  SELECT page.id, page.member_id AS "memberId", page.direction, page.mode, page.since, page.destination, page.host_name AS "hostName", page.card_number AS "cardNumber",
    page.last_contact_on AS "lastContactOn", page.expected_return_on AS "expectedReturnOn", page.no_transfer_reason AS "noTransferReason",
    page.branch_id AS "branchId", page.branch_name AS "branchName", page.credited, page.make_up AS "makeUp", n.code, n.name
  FROM page LEFT JOIN people_api.member m ON m.id = page.member_id AND ${withinScope("m.branch_path").replace("$1", "$7").replace("$2", "$8")}
  LEFT JOIN people_api.member_name n ON n.member_id = m.id ORDER BY page.silent_since, page.id`

const TOTALS = `${STAYS} SELECT count(*) FILTER (WHERE direction = 'OUT') AS out, count(*) FILTER (WHERE direction = 'IN') AS "in", count(card_number) AS "withCard",
  count(*) FILTER (WHERE last_contact_on IS NULL) AS "neverContacted", count(*) FILTER (WHERE credited IS NULL) AS "withoutAccount" FROM stay`

/** Read floating members as the books stood, the longest without contact first. Asked for subtrees that were found within the viewer's scope before. */
export function createFloatingReportReader(database: Database, viewer: Viewer) {
  const valuesOf = ({ day, from, to, year, on, asOf }: StaysAsked) => [day, from, to, year, on, asOf]
  return {
    async findLines(asked: StaysAsked, after: readonly [silentSince: string, id: string] | null, limit: number): Promise<StayLine[]> {
      const [since, id] = after ?? [null, null]
      const rows = await database.read<Row>("floating_report_lines", PAGE, [...valuesOf(asked), ...scopeOf(viewer), since, id && toUuid("floating", id), limit])
      return rows.map(toLine)
    },

    async findTotals(asked: StaysAsked): Promise<FloatingTotals> {
      const [row] = await database.read<FloatingTotals>("floating_report_totals", TOTALS, valuesOf(asked))
      return row ?? { out: 0, in: 0, withCard: 0, neverContacted: 0, withoutAccount: 0 }
    },
  }
}

function toLine({ branchId, branchName, code, name, ...stay }: Row): StayLine {
  return {
    stay: {
      ...stay,
      id: toTypeId("floating", stay.id),
      memberId: toTypeId("member", stay.memberId),
      branch: { id: toTypeId("organisation", branchId), name: branchName },
    },
    person: name === null ? null : { code: code ?? "", name },
  }
}
