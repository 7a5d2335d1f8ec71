import DataLoader from "dataloader"
import type { Database } from "../../shared/database.ts"
import { groupedInKeyOrder, inKeyOrder, perKey } from "../../shared/keyed.ts"
import { toTypeId, toUuids } from "../../shared/typeid.ts"
import type { SchoolDetail, SchoolOfficer, SchoolPosition } from "../domain/school.ts"

type DetailRow = { id: string; organisation_path: string; demonstration_batch: number | null; version: number }
type OfficerRow = { school_id: string; id: string; member_id: string | null; name: string; position: SchoolPosition; since: string; until: string | null }

/** Make the request's loaders of what is kept of schools beside the directory. */
export function createSchoolLoaders(database: Database) {
  return {
    schoolDetailById: new DataLoader<string, SchoolDetail | null>(async (ids) => {
      const text = "SELECT id, organisation_path, demonstration_batch, version FROM courses.party_school WHERE id = ANY($1::uuid[])"
      const details = (await database.read<DetailRow>("school_details", text, [toUuids("school", ids)])).map((row) => ({
        id: toTypeId("school", row.id),
        organisationPath: row.organisation_path,
        demonstrationBatch: row.demonstration_batch,
        version: row.version,
      }))
      return inKeyOrder(ids, details, ({ id }) => id)
    }),

    /** Who leads schools on a day: headmaster, deputies, board, each in the order of their entry. */
    officersBySchool: perKey(
      (day: string) =>
        new DataLoader<string, SchoolOfficer[]>(async (ids) => {
          const text = `SELECT school_id, id, member_id, name, position::text, since, until FROM courses.school_officer
            WHERE school_id = ANY($1::uuid[]) AND since <= $2::date AND (until IS NULL OR until > $2::date) ORDER BY school_officer.position, since, id`
          const rows = await database.read<OfficerRow>("school_officers", text, [toUuids("school", ids), day])
          return groupedInKeyOrder(ids, rows, (row) => toTypeId("school", row.school_id)).map((officers) =>
            officers.slice(0, 50).map(({ id, member_id, name, position, since, until }) => ({
              id: toTypeId("officer", id),
              memberId: member_id && toTypeId("member", member_id),
              name,
              position,
              since,
              until,
            })),
          )
        }),
    ),
  }
}
