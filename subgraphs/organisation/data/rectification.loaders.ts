import type { Database } from "../../shared/database.ts"
import { toTypeId } from "../../shared/typeid.ts"
import type { Rectification } from "../domain/rectification.ts"
import { type RecordPages, createRecordPages, inSubtreeOn } from "./record-pages.loaders.ts"

type Row = {
  place: string
  id: string
  organisation_id: string
  reason: string
  listed_on: string
  leader_id: string | null
  due_on: string
  accepted_on: string | null
  result: string | null
}

/** $2 the day: what was listed by then. $3 the state on that day, null for any; the same rule as `stateOn` of the domain. */
const FILTER = `r.listed_on <= $2::date AND ($3::text IS NULL OR $3 =
  CASE WHEN r.accepted_on <= $2::date THEN 'ACCEPTED' WHEN r.due_on < $2::date THEN 'OVERDUE' ELSE 'OPEN' END)`

/** Make the readers of rectifications: an organisation's own, and those of its subtree. Values: the day, the state. */
export function createRectificationPages(database: Database): { rectifications: RecordPages<Rectification>; rectificationsBelow: RecordPages<Rectification> } {
  const pages = (name: string, where: string) =>
    createRecordPages<Row, Rectification>(database, {
      name,
      kind: "rectification",
      from: "organisation.rectification r",
      day: "r.listed_on",
      columns: "r.organisation_id, r.reason, r.listed_on, r.leader_id, r.due_on, r.accepted_on, r.result",
      where: `${where} AND ${FILTER}`,
      values: 2,
      itemOf: (row) => ({
        id: toTypeId("rectification", row.id),
        organisationId: toTypeId("organisation", row.organisation_id),
        reason: row.reason,
        listedOn: row.listed_on,
        leaderId: row.leader_id && toTypeId("member", row.leader_id),
        dueOn: row.due_on,
        acceptedOn: row.accepted_on,
        result: row.result,
      }),
      positionOf: ({ listedOn, id }) => [listedOn, id],
    })
  return {
    rectifications: pages("rectifications", "r.organisation_id = asked.organisation_id"),
    rectificationsBelow: pages("rectifications_below", inSubtreeOn("$2")),
  }
}
