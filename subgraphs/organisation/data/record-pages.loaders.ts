import DataLoader from "dataloader"
import type { Database } from "../../shared/database.ts"
import { groupedInKeyOrder, inKeyOrder, perKey } from "../../shared/keyed.ts"
import { type Page, type PageRequest, pageOf } from "../../shared/page.ts"
import { type Kind, toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"

/** A list of records of organisations, the newest first, then by id. */
export type RecordList<Row, Item> = {
  /** Names the prepared statements. */
  name: string
  kind: Kind
  /** `<table> r`, joined with what it needs. */
  from: string
  /** The day that orders the list; never null. */
  day: string
  columns: string
  /** Of rows `r` for the organisation `asked.organisation_id`; its own parameters begin at $2, `values` of them. */
  where: string
  values: number
  itemOf(row: Row): Item
  positionOf(item: Item): readonly [day: string, id: string]
}

export type RecordPages<Item> = {
  /** Give one page of an organisation's records; many organisations with one request cost one statement. */
  pageOf(organisationId: string, request: PageRequest, values?: readonly unknown[]): Promise<Page<Item>>
}

/** The condition that a version `v` of an organisation holds on the day of a parameter. */
export const versionOn = (v: string, day: string): string => `${v}.valid_from <= ${day}::date AND (${v}.valid_to IS NULL OR ${v}.valid_to > ${day}::date)`

/** The condition that `r` belongs to the subtree of `asked.organisation_id`, as the tree stood on the day of a parameter. */
export const inSubtreeOn = (day: string): string =>
  `r.organisation_id IN (
     SELECT v.organisation_id FROM organisation.organisation_version root
     JOIN organisation.organisation_version v ON v.path >= root.path AND v.path < left(root.path, -1) || '/' AND ${versionOn("v", day)}
     WHERE root.organisation_id = asked.organisation_id AND ${versionOn("root", day)})`

/** Make the request's reader of one list of records. The caller has found the organisations within the viewer's scope. */
export function createRecordPages<Row extends { place: string }, Item>(database: Database, list: RecordList<Row, Item>): RecordPages<Item> {
  const pages = perKey(
    ({ request, values }: { request: PageRequest; values: readonly unknown[] }) =>
      new DataLoader<string, Item[]>(async (ids) => {
        const rows = await findPages(database, list, ids, values, request)
        return groupedInKeyOrder(ids, rows, ({ place }) => toTypeId("organisation", place)).map((own) => own.map(list.itemOf))
      }),
  )
  const counts = perKey(
    (values: readonly unknown[]) =>
      new DataLoader<string, number>(async (ids) => {
        const rows = await count(database, list, ids, values)
        return inKeyOrder(ids, rows, ({ place }) => toTypeId("organisation", place)).map((row) => row?.records ?? 0)
      }),
  )
  return {
    async pageOf(organisationId, request, values = []) {
      const items = await pages({ request, values }).load(organisationId)
      return pageOf<Item>(items, request.limit, list.positionOf, () => counts(values).load(organisationId))
    },
  }
}

function findPages<Row extends { place: string }, Item>(
  database: Database,
  { name, kind, from, day, columns, where, values: own }: RecordList<Row, Item>,
  ids: readonly string[],
  values: readonly unknown[],
  { limit, after }: PageRequest,
): Promise<Row[]> {
  const [lastDay, lastId, most] = [own + 2, own + 3, own + 4].map((at) => `$${at}`)
  return database.read<Row>(
    `${name}_pages`,
    `SELECT asked.organisation_id AS place, page.* FROM unnest($1::uuid[]) AS asked(organisation_id) CROSS JOIN LATERAL (
       SELECT r.id, ${day} AS day, ${columns} FROM ${from}
       WHERE ${where} AND (${lastDay}::date IS NULL OR (${day}, r.id) < (${lastDay}::date, ${lastId}::uuid))
       ORDER BY ${day} DESC, r.id DESC LIMIT ${most}
     ) page ORDER BY page.day DESC, page.id DESC`,
    [toUuids("organisation", ids), ...values, after?.[0] ?? null, after?.[1] ? toUuid(kind, after[1]) : null, limit + 1],
  )
}

function count<Row, Item>(database: Database, { name, from, where }: RecordList<Row, Item>, ids: readonly string[], values: readonly unknown[]) {
  return database.read<{ place: string; records: number }>(
    `${name}_counts`,
    `SELECT asked.organisation_id AS place, (SELECT count(*) FROM ${from} WHERE ${where}) AS records FROM unnest($1::uuid[]) AS asked(organisation_id)`,
    [toUuids("organisation", ids), ...values],
  )
}
