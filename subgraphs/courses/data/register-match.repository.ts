import type { Database } from "../../shared/database.ts"
import { scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuid } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { KnownPlace } from "../domain/plan-names.ts"
import type { ListedTeacher, ListedVenue } from "../domain/register-plan.ts"

/** Find what rows of lists of teachers and venues can be about: those that one organisation keeps. */
export function createRegisterMatchRepository(database: Database, viewer: Viewer) {
  return {
    async findTeachers(organisationId: string): Promise<ListedTeacher[]> {
      const rows = await database.read<ListedTeacher>(
        "listed_teachers",
        `SELECT t.id, t.version, t.name, t.category::text, t.unit, t.title, t.subjects, t.is_active AS "isActive",
           EXISTS (SELECT FROM courses.teacher_availability a WHERE a.teacher_id = t.id AND a.kind <> 'AVAILABLE') AS "hasWishes",
           (SELECT coalesce(json_agg(json_build_object('weekday', a.weekday, 'fromMinute', a.from_minute, 'toMinute', a.to_minute) ORDER BY a.weekday, a.from_minute), '[]')
             FROM courses.teacher_availability a WHERE a.teacher_id = t.id AND a.kind = 'AVAILABLE') AS times
         FROM courses.teacher t WHERE t.organisation_id = $1 ORDER BY t.is_active, t.id`,
        [toUuid("organisation", organisationId)],
      )
      return rows.map((row) => ({ ...row, id: toTypeId("teacher", row.id) }))
    },

    async findVenues(organisationId: string): Promise<ListedVenue[]> {
      const rows = await database.read<ListedVenue>(
        "listed_venues",
        `SELECT v.id, v.version, v.name, v.kind::text, v.address, v.capacity, v.equipment, v.is_in_use AS "isInUse",
           (SELECT coalesce(json_agg(json_build_object('weekday', o.weekday, 'fromMinute', o.from_minute, 'toMinute', o.to_minute) ORDER BY o.weekday, o.from_minute), '[]')
             FROM courses.venue_opening o WHERE o.venue_id = v.id) AS opening,
           ARRAY(SELECT s.organisation_id::text FROM courses.venue_sharing s WHERE s.venue_id = v.id ORDER BY s.priority, s.organisation_id) AS sharing
         FROM courses.venue v WHERE v.organisation_id = $1 ORDER BY v.is_in_use, v.id`,
        [toUuid("organisation", organisationId)],
      )
      return rows.map((row) => ({ ...row, id: toTypeId("venue", row.id), sharing: row.sharing.map((uuid) => toTypeId("organisation", uuid)) }))
    },

    /** Find the organisations that the viewer sees, with which a venue can be shared. */
    async findPlaces(): Promise<KnownPlace[]> {
      const rows = await database.read<KnownPlace>(
        "sharing_places",
        `SELECT o.id, o.path, o.name, o.short_name AS "shortName" FROM organisation_api.organisation o WHERE ${withinScope("o.path")} ORDER BY o.name, o.id`,
        scopeOf(viewer),
      )
      return rows.map((row) => ({ ...row, id: toTypeId("organisation", row.id) }))
    },
  }
}
