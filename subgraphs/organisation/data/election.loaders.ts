import type { Database } from "../../shared/database.ts"
import { toTypeId } from "../../shared/typeid.ts"
import type { ElectionRound } from "../domain/election.ts"
import { type RecordPages, createRecordPages } from "./record-pages.loaders.ts"

type Row = {
  place: string
  id: string
  term_number: number
  planned_on: string | null
  held_on: string | null
  eligible: number | null
  present: number | null
  ballots: number | null
}

/** Make the reader of elections. Its value: the day of the books, null for today, when planned ones count too. */
export function createElectionPages(database: Database): RecordPages<ElectionRound> {
  return createRecordPages<Row, ElectionRound>(database, {
    name: "elections",
    kind: "election",
    from: "organisation.election_round r",
    day: "coalesce(r.held_on, r.planned_on, '2999-12-31')",
    columns: "r.term_number, r.planned_on, r.held_on, r.eligible, r.present, r.ballots",
    where: "r.organisation_id = asked.organisation_id AND ($2::date IS NULL OR coalesce(r.held_on, r.planned_on) <= $2::date)",
    values: 1,
    itemOf: (row) => ({
      id: toTypeId("election", row.id),
      organisationId: toTypeId("organisation", row.place),
      termNumber: row.term_number,
      plannedOn: row.planned_on,
      heldOn: row.held_on,
      eligible: row.eligible,
      present: row.present,
      ballots: row.ballots,
    }),
    positionOf: ({ heldOn, plannedOn, id }) => [heldOn ?? plannedOn ?? "2999-12-31", id],
  })
}
