import type { Heading } from "../../shared/tables/heading.ts"
import type { UnderstoodRow } from "../../shared/tables/row-problem.ts"
import { rowReader } from "../../shared/tables/row-reader.ts"
import type { TableRow } from "../../shared/tables/rows.ts"
import type { VenueKind } from "./lesson.ts"
import type { WeeklyTime } from "./local-time.ts"
import { VENUE_LIST_HEADINGS, type VenueListField } from "./plan-headings.ts"
import { listed, planChoices, readVenueKind } from "./plan-words.ts"
import { UNCLEAR_TIMES } from "./teacher-row.ts"
import { readWeeklyWords } from "./weekly-words.ts"

/** One row of a list of venues (场地表) as it was understood. Null is "not given". An empty list of times is "any time". */
export type VenueRecord = {
  name: string
  kind: VenueKind | null
  address: string | null
  capacity: number | null
  equipment: string[]
  opening: WeeklyTime[] | null
  sharing: string[]
}

const LARGEST = 100_000
/** Priorities of those who share a venue are counted to nine. */
const MOST_SHARING = 9

/** Understand one row of a list of venues. The kind is in a column of its own, or at the end of the name. */
export function readVenueRow(row: TableRow, heading: Heading<VenueListField>): UnderstoodRow<VenueRecord> {
  const { text, word, say, problems } = rowReader(row, heading, VENUE_LIST_HEADINGS)
  const name = text("name")
  if (name === "") say("name", "MISSING", "The name is missing.")
  const written = text("opening")
  const opening = written === "" ? null : readWeeklyWords(written)
  if (written !== "" && !opening) say("opening", "UNCLEAR_TIMES", `"${written.slice(0, 60)}" ${UNCLEAR_TIMES}`)
  const places = text("capacity")
    .normalize("NFKC")
    .replace(/(人|座|个)$/u, "")
  const capacity = /^\d{1,6}(\.0+)?$/.test(places) && Number(places) >= 1 && Number(places) <= LARGEST ? Number(places) : null
  if (places !== "" && capacity === null) say("capacity", "WRONG_NUMBER", `"${places.slice(0, 20)}" is no number of places.`)
  const kind = word("kind", text("kind"), readVenueKind, planChoices.venue)
  const sharing = listed(text("sharing", 2_000))
  if (sharing.length > MOST_SHARING) say("sharing", "TOO_MANY", `At most ${MOST_SHARING} organisations share a venue; name one above them.`)
  const record: VenueRecord = {
    name,
    kind: kind ?? readVenueKind(name),
    address: text("address") || null,
    capacity,
    equipment: listed(text("equipment")),
    opening,
    sharing,
  }
  return { line: row.line, record, problems }
}
