import type { Prisma } from "../../../prisma/courses/generated/client.ts"
import { newId, toTypeId, toUuid } from "../../shared/typeid.ts"
import type { WeeklyTime } from "../domain/local-time.ts"
import type { Period } from "../domain/period.ts"
import type { VenueEdit, VenueSharing } from "../domain/venue.ts"

/** A venue to enter. */
export type NewVenue = Required<Omit<VenueEdit, "isInUse">>

/** Enter and change venues, in the transaction of an act. */
export function createVenueWriter(transaction: Prisma.TransactionClient) {
  return {
    /** Find a venue and keep others from changing it meanwhile. */
    async lock(venueId: string): Promise<{ id: string; path: string; version: number; capacity: number } | null> {
      const [row] = await transaction.$queryRawUnsafe<{ path: string; version: number; capacity: number }[]>(
        "SELECT organisation_path AS path, version, capacity FROM courses.venue WHERE id = $1::uuid FOR NO KEY UPDATE",
        toUuid("venue", venueId),
      )
      return row ? { id: venueId, ...row } : null
    },

    /** Find whether an organisation has a venue of this name in use, beside the one that is left out. */
    async isNamed({ path }: { path: string }, name: string, without: string | null = null): Promise<boolean> {
      const other = without === null ? {} : { id: { not: toUuid("venue", without) } }
      return (await transaction.venue.count({ where: { organisationPath: path, name, isInUse: true, ...other } })) > 0
    },

    async add(place: { id: string; path: string }, venue: NewVenue): Promise<string> {
      const id = newId("venue")
      const organisation = { organisationId: toUuid("organisation", place.id), organisationPath: place.path }
      await transaction.venue.create({ data: { id: toUuid("venue", id), ...organisation, ...venue } })
      return id
    },

    async change(venueId: string, edit: VenueEdit): Promise<void> {
      await transaction.venue.update({ where: { id: toUuid("venue", venueId) }, data: { ...defined(edit), version: { increment: 1 } } })
    },

    async setOpening(venueId: string, times: readonly WeeklyTime[]): Promise<void> {
      const id = toUuid("venue", venueId)
      await transaction.venueOpening.deleteMany({ where: { venueId: id } })
      await transaction.venueOpening.createMany({ data: times.map(({ weekday, fromMinute, toMinute }) => ({ venueId: id, weekday, fromMinute, toMinute })) })
    },

    async setSharing(venueId: string, sharing: readonly VenueSharing[]): Promise<void> {
      const id = toUuid("venue", venueId)
      await transaction.venueSharing.deleteMany({ where: { venueId: id } })
      const data = sharing.map(({ organisationId, priority }) => ({ venueId: id, organisationId: toUuid("organisation", organisationId), priority }))
      await transaction.venueSharing.createMany({ data })
    },

    async close(venueId: string, { startsAt, endsAt }: Period, reason: string): Promise<string> {
      const id = newId("closure")
      await transaction.venueClosure.create({ data: { id: toUuid("closure", id), venueId: toUuid("venue", venueId), startsAt, endsAt, reason } })
      return id
    },

    /** Find whose closure it is. */
    async findClosed(closureId: string): Promise<{ id: string; path: string } | null> {
      const closure = await transaction.venueClosure.findUnique({ where: { id: toUuid("closure", closureId) }, include: { venue: true } })
      return closure && { id: toTypeId("venue", closure.venueId), path: closure.venue.organisationPath }
    },

    async reopen(closureId: string): Promise<void> {
      await transaction.venueClosure.delete({ where: { id: toUuid("closure", closureId) } })
    },

    /** Find published lessons to come that expect more people than a venue holds: at most 100. */
    async findTooLarge(venueId: string, capacity: number, now: Date): Promise<string[]> {
      const rows = await transaction.$queryRawUnsafe<{ id: string }[]>(
        `SELECT l.id FROM courses.lesson l WHERE l.venue_id = $1::uuid AND l.status = 'PUBLISHED' AND l.starts_at > $3::timestamptz
           AND (SELECT count(*) FROM courses.enrolment e WHERE e.lesson_id = l.id AND e.state = 'EXPECTED') > $2::int ORDER BY l.starts_at, l.id LIMIT 100`,
        toUuid("venue", venueId),
        capacity,
        now,
      )
      return rows.map(({ id }) => toTypeId("lesson", id))
    },
  }
}

/** Leave out the fields that are left out: they stay as they are. */
export function defined<Edit extends object>(edit: Edit): Edit {
  return Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== undefined)) as Edit
}
