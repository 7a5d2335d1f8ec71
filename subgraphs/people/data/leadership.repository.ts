import type { Database } from "../../shared/database.ts"
import { scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuids } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { Elected } from "../domain/leadership.ts"

type Row = { asked_id: string; is_previous: boolean; held_on: string; birth_on: string | null; education: string | null }
type Round = { heldOn: string; elected: Elected[] }

/** What was elected in a round, and in the one before it of the same organisation. */
export type RoundsElected = { id: string; round: Round; previous: Round | null }

/**
 * Find who was elected in these rounds and in the rounds before them, of places that the viewer reads, in one statement.
 *
 * Only birth and education leave the table, and only to be averaged: whoever reads the place may know the figures of its committee,
 * also where one of its members has moved elsewhere since.
 */
export async function findElected(database: Database, viewer: Viewer, roundIds: readonly string[]): Promise<RoundsElected[]> {
  const rows = await database.read<Row>(
    "elected_by_round",
    `WITH round AS (
       SELECT DISTINCT s.round_id, s.organisation_id, s.term_number FROM organisation_api.election_seat s
       JOIN organisation_api.known_organisation o ON o.id = s.organisation_id
       WHERE s.round_id = ANY($3::uuid[]) AND s.held_on IS NOT NULL AND ${withinScope("o.path")}
     )
     SELECT round.round_id AS asked_id, s.term_number < round.term_number AS is_previous, s.held_on, m.birth_on, m.education
     FROM round
     JOIN organisation_api.election_seat s ON s.organisation_id = round.organisation_id AND (s.round_id = round.round_id OR s.term_number = (
       SELECT max(b.term_number) FROM organisation_api.election_seat b
       WHERE b.organisation_id = round.organisation_id AND b.term_number < round.term_number AND b.held_on IS NOT NULL))
     LEFT JOIN people.member m ON m.id = s.member_id`,
    [...scopeOf(viewer), toUuids("election", roundIds)],
  )
  const ids = [...new Set(rows.map((row) => row.asked_id))]
  return ids.map((id) => {
    const roundOf = (isPrevious: boolean): Round | null => {
      const own = rows.filter((row) => row.asked_id === id && row.is_previous === isPrevious)
      const [first] = own
      return first ? { heldOn: first.held_on, elected: own.map((row) => ({ birthOn: row.birth_on, education: row.education })) } : null
    }
    return { id: toTypeId("election", id), round: roundOf(false) ?? { heldOn: "", elected: [] }, previous: roundOf(true) }
  })
}
