import DataLoader from "dataloader"
import type { Database } from "../../shared/database.ts"
import { groupedInKeyOrder, inKeyOrder, perKey } from "../../shared/keyed.ts"
import type { PageRequest } from "../../shared/page.ts"
import { scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { ChangeKind, ChangePart, OrganisationChange, Snapshot } from "../domain/tree-change.ts"
import type { KeptSnapshot } from "./change.repository.ts"

type ChangeRow = {
  organisation_id: string
  id: string
  kind: ChangeKind
  effective_on: string
  decided_on: string | null
  document_number: string
  reason: string | null
  recorded_at: Date
  recorder_name: string
}

/** Of changes `c`: one of the organisations that it touched, or the superior of one before or after, lies in the viewer's subtrees ($1/$2). */
const READABLE = `EXISTS (
  SELECT FROM organisation.change_part q
  JOIN organisation.organisation o ON o.id = ANY(ARRAY[q.organisation_id, (q.before->>'parentUuid')::uuid, (q.after->>'parentUuid')::uuid])
  WHERE q.change_id = c.id AND ${withinScope("o.path")}
)`

/** Make the request's loaders of decisions and what they touched. */
export function createChangeLoaders(database: Database, viewer: Viewer) {
  const scope = scopeOf(viewer)
  return {
    /** The loader of one page an organisation, the newest first, with one row more than the limit where there is more. */
    changesByOrganisation: perKey(
      ({ limit, after }: PageRequest) =>
        new DataLoader<string, OrganisationChange[]>(async (ids) => {
          const [day = null, last] = after ?? []
          const rows = await database.read<ChangeRow>(
            "changes_pages",
            `SELECT asked.organisation_id, page.* FROM unnest($3::uuid[]) AS asked(organisation_id) CROSS JOIN LATERAL (
               SELECT c.id, c.kind::text, c.effective_on, c.decided_on, c.document_number, c.reason, c.recorded_at, c.recorder_name
               FROM organisation.change_part p JOIN organisation.organisation_change c ON c.id = p.change_id
               WHERE p.organisation_id = asked.organisation_id AND ${READABLE} AND ($4::date IS NULL OR (c.effective_on, c.id) < ($4::date, $5::uuid))
               ORDER BY c.effective_on DESC, c.id DESC LIMIT $6
             ) page ORDER BY page.effective_on DESC, page.id DESC`,
            [...scope, toUuids("organisation", ids), day, last === undefined ? null : toUuid("change", last), limit + 1],
          )
          return groupedInKeyOrder(
            ids.map((id) => toUuid("organisation", id)),
            rows,
            (row) => row.organisation_id,
          ).map((group) => group.map(toChange))
        }),
    ),

    changeCountByOrganisation: new DataLoader<string, number>(async (ids) => {
      const rows = await database.read<{ organisation_id: string; changes: number }>(
        "changes_counts",
        `SELECT p.organisation_id, count(*) AS changes FROM organisation.change_part p JOIN organisation.organisation_change c ON c.id = p.change_id
         WHERE p.organisation_id = ANY($3::uuid[]) AND ${READABLE} GROUP BY 1`,
        [...scope, toUuids("organisation", ids)],
      )
      return inKeyOrder(ids, rows, (row) => toTypeId("organisation", row.organisation_id)).map((row) => row?.changes ?? 0)
    }),

    /** What changes touched, of changes that the caller has found for the viewer. */
    partsByChange: new DataLoader<string, ChangePart[]>(async (ids) => {
      const rows = await database.read<{ change_id: string; organisation_id: string; before: KeptSnapshot | null; after: KeptSnapshot | null }>(
        "change_parts",
        "SELECT change_id, organisation_id, before, after FROM organisation.change_part WHERE change_id = ANY($1::uuid[]) ORDER BY change_id, position",
        [toUuids("change", ids)],
      )
      const parts = rows.map((row) => ({
        changeId: toTypeId("change", row.change_id),
        organisationId: toTypeId("organisation", row.organisation_id),
        before: row.before && toSnapshot(row.before),
        after: row.after && toSnapshot(row.after),
      }))
      return groupedInKeyOrder(ids, parts, ({ changeId }) => changeId)
    }),
  }
}

function toChange(row: ChangeRow): OrganisationChange {
  return {
    id: toTypeId("change", row.id),
    kind: row.kind,
    effectiveOn: row.effective_on,
    decidedOn: row.decided_on,
    documentNumber: row.document_number,
    reason: row.reason,
    recordedAt: row.recorded_at.toISOString(),
    recordedBy: row.recorder_name,
  }
}

function toSnapshot({ parentUuid, ...said }: KeptSnapshot): Snapshot {
  return { ...said, parentId: parentUuid && toTypeId("organisation", parentUuid) }
}
