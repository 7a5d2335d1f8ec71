import DataLoader from "dataloader"
import type { Database } from "../../shared/database.ts"
import { inKeyOrder, perKey } from "../../shared/keyed.ts"
import { scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuids } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"

/** Where an organisation stood on a day; null when it was not there. */
export type PlaceOnADay = { id: string; path: string | null }

/** Make the request's loaders of places as they were. */
export function createPlaceLoaders(database: Database, viewer: Viewer) {
  return {
    /** The place of an organisation on a day, dissolved ones too: for those who may read where it is now (or was last), or where it was then. */
    placeOnDay: perKey(
      (day: string) =>
        new DataLoader<string, PlaceOnADay | null>(async (ids) => {
          const rows = await database.read<{ id: string; path: string | null }>(
            "readable_places_on_a_day",
            `SELECT o.id, v.path FROM organisation_api.known_organisation o
             LEFT JOIN organisation_api.version v ON v.organisation_id = o.id AND v.valid_from <= $4::date AND (v.valid_to IS NULL OR v.valid_to > $4::date)
             WHERE o.id = ANY($3::uuid[]) AND (${withinScope("o.path")} OR ${withinScope("v.path")})`,
            [...scopeOf(viewer), toUuids("organisation", ids), day],
          )
          const places = rows.map(({ id, path }) => ({ id: toTypeId("organisation", id), path }))
          return inKeyOrder(ids, places, (place) => place.id)
        }),
    ),
  }
}
