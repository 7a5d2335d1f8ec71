import type { Ask } from "../../shared/ask.ts"
import { toTypeId, toUuid } from "../../shared/typeid.ts"

export type PlaceOfRecord = { id: string; path: string }
/** Find where organisations and people stand now, in the contracts of their owners; on a transaction or the database. */
export function createPlaceRepository(read: Ask) {
  return {
    async findOrganisation(organisationId: string): Promise<PlaceOfRecord | null> {
      const [row] = await read<PlaceOfRecord>("place_of_organisation", "SELECT o.id, o.path FROM organisation_api.organisation o WHERE o.id = $1::uuid", [
        toUuid("organisation", organisationId),
      ])
      return row ? { id: toTypeId("organisation", row.id), path: row.path } : null
    },

    /** The branch where a person takes part; null for nobody and for who takes part nowhere. */
    async findMember(memberId: string): Promise<PlaceOfRecord | null> {
      const [row] = await read<PlaceOfRecord>(
        "place_of_member",
        "SELECT m.branch_id AS id, m.branch_path AS path FROM people_api.member m WHERE m.id = $1::uuid AND m.branch_path IS NOT NULL",
        [toUuid("member", memberId)],
      )
      return row ? { id: toTypeId("organisation", row.id), path: row.path } : null
    },
  }
}
