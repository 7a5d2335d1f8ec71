import DataLoader from "dataloader"
import type { Database } from "../../shared/database.ts"
import { groupedInKeyOrder, inKeyOrder, perKey } from "../../shared/keyed.ts"
import type { PageRequest } from "../../shared/page.ts"
import { scopeOf, withinScope } from "../../shared/scope.ts"
import { type Kind, toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { Enrolment, EnrolmentState } from "../domain/enrolment.ts"
import type { EnrolmentSource } from "../domain/expected.ts"

/** One on a list with its number among those who wait, which its place in the list is made of. */
export type Listed = Enrolment & { waitingNumber: number }
export type ListCounts = { listed: number; hidden: number; expected: number; waiting: number }
type Request = { state: EnrolmentState | null } & PageRequest
type Row = {
  owner_id: string
  member_id: string
  state: EnrolmentState
  source: EnrolmentSource
  waiting_number: number
  waiting_position: number | null
  recorded_at: Date | null
  reason: string | null
}
type List = { name: string; table: string; owner: string; kind: Kind; source: string }

const LESSONS: List = { name: "enrolments", table: "courses.enrolment", owner: "lesson_id", kind: "lesson", source: "e.source::text" }
const CLASSES: List = { name: "class_places", table: "courses.class_place", owner: "class_id", kind: "class", source: "'NAMED'" }

/** Make the request's loaders of who is on the lists of lessons and classes: people of the viewer's subtrees; the others are counted. */
export function createEnrolmentLoaders(database: Database, viewer: Viewer) {
  return {
    enrolmentsByLesson: pagesOf(database, viewer, LESSONS),
    listCountsByLesson: countsOf(database, viewer, LESSONS),
    placesByClass: pagesOf(database, viewer, CLASSES),
    listCountsByClass: countsOf(database, viewer, CLASSES),
  }
}

/** One page an owner, with one row more than the limit where there is more: by state, then by the order of waiting. */
function pagesOf(database: Database, viewer: Viewer, { name, table, owner, kind, source }: List) {
  const place = "(e.state::text, coalesce(e.waiting_number, 0), e.member_id)"
  const text = `SELECT page.* FROM unnest($3::uuid[]) AS asked(owner_id) CROSS JOIN LATERAL (
      SELECT e.${owner} AS owner_id, e.member_id, e.state::text, ${source} AS source, coalesce(e.waiting_number, 0) AS waiting_number, e.recorded_at, e.reason,
        CASE WHEN e.state = 'WAITLISTED' THEN (SELECT count(*) FROM ${table} w WHERE w.${owner} = e.${owner} AND w.state = 'WAITLISTED'
          AND (coalesce(w.waiting_number, 0), w.member_id) <= (coalesce(e.waiting_number, 0), e.member_id)) END AS waiting_position
      FROM ${table} e JOIN people_api.member m ON m.id = e.member_id
      WHERE e.${owner} = asked.owner_id AND ${withinScope("m.branch_path")} AND ($4::text IS NULL OR e.state::text = $4)
        AND ($5::text IS NULL OR ${place} > ($5, $6::int, $7::uuid))
      ORDER BY e.state::text, coalesce(e.waiting_number, 0), e.member_id LIMIT $8
    ) page ORDER BY page.state, page.waiting_number, page.member_id`
  return perKey(
    ({ state, limit, after }: Request) =>
      new DataLoader<string, Listed[]>(async (ids) => {
        const [from = null, number = null, member = null] = after ?? []
        const values = [...scopeOf(viewer), toUuids(kind, ids), state, from, number, member && toUuid("member", member), limit + 1]
        const rows = await database.read<Row>(`${name}_pages`, text, values)
        return groupedInKeyOrder(ids, rows, (row) => toTypeId(kind, row.owner_id)).map((list) => list.map(toListed))
      }),
  )
}

function countsOf(database: Database, viewer: Viewer, { name, table, owner, kind }: List) {
  const text = `SELECT e.${owner} AS owner_id, count(*) FILTER (WHERE ${withinScope("m.branch_path")}) AS listed, count(*) FILTER (WHERE e.state = 'EXPECTED') AS expected,
      count(*) FILTER (WHERE e.state = 'WAITLISTED') AS waiting, count(*) FILTER (WHERE NOT coalesce(${withinScope("m.branch_path")}, false)) AS hidden
    FROM ${table} e LEFT JOIN people_api.member m ON m.id = e.member_id
    WHERE e.${owner} = ANY($3::uuid[]) AND ($4::text IS NULL OR e.state::text = $4) GROUP BY 1`
  return perKey(
    (state: EnrolmentState | null) =>
      new DataLoader<string, ListCounts | null>(async (ids) => {
        const rows = await database.read<ListCounts & { owner_id: string }>(`${name}_counts`, text, [...scopeOf(viewer), toUuids(kind, ids), state])
        return inKeyOrder(ids, rows, (row) => toTypeId(kind, row.owner_id))
      }),
  )
}

function toListed(row: Row): Listed {
  const { state, source, reason } = row
  return {
    memberId: toTypeId("member", row.member_id),
    state,
    source,
    reason,
    waitingNumber: row.waiting_number,
    waitingPosition: row.waiting_position,
    recordedAt: row.recorded_at,
  }
}
