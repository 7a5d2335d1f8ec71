import DataLoader from "dataloader"
import type { Database } from "../../shared/database.ts"
import { groupedInKeyOrder, inKeyOrder, perKey } from "../../shared/keyed.ts"
import { toTypeId, toUuids } from "../../shared/typeid.ts"
import type { Venue } from "../domain/lesson.ts"
import type { WeeklyTime } from "../domain/local-time.ts"
import type { Closure, VenueDetail, VenueSharing } from "../domain/venue.ts"

/** A time that is asked for. */
export type Window = { from: Date; to: Date }
type DetailRow = { id: string; organisation_path: string; address: string | null; is_in_use: boolean; version: number }
type OpeningRow = { venue_id: string; weekday: number; from_minute: number; to_minute: number }
type SharingRow = { venue_id: string; organisation_id: string; priority: number }
type ClosureRow = { venue_id: string; id: string; starts_at: Date; ends_at: Date; reason: string }

/** Make the request's loaders of what is kept of venues beside the directory. */
export function createVenueLoaders(database: Database) {
  const rowsOf = <Row extends object>(name: string, text: string, ids: readonly string[], ...values: unknown[]) =>
    database.read<Row>(name, text, [toUuids("venue", ids), ...values])
  const venueOf = (row: { venue_id: string }) => toTypeId("venue", row.venue_id)
  return {
    venueDetailById: new DataLoader<string, VenueDetail | null>(async (ids) => {
      const rows = await rowsOf<DetailRow>(
        "venue_details",
        "SELECT id, organisation_path, address, is_in_use, version FROM courses.venue WHERE id = ANY($1::uuid[])",
        ids,
      )
      const details = rows.map((row) => {
        const { address, version } = row
        return { id: toTypeId("venue", row.id), organisationPath: row.organisation_path, address, isInUse: row.is_in_use, version }
      })
      return inKeyOrder(ids, details, ({ id }) => id)
    }),

    venuesByOrganisation: new DataLoader<string, Venue[]>(async (ids) => {
      const text = `SELECT v.id, v.organisation_id AS "organisationId", v.name, v.kind::text, v.capacity, v.equipment
        FROM unnest($1::uuid[]) AS asked(id) CROSS JOIN LATERAL
          (SELECT * FROM courses.venue v WHERE v.organisation_id = asked.id AND v.is_in_use ORDER BY v.name, v.id LIMIT 100) v ORDER BY v.name, v.id`
      const rows = await database.read<Venue>("venues_by_organisation", text, [toUuids("organisation", ids)])
      const venues = rows.map((row) => ({ ...row, id: toTypeId("venue", row.id), organisationId: toTypeId("organisation", row.organisationId) }))
      return groupedInKeyOrder(ids, venues, ({ organisationId }) => organisationId)
    }),

    openingByVenue: new DataLoader<string, WeeklyTime[]>(async (ids) => {
      const text = "SELECT venue_id, weekday, from_minute, to_minute FROM courses.venue_opening WHERE venue_id = ANY($1::uuid[]) ORDER BY weekday, from_minute"
      const groups = groupedInKeyOrder(ids, await rowsOf<OpeningRow>("venue_opening", text, ids), venueOf)
      return groups.map((rows) => rows.map(({ weekday, from_minute, to_minute }) => ({ weekday, fromMinute: from_minute, toMinute: to_minute })))
    }),

    sharingByVenue: new DataLoader<string, VenueSharing[]>(async (ids) => {
      const text = "SELECT venue_id, organisation_id, priority FROM courses.venue_sharing WHERE venue_id = ANY($1::uuid[]) ORDER BY priority, organisation_id"
      const groups = groupedInKeyOrder(ids, await rowsOf<SharingRow>("venue_sharing", text, ids), venueOf)
      return groups.map((rows) => rows.map(({ organisation_id, priority }) => ({ organisationId: toTypeId("organisation", organisation_id), priority })))
    }),

    closuresByVenue: perKey(
      ({ from, to }: Window) =>
        new DataLoader<string, Closure[]>(async (ids) => {
          const text = `SELECT venue_id, id, starts_at, ends_at, reason FROM courses.venue_closure
            WHERE venue_id = ANY($1::uuid[]) AND starts_at < $3 AND ends_at > $2 ORDER BY starts_at, id`
          const groups = groupedInKeyOrder(ids, await rowsOf<ClosureRow>("venue_closures", text, ids, from, to), venueOf)
          return groups.map((rows) =>
            rows.slice(0, 100).map(({ id, starts_at, ends_at, reason }) => ({ id: toTypeId("closure", id), startsAt: starts_at, endsAt: ends_at, reason })),
          )
        }),
    ),
  }
}
