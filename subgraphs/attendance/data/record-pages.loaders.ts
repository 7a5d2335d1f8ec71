import DataLoader from "dataloader"
import type { Database } from "../../shared/database.ts"
import { groupedInKeyOrder, inKeyOrder, perKey } from "../../shared/keyed.ts"
import type { PageRequest } from "../../shared/page.ts"
import { ownMember, scopeOf } from "../../shared/scope.ts"
import { type Kind, toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { PathRange, Viewer } from "../../shared/viewer.ts"

/** What of a list is asked beside the page: how the records stand, and which fall before a day. */
export type RecordFilter = { state: string | null; before: string | null }
export type RecordRequest = RecordFilter & PageRequest
type Named = { id: string; owner_id: string }

/**
 * A list of records (alias `r`) about people: `columns` of `from`, as far as `seen` lets the viewer and `matches` the filter. `seen` uses $1 to $3,
 * the viewer's subtrees and own member; `matches` uses $4 the state, $5 the day before which, $6 today.
 */
export type RecordList<Row extends Named, Item> = {
  name: string
  kind: Kind
  columns: string
  from: string
  seen: string
  matches: string
  sort: { column: string; type: "timestamptz" | "date"; isDescending: boolean }
  /** The path by which the records of a subtree are found. */
  path: string
  toItem(row: Row): Item
}

/** The key of a record of one person about one lesson. */
export const keyOfPair = (lessonId: string, memberId: string) => `${lessonId} ${memberId}`

/** Make the ways in which a request reads a list: pages of one owner each, in one statement for all of them; pages of a subtree; single records. */
export function recordLoaders<Row extends Named, Item>(database: Database, viewer: Viewer, today: string, list: RecordList<Row, Item>) {
  const { name, kind, columns, from, seen, matches, sort, path, toItem } = list
  const [order, behind] = sort.isDescending ? ["DESC", "<"] : ["ASC", ">"]
  const own = [...scopeOf(viewer), ownMember(viewer)]
  // Each parameter is named once with its type: a list need not use them all.
  const condition = `${seen} AND ($4::text, $5::date, $6::date) IS NOT DISTINCT FROM ($4::text, $5::date, $6::date) AND ${matches}`
  const page = `($7::${sort.type} IS NULL OR (${sort.column}, r.id) ${behind} ($7::${sort.type}, $8::uuid)) ORDER BY ${sort.column} ${order}, r.id ${order} LIMIT $9`
  const valuesOf = ({ state, before }: RecordFilter) => [...own, state, before, today]
  const placeOf = ({ limit, after }: PageRequest) => [after?.[0] ?? null, after?.[1] === undefined ? null : toUuid(kind, after[1]), limit + 1]
  return {
    byId: new DataLoader<string, Item | null>(async (ids) => {
      const text = `SELECT r.id AS owner_id, ${columns} FROM ${from} WHERE r.id = ANY($4::uuid[]) AND ${seen}`
      const rows = await database.read<Row>(`${name}_by_id`, text, [...own, toUuids(kind, ids)])
      return inKeyOrder(ids, rows, (row) => toTypeId(kind, row.id)).map((row) => row && toItem(row))
    }),
    /** The latest record of one person about one lesson; the key is `keyOfPair`. */
    byPair: new DataLoader<string, Item | null>(async (pairs) => {
      const asked = pairs.map((pair) => pair.split(" "))
      const idsAt = (at: number, ownerKind: Kind) => asked.map((ids) => toUuid(ownerKind, ids[at] ?? ""))
      const text = `SELECT DISTINCT ON (r.lesson_id, r.member_id) r.id AS owner_id, r.lesson_id, r.member_id, ${columns} FROM ${from}
        JOIN unnest($4::uuid[], $5::uuid[]) AS asked(lesson_id, member_id) ON asked.lesson_id = r.lesson_id AND asked.member_id = r.member_id
        WHERE ${seen} ORDER BY r.lesson_id, r.member_id, r.id DESC`
      const rows = await database.read<Row & { lesson_id: string; member_id: string }>(`${name}_by_pair`, text, [
        ...own,
        idsAt(0, "lesson"),
        idsAt(1, "member"),
      ])
      const keyOf = (row: { lesson_id: string; member_id: string }) => keyOfPair(toTypeId("lesson", row.lesson_id), toTypeId("member", row.member_id))
      return inKeyOrder(pairs, rows, keyOf).map((row) => row && toItem(row))
    }),
    byOwner: (owner: string, ownerKind: Kind) =>
      perKey(
        (request: RecordRequest) =>
          new DataLoader<string, Item[]>(async (ids) => {
            const text = `SELECT page.* FROM unnest($10::uuid[]) AS asked(owner_id) CROSS JOIN LATERAL (
                SELECT r.${owner} AS owner_id, ${columns}, row_number() OVER (ORDER BY ${sort.column} ${order}, r.id ${order}) AS nth
                FROM ${from} WHERE r.${owner} = asked.owner_id AND ${condition} AND ${page}) page ORDER BY page.nth`
            const rows = await database.read<Row>(`${name}_by_${ownerKind}`, text, [...valuesOf(request), ...placeOf(request), toUuids(ownerKind, ids)])
            return groupedInKeyOrder(ids, rows, (row) => toTypeId(ownerKind, row.owner_id)).map((group) => group.map(toItem))
          }),
      ),
    countByOwner: (owner: string, ownerKind: Kind) =>
      perKey(
        (filter: RecordFilter) =>
          new DataLoader<string, number>(async (ids) => {
            const text = `SELECT r.${owner} AS owner_id, count(*) AS records FROM ${from} WHERE r.${owner} = ANY($7::uuid[]) AND ${condition} GROUP BY 1`
            const rows = await database.read<{ owner_id: string; records: number }>(`${name}_by_${ownerKind}_count`, text, [
              ...valuesOf(filter),
              toUuids(ownerKind, ids),
            ])
            return inKeyOrder(ids, rows, (row) => toTypeId(ownerKind, row.owner_id)).map((row) => row?.records ?? 0)
          }),
      ),
    async below({ from: first, to }: PathRange, request: RecordRequest): Promise<Item[]> {
      const text = `SELECT r.id AS owner_id, ${columns} FROM ${from} WHERE ${path} >= $10 AND ${path} < $11 AND ${condition} AND ${page}`
      return (await database.read<Row>(`${name}_below`, text, [...valuesOf(request), ...placeOf(request), first, to])).map(toItem)
    },
    async countBelow({ from: first, to }: PathRange, filter: RecordFilter): Promise<number> {
      const text = `SELECT count(*) AS records FROM ${from} WHERE ${path} >= $7 AND ${path} < $8 AND ${condition}`
      const [row] = await database.read<{ records: number }>(`${name}_below_count`, text, [...valuesOf(filter), first, to])
      return row?.records ?? 0
    },
  }
}
