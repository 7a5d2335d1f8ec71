import type { Database } from "../../shared/database.ts"
import { toTypeId } from "../../shared/typeid.ts"
import type { AppraisalRound } from "../domain/appraisal.ts"
import { type RecordPages, createRecordPages } from "./record-pages.loaders.ts"

type Row = { place: string; id: string; year: number; held_on: string | null }

/** Make the reader of the appraisals that an organisation held, by year. Its value: the day of the books. */
export function createAppraisalPages(database: Database): RecordPages<AppraisalRound> {
  return createRecordPages<Row, AppraisalRound>(database, {
    name: "appraisals",
    kind: "appraisal",
    from: "organisation.appraisal_round r",
    day: "make_date(r.year, 12, 31)",
    columns: "r.year, r.held_on",
    where: "r.organisation_id = asked.organisation_id AND coalesce(r.held_on, make_date(r.year, 1, 1)) <= $2::date",
    values: 1,
    itemOf: (row) => ({ id: toTypeId("appraisal", row.id), organisationId: toTypeId("organisation", row.place), year: row.year, heldOn: row.held_on }),
    positionOf: ({ year, id }) => [`${year}-12-31`, id],
  })
}
