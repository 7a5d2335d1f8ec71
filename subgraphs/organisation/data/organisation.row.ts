import { toTypeId } from "../../shared/typeid.ts"
import type { Kind, Level, Organisation, Setting } from "../domain/organisation.ts"

/** An organisation as prepared statements give it: of today, or of a day. */
export type OrganisationRow = {
  id: string
  parent_id: string | null
  path: string
  name: string
  short_name: string
  kind: Kind
  level: Level
  setting: Setting
  division_id: string | null
  founded_on: string
  dissolved_on: string | null
}

/** What a statement selects of `o`, the row of today. */
export const TODAYS_COLUMNS =
  "o.id, o.parent_id, o.path, o.name, o.short_name, o.kind::text, o.level::text, o.setting::text, o.division_id, o.founded_on, o.dissolved_on"

export function toOrganisation(row: OrganisationRow, asOf: string | null): Organisation {
  return {
    id: toTypeId("organisation", row.id),
    parentId: row.parent_id && toTypeId("organisation", row.parent_id),
    path: row.path,
    name: row.name,
    shortName: row.short_name,
    kind: row.kind,
    level: row.level,
    setting: row.setting,
    divisionId: row.division_id,
    foundedOn: row.founded_on,
    dissolvedOn: row.dissolved_on,
    asOf,
  }
}
