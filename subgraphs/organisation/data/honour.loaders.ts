import type { Database } from "../../shared/database.ts"
import { toTypeId } from "../../shared/typeid.ts"
import type { Honour, HonourKind, HonourLevel } from "../domain/honour.ts"
import { type RecordPages, createRecordPages, inSubtreeOn } from "./record-pages.loaders.ts"

type Row = {
  place: string
  id: string
  organisation_id: string
  kind: HonourKind
  title: string
  level: HonourLevel
  issuer: string
  batch: number | null
  granted_on: string
  revoked_on: string | null
  document_number: string | null
}

/** $2 the day, $3 kind, $4 level, $5 batch, null for any. */
const FILTER = `r.granted_on <= $2::date AND (r.revoked_on IS NULL OR r.revoked_on > $2::date)
  AND ($3::text IS NULL OR r.kind::text = $3) AND ($4::text IS NULL OR r.level::text = $4) AND ($5::int IS NULL OR r.batch = $5)`

/** Make the readers of honours that hold on a day: an organisation's own, and those of its subtree. Values: day, kind, level, batch. */
export function createHonourPages(database: Database): { honours: RecordPages<Honour>; honoursBelow: RecordPages<Honour> } {
  const pages = (name: string, where: string) =>
    createRecordPages<Row, Honour>(database, {
      name,
      kind: "honour",
      from: "organisation.honour r",
      day: "r.granted_on",
      columns: "r.organisation_id, r.kind::text, r.title, r.level::text, r.issuer, r.batch, r.granted_on, r.revoked_on, r.document_number",
      where: `${where} AND ${FILTER}`,
      values: 4,
      itemOf: toHonour,
      positionOf: ({ grantedOn, id }) => [grantedOn, id],
    })
  return { honours: pages("honours", "r.organisation_id = asked.organisation_id"), honoursBelow: pages("honours_below", inSubtreeOn("$2")) }
}

function toHonour(row: Row): Honour {
  return {
    id: toTypeId("honour", row.id),
    organisationId: toTypeId("organisation", row.organisation_id),
    kind: row.kind,
    title: row.title,
    level: row.level,
    issuer: row.issuer,
    batch: row.batch,
    grantedOn: row.granted_on,
    revokedOn: row.revoked_on,
    documentNumber: row.document_number,
  }
}
