import type { Database } from "../../shared/database.ts"
import type { PageRequest } from "../../shared/page.ts"
import { toTypeId, toUuid } from "../../shared/typeid.ts"
import { ancestorsAndSelf } from "../../shared/viewer.ts"

/** An organisation of the city as one finds it to send somebody there: its name and those of its superiors, the nearest first. */
export type Destination = { id: string; name: string; within: string[] }

const FOUND = "FROM organisation_api.organisation o WHERE position($1 IN o.name) > 0"

/** Find organisations anywhere in the city by a part of their name, in the order of names. For those who keep books; the caller looks. */
export function createDestinations(database: Database) {
  return {
    async find(search: string, { limit, after }: PageRequest): Promise<Destination[]> {
      const [name, id] = after ?? []
      const rows = await database.read<{ id: string; name: string; path: string }>(
        "destinations",
        `SELECT o.id, o.name, o.path ${FOUND} AND ($2::text IS NULL OR (o.name COLLATE "C", o.id) > ($2, $3::uuid)) ORDER BY o.name COLLATE "C", o.id LIMIT $4`,
        [search, name ?? null, id ? toUuid("organisation", id) : null, limit + 1],
      )
      const above = [...new Set(rows.flatMap(({ path }) => ancestorsAndSelf(path).slice(0, -1)))]
      const superiors = await database.read<{ name: string; path: string }>(
        "destination_superiors",
        "SELECT o.name, o.path FROM organisation_api.organisation o WHERE o.path = ANY($1::text[])",
        [above],
      )
      const nameAt = new Map(superiors.map((superior) => [superior.path, superior.name]))
      return rows.map((row) => {
        const within = ancestorsAndSelf(row.path)
          .slice(0, -1)
          .reverse()
          .flatMap((path) => nameAt.get(path) ?? [])
        return { id: toTypeId("organisation", row.id), name: row.name, within }
      })
    },

    async count(search: string): Promise<number> {
      const [row] = await database.read<{ found: number }>("destination_count", `SELECT count(*) AS found ${FOUND}`, [search])
      return row?.found ?? 0
    },
  }
}
