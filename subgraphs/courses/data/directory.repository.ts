import type { Database } from "../../shared/database.ts"
import { type Page, type PageRequest, pageOf } from "../../shared/page.ts"
import { scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuid } from "../../shared/typeid.ts"
import { type Viewer, waysUp } from "../../shared/viewer.ts"

export type DirectoryKind = "school" | "venue" | "teacher" | "course"
/** Which entries of the directory: of an organisation's subtree, with these words in the name, of this subject or category; venues shared with it as well. */
export type DirectoryFilter = { organisationId: string | null; search: string | null; subject: string | null; category: string | null; includeShared: boolean }
export type DirectoryEntry = { id: string; name: string }

const TABLES: Record<DirectoryKind, string> = { school: "party_school", venue: "venue", teacher: "teacher", course: "course" }

/** $1/$2 the viewer's subtrees, $3 the paths on the way up, $4 the organisation, $5 whether shared venues count as its own. */
const SHARED = (condition: string) => `EXISTS (SELECT FROM courses.venue_sharing s JOIN organisation_api.organisation p ON p.id = s.organisation_id
    WHERE s.venue_id = r.id AND (${condition}))`
const OWN = "r.organisation_path >= o.path AND r.organisation_path < left(o.path, -1) || '/'"

function conditionOf(kind: DirectoryKind): string {
  const seen = `${withinScope("r.organisation_path")} OR r.organisation_path = ANY($3::text[])`
  const isVenue = kind === "venue"
  const visible = isVenue ? `${seen} OR ${SHARED(`${withinScope("p.path")} OR p.path = ANY($3::text[])`)}` : seen
  const place = isVenue
    ? `${OWN} OR $5::boolean AND ${SHARED("starts_with(o.path, p.path) OR starts_with(p.path, o.path)")}`
    : `${OWN} AND $5::boolean IS NOT NULL`
  return `(${visible}) AND ($4::uuid IS NULL OR EXISTS (SELECT FROM organisation_api.organisation o WHERE o.id = $4 AND (${place})))
    AND ($6::text IS NULL OR strpos(lower(r.name), lower($6)) > 0)
    AND ($7::text IS NULL OR ${kind === "teacher" ? "$7 = ANY(r.subjects)" : "false"})
    AND ($8::text IS NULL OR ${kind === "teacher" || kind === "course" ? "r.category::text = $8" : "false"})`
}

/**
 * List schools, venues, teachers and courses of the viewer's subtrees and of the organisations above, and venues that are shared with these.
 *
 * Each entry is open to whoever has its id: a lesson's announcement names it. The lists are of what one may have to do with.
 */
export function createDirectoryRepository(database: Database, viewer: Viewer) {
  return {
    async list(kind: DirectoryKind, filter: DirectoryFilter, { limit, after }: PageRequest): Promise<Page<DirectoryEntry>> {
      const { organisationId, search, subject, category, includeShared } = filter
      const asked = [...scopeOf(viewer), waysUp(viewer), organisationId && toUuid("organisation", organisationId), includeShared, search, subject, category]
      const [name = null, id] = after ?? []
      const rows = await database.read<DirectoryEntry>(
        `${kind}_directory`,
        `SELECT r.id, r.name FROM courses.${TABLES[kind]} r WHERE ${conditionOf(kind)} AND ($9::text IS NULL OR (r.name COLLATE "C", r.id) > ($9 COLLATE "C", $10::uuid))
         ORDER BY r.name COLLATE "C", r.id LIMIT $11`,
        [...asked, name, id ? toUuid(kind, id) : null, limit + 1],
      )
      const count = async () => {
        const text = `SELECT count(*) AS entries FROM courses.${TABLES[kind]} r WHERE ${conditionOf(kind)}`
        return (await database.read<{ entries: number }>(`${kind}_directory_count`, text, asked))[0]?.entries ?? 0
      }
      const entries = rows.map((row) => ({ id: toTypeId(kind, row.id), name: row.name }))
      return pageOf<DirectoryEntry>(entries, limit, (entry) => [entry.name, entry.id], count)
    },
  }
}
