import DataLoader from "dataloader"
import type { Database } from "../../shared/database.ts"
import { groupedInKeyOrder, perKey } from "../../shared/keyed.ts"
import { toTypeId, toUuids } from "../../shared/typeid.ts"
import type { Unit, UnitCounts, UnitKind } from "../domain/unit.ts"
import { createRecordPages, versionOn } from "./record-pages.loaders.ts"

type Row = {
  place: string
  id: string
  name: string
  kind: UnitKind
  credit_code: string | null
  covered_by_id: string | null
  covered_since: string | null
  instructor_id: string | null
  since: string
  until: string | null
}

/** Units `r` that were there on the day $2. */
const THERE = "r.since <= $2::date AND (r.until IS NULL OR r.until > $2::date)"

/** Make the readers of units, an organisation's own, and of how far those of its subtree are covered; both take the day. */
export function createUnitLoaders(database: Database) {
  return {
    units: createRecordPages<Row, Unit>(database, {
      name: "units",
      kind: "unit",
      from: "organisation.unit r",
      day: "r.since",
      columns: "r.name, r.kind::text, r.credit_code, r.covered_by_id, r.covered_since, r.instructor_id, r.since, r.until",
      where: `r.organisation_id = asked.organisation_id AND ${THERE}`,
      values: 1,
      itemOf: toUnit,
      positionOf: ({ since, id }) => [since, id],
    }),
    unitCountsByOrganisation: perKey(
      (day: string) =>
        new DataLoader<string, UnitCounts[]>(async (ids) => groupedInKeyOrder(ids, await count(database, ids, day), ({ organisationId }) => organisationId)),
    ),
  }
}

async function count(database: Database, ids: readonly string[], day: string): Promise<(UnitCounts & { organisationId: string })[]> {
  const rows = await database.read<{ place: string; kind: UnitKind; units: number; covered: number; with_instructor: number; visited: number }>(
    "unit_coverage",
    `SELECT root.organisation_id AS place, r.kind::text, count(*) AS units, count(*) FILTER (WHERE r.covered_since <= $2::date) AS covered,
            count(r.instructor_id) AS with_instructor,
            count(*) FILTER (WHERE EXISTS (SELECT FROM organisation.unit_visit visit WHERE visit.unit_id = r.id
              AND visit.visited_on >= date_trunc('month', $2::date)::date AND visit.visited_on <= $2::date)) AS visited
     FROM organisation.organisation_version root
     JOIN organisation.organisation_version v ON v.path >= root.path AND v.path < left(root.path, -1) || '/' AND ${versionOn("v", "$2")}
     JOIN organisation.unit r ON r.organisation_id = v.organisation_id AND ${THERE}
     WHERE root.organisation_id = ANY($1::uuid[]) AND ${versionOn("root", "$2")}
     GROUP BY 1, 2`,
    [toUuids("organisation", ids), day],
  )
  return rows.map((row) => ({
    organisationId: toTypeId("organisation", row.place),
    kind: row.kind,
    units: row.units,
    covered: row.covered,
    withInstructor: row.with_instructor,
    visitedThisMonth: row.visited,
  }))
}

function toUnit(row: Row): Unit {
  return {
    id: toTypeId("unit", row.id),
    organisationId: toTypeId("organisation", row.place),
    name: row.name,
    kind: row.kind,
    creditCode: row.credit_code,
    coveredById: row.covered_by_id && toTypeId("organisation", row.covered_by_id),
    coveredSince: row.covered_since,
    instructorId: row.instructor_id && toTypeId("member", row.instructor_id),
    since: row.since,
    until: row.until,
  }
}
