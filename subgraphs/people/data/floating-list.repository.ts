import type { Database } from "../../shared/database.ts"
import type { PageRequest } from "../../shared/page.ts"
import { ownMember, scopeOf, withinScope } from "../../shared/scope.ts"
import { toUuid, toUuids } from "../../shared/typeid.ts"
import { type Viewer, subtreeOf } from "../../shared/viewer.ts"
import type { FloatingDirection, FloatingRecord } from "../domain/floating.ts"
import { FLOATING_COLUMNS, type FloatingRow, toFloating } from "./floating.row.ts"

const VISIBLE = `(m.id = $3::uuid OR ${withinScope("m.branch_path")})`
const JOINED = "FROM people.member m JOIN people.floating_record f ON f.member_id = m.id"
/** Nobody floats more often; the statement ends there all the same. */
const MOST = 100

/**
 * $3 and $4 are the ends of subtrees, $5 a direction or null. Only stays that go on. A subtree whose top the viewer may read is
 * theirs as a whole: that is looked at once, not person by person.
 */
const ASKED = "unnest($3::text[], $4::text[]) AS asked(key, beyond)"
const OF_PLACE = `m.branch_path >= asked.key AND m.branch_path < asked.beyond AND ${withinScope("asked.key")}`
const OPEN = `${JOINED} WHERE ${OF_PLACE} AND f.until IS NULL AND ($5::text IS NULL OR f.direction::text = $5)`
/** $5 is a day. Few are overdue, however many people there are: from the stays to the people, not the other way (OFFSET 0). */
const OVERDUE = `FROM people.floating_record f CROSS JOIN LATERAL (SELECT * FROM people.member WHERE id = f.member_id OFFSET 0) m
  WHERE f.until IS NULL AND f.next_contact_due_on < $5::date AND ${OF_PLACE}`

type OfKey = { key: string; record: FloatingRecord }
type CountOfKey = { key: string; records: number }

/** Read floating records of people whom the viewer may read. */
export function createFloatingLists(database: Database, viewer: Viewer) {
  const scope = scopeOf(viewer)
  const person = [...scope, ownMember(viewer)]
  const toOfKey = (row: FloatingRow & { key: string }): OfKey => ({ key: row.key, record: toFloating(row) })
  return {
    async findByIds(ids: readonly string[]): Promise<FloatingRecord[]> {
      const text = `SELECT ${FLOATING_COLUMNS} ${JOINED} WHERE f.id = ANY($4::uuid[]) AND ${VISIBLE}`
      return (await database.read<FloatingRow>("floating_by_id", text, [...person, toUuids("floating", ids)])).map(toFloating)
    },

    /** All stays of people, the latest first. */
    async findOfMembers(memberIds: readonly string[]): Promise<FloatingRecord[]> {
      const rows = await database.read<FloatingRow>(
        "floating_of_members",
        `SELECT f.* FROM people.member m CROSS JOIN LATERAL (
           SELECT ${FLOATING_COLUMNS} FROM people.floating_record f WHERE f.member_id = m.id ORDER BY f.since DESC, f.id DESC LIMIT ${MOST}
         ) f WHERE m.id = ANY($4::uuid[]) AND ${VISIBLE} ORDER BY f.since DESC, f.id DESC`,
        [...person, toUuids("member", memberIds)],
      )
      return rows.map(toFloating)
    },

    /** Stays that go on, of people who take part in organisations or below, the latest first. */
    async findOfPaths(paths: readonly string[], direction: FloatingDirection | null, { limit, after }: PageRequest): Promise<OfKey[]> {
      const [day, id] = after ?? []
      const rows = await database.read<FloatingRow & { key: string }>(
        "floating_of_organisations",
        `SELECT asked.key, page.* FROM ${ASKED} CROSS JOIN LATERAL (
           SELECT ${FLOATING_COLUMNS} ${OPEN} AND ($6::date IS NULL OR (f.since, f.id) < ($6::date, $7::uuid)) ORDER BY f.since DESC, f.id DESC LIMIT $8
         ) page ORDER BY page.since DESC, page.id DESC`,
        [...scope, ...endsOf(paths), direction, day ?? null, id ? toUuid("floating", id) : null, limit + 1],
      )
      return rows.map(toOfKey)
    },
    countOfPaths(paths: readonly string[], direction: FloatingDirection | null): Promise<CountOfKey[]> {
      const text = `SELECT asked.key, (SELECT count(*) ${OPEN}) AS records FROM ${ASKED}`
      return database.read<CountOfKey>("floating_count_of_organisations", text, [...scope, ...endsOf(paths), direction])
    },

    /** Stays whose next contact is due before a day, the longest overdue first. */
    async findOverdue(path: string, before: string, { limit, after }: PageRequest): Promise<FloatingRecord[]> {
      const [due, id] = after ?? []
      const rows = await database.read<FloatingRow & { key: string }>(
        "floating_overdue",
        `SELECT asked.key, ${FLOATING_COLUMNS} FROM ${ASKED} CROSS JOIN LATERAL (
           SELECT f.* ${OVERDUE} AND ($6::date IS NULL OR (f.next_contact_due_on, f.id) > ($6::date, $7::uuid)) ORDER BY f.next_contact_due_on, f.id LIMIT $8
         ) f ORDER BY f.next_contact_due_on, f.id`,
        [...scope, ...endsOf([path]), before, due ?? null, id ? toUuid("floating", id) : null, limit + 1],
      )
      return rows.map(toFloating)
    },
    async countOverdue(path: string, before: string): Promise<number> {
      const text = `SELECT asked.key, (SELECT count(*) ${OVERDUE}) AS records FROM ${ASKED}`
      const [row] = await database.read<CountOfKey>("floating_overdue_count", text, [...scope, ...endsOf([path]), before])
      return row?.records ?? 0
    },
  }
}

function endsOf(paths: readonly string[]): [from: string[], beyond: string[]] {
  const ranges = paths.map(subtreeOf)
  return [ranges.map(({ from }) => from), ranges.map(({ to }) => to)]
}
