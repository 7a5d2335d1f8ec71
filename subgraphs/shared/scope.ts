import type { Database } from "./database.ts"
import { toTypeId, toUuid, toUuids } from "./typeid.ts"
import { type Viewer, readingScope } from "./viewer.ts"

/**
 * Write the condition that a path lies in one of the viewer's subtrees. Its parameters `$1` and `$2` are `scopeOf(viewer)`.
 *
 * The scope is part of the WHERE clause of every read, so that what is hidden and what is absent are the same.
 */
export function withinScope(path: string): string {
  return `EXISTS (SELECT FROM unnest($1::text[], $2::text[]) AS scope(from_path, to_path) WHERE ${path} >= scope.from_path AND ${path} < scope.to_path)`
}

/** The viewer's subtrees as the first two parameters of a statement. No grants: two empty lists, and nothing is within. */
export function scopeOf(viewer: Viewer): [from: string[], to: string[]] {
  const scope = readingScope(viewer)
  return [scope.map(({ from }) => from), scope.map(({ to }) => to)]
}

/** The viewer's own member as a parameter; null for staff who are no members. */
export function ownMember(viewer: Viewer): string | null {
  return viewer.memberId && toUuid("member", viewer.memberId)
}

/** Find those of these organisations that lie in the viewer's subtrees, with their paths, in the contract of their owner. */
export async function findReadablePlaces(database: Database, viewer: Viewer, ids: readonly string[]): Promise<{ id: string; path: string }[]> {
  const rows = await database.read<{ id: string; path: string }>(
    "readable_places",
    `SELECT o.id, o.path FROM organisation_api.organisation o WHERE o.id = ANY($3::uuid[]) AND ${withinScope("o.path")}`,
    [...scopeOf(viewer), toUuids("organisation", ids)],
  )
  return rows.map((row) => ({ id: toTypeId("organisation", row.id), path: row.path }))
}
