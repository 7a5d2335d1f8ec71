import { toTypeId, toUuid } from "../../shared/typeid.ts"
import { unreplacedAt } from "./as-of.row.ts"

/** The condition that an entry `e` stood at the moment of this parameter: recorded by then, and not replaced by then. */
export const stoodAt = (moment: string) => `e.recorded_at <= ${moment}::timestamptz AND ${unreplacedAt("e", `${moment}::timestamptz`)}`

/** The condition that a sheet `s` had been closed by the moment of this parameter: from then on it counts, even while it is open again. */
export const closedBy = (moment: string) => `(coalesce(s.closed_at <= ${moment}::timestamptz, false) OR EXISTS (
  SELECT FROM attendance.act a WHERE a.lesson_id = s.lesson_id AND a.kind = 'SHEET_CLOSED' AND a.recorded_at <= ${moment}::timestamptz))`

/** The condition that a version `v` of an organisation is the one of this day, or the last before: what was dissolved stands where it stood last. */
const versionOn = (day: string) => `v.valid_from <= ${day}::date AND (v.valid_to IS NULL OR v.valid_to > ${day}::date OR NOT EXISTS (
    SELECT FROM organisation_api.version later WHERE later.organisation_id = v.organisation_id AND later.valid_from > v.valid_from AND later.valid_from <= ${day}::date))`

/** A subtree as it stood on a day: the organisations that were in it then, under their paths of then. The parameters are an organisation and a day. */
export const subtreeThen = (organisation: string, day: string) => `place AS (
    SELECT v.path FROM organisation_api.version v WHERE v.organisation_id = ${organisation}::uuid AND ${versionOn(day)}
  ), subtree AS (
    SELECT v.organisation_id AS id, v.path FROM place JOIN organisation_api.version v ON v.path >= place.path AND v.path < left(place.path, -1) || '/' AND ${versionOn(day)}
  )`

/** Lessons that were held in a subtree of then: $1 its organisation, $2 the day of the books, $3 and $4 the first and last day, $5 the moment of the books. */
export const HELD_THEN = `${subtreeThen("$1", "$2")}, held AS (
    SELECT s.lesson_id, s.held_on, s.planned_hours, s.organisation_id FROM attendance.sheet s JOIN subtree ON subtree.id = s.organisation_id
    WHERE s.held_on BETWEEN $3::date AND $4::date AND s.opened_at <= $5::timestamptz
  )`

/** What of a subtree is reported: which days, and as the books stood when. `day` is the local day of `asOf`. */
export type SpanThen = { organisationId: string; from: string; to: string; asOf: Date; day: string }

/** The first five parameters of a statement with `HELD_THEN`. */
export function spanValues({ organisationId, from, to, asOf, day }: SpanThen): unknown[] {
  return [toUuid("organisation", organisationId), day, from, to, asOf]
}

/** The ids of rows as clients see them. */
export const memberOf = (uuid: string) => toTypeId("member", uuid)
export const lessonOf = (uuid: string) => toTypeId("lesson", uuid)
