import DataLoader from "dataloader"
import type { Database } from "../../shared/database.ts"
import { inKeyOrder } from "../../shared/keyed.ts"
import { ownMember, scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuids } from "../../shared/typeid.ts"
import { type Viewer, waysUp } from "../../shared/viewer.ts"

/** Make the request's loaders of what others own and this viewer sees: only then is there something to follow. */
export function createSeenLoaders(database: Database, viewer: Viewer) {
  return {
    /** An organisation of the viewer's subtrees or on the way up, with its path. */
    seenOrganisationById: new DataLoader<string, { id: string; path: string } | null>(async (ids) => {
      const rows = await database.read<{ id: string; path: string }>(
        "seen_organisations",
        `SELECT o.id, o.path FROM organisation_api.organisation o WHERE o.id = ANY($4::uuid[]) AND (${withinScope("o.path")} OR o.path = ANY($3::text[]))`,
        [...scopeOf(viewer), waysUp(viewer), toUuids("organisation", ids)],
      )
      const organisations = rows.map(({ id, path }) => ({ id: toTypeId("organisation", id), path }))
      return inKeyOrder(ids, organisations, ({ id }) => id)
    }),

    /** A member whom the viewer may read, with the path of the branch. */
    seenMemberById: new DataLoader<string, { id: string; branchPath: string } | null>(async (ids) => {
      const rows = await database.read<{ id: string; branch_path: string }>(
        "seen_members",
        `SELECT m.id, m.branch_path FROM people_api.member m WHERE m.id = ANY($4::uuid[]) AND (${withinScope("m.branch_path")} OR m.id = $3::uuid)`,
        [...scopeOf(viewer), ownMember(viewer), toUuids("member", ids)],
      )
      const members = rows.map((row) => ({ id: toTypeId("member", row.id), branchPath: row.branch_path }))
      return inKeyOrder(ids, members, ({ id }) => id)
    }),
  }
}
