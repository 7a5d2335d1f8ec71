import type { Database } from "../../shared/database.ts"
import type { PageRequest } from "../../shared/page.ts"
import { ownMember, scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import { type Viewer, subtreeOf } from "../../shared/viewer.ts"
import type { Transfer, TransferDirection, TransferState } from "../domain/transfer.ts"
import { TRANSFER_COLUMNS, type TransferRow, stateOf, toTransfer } from "./transfer.row.ts"

/** A letter is for the readers of either end, and for whoever may read the person today, who is one of them. `own` is the viewer's member. */
const seenBy = (own: string): string => `(${withinScope("t.from_path")} OR ${withinScope("t.to_path")} OR EXISTS (
  SELECT FROM people.member m WHERE m.id = t.member_id AND (m.id = ${own}::uuid OR ${withinScope("m.branch_path")})))`
/** $3 is today. */
const STATE = stateOf("$3::date")
const COLUMNS = TRANSFER_COLUMNS.replace("t.state::text", STATE)

/** $4 and $5 are what is asked: people, or the two ends of subtrees. $6 is a state or null, $7 and $8 the place in the list. */
const ASKED = "unnest($4::text[], $5::text[]) AS asked(key, beyond)"
const IN_STATE = `($6::text IS NULL OR ${STATE} = $6)`
const BEHIND = "($7::date IS NULL OR (t.started_on, t.id) < ($7::date, $8::uuid))"
/** A subtree whose top the viewer may read is theirs as a whole: that is looked at once, not letter by letter. */
const WITHIN = {
  member: (own: string) => `t.member_id = asked.key::uuid AND ${seenBy(own)}`,
  IN: () => `t.to_path >= asked.key AND t.to_path < asked.beyond AND ${withinScope("asked.key")}`,
  OUT: () => `t.from_path >= asked.key AND t.from_path < asked.beyond AND ${withinScope("asked.key")}`,
}

export type TransferFilter = { direction: TransferDirection; state: TransferState | null }
type OfKey = { key: string; transfer: Transfer }
type CountOfKey = { key: string; letters: number }

/** Read letters within the viewer's scope, many lists at once, the newest first. */
export function createTransferLists(database: Database, viewer: Viewer, today: string) {
  const scope = [...scopeOf(viewer), today]
  const own = (list: keyof typeof WITHIN) => (list === "member" ? [ownMember(viewer)] : [])

  async function read(list: keyof typeof WITHIN, asked: readonly unknown[], { limit, after }: PageRequest): Promise<OfKey[]> {
    const [day, id] = after ?? []
    const rows = await database.read<TransferRow & { key: string }>(
      `transfers_${list}`,
      `SELECT asked.key, page.* FROM ${ASKED} CROSS JOIN LATERAL (
         SELECT ${COLUMNS} FROM people.transfer t WHERE ${WITHIN[list]("$10")} AND ${IN_STATE} AND ${BEHIND}
         ORDER BY t.started_on DESC, t.id DESC LIMIT $9
       ) page ORDER BY page.started_on DESC, page.id DESC`,
      [...scope, ...asked, day ?? null, id ? toUuid("transfer", id) : null, limit + 1, ...own(list)],
    )
    return rows.map((row) => ({ key: row.key, transfer: toTransfer(row) }))
  }
  const count = (list: keyof typeof WITHIN, asked: readonly unknown[]) =>
    database.read<CountOfKey>(
      `transfer_count_${list}`,
      `SELECT asked.key, (SELECT count(*) FROM people.transfer t WHERE ${WITHIN[list]("$7")} AND ${IN_STATE}) AS letters FROM ${ASKED}`,
      [...scope, ...asked, ...own(list)],
    )
  return {
    async findByIds(ids: readonly string[]): Promise<Transfer[]> {
      const text = `SELECT ${COLUMNS} FROM people.transfer t WHERE t.id = ANY($4::uuid[]) AND ${seenBy("$5")}`
      return (await database.read<TransferRow>("transfers_by_id", text, [...scope, toUuids("transfer", ids), ownMember(viewer)])).map(toTransfer)
    },

    /** Letters about people, by their ids. */
    async findOfMembers(ids: readonly string[], request: PageRequest): Promise<OfKey[]> {
      return (await read("member", [toUuids("member", ids), [], null], request)).map((row) => ({ ...row, key: toTypeId("member", row.key) }))
    },
    async countOfMembers(ids: readonly string[]): Promise<CountOfKey[]> {
      return (await count("member", [toUuids("member", ids), [], null])).map((row) => ({ ...row, key: toTypeId("member", row.key) }))
    },

    /** Letters into or out of organisations and everything below them, by their paths. */
    findOfPaths(paths: readonly string[], { direction, state }: TransferFilter, request: PageRequest): Promise<OfKey[]> {
      return read(direction, [...endsOf(paths), state], request)
    },
    countOfPaths(paths: readonly string[], { direction, state }: TransferFilter): Promise<CountOfKey[]> {
      return count(direction, [...endsOf(paths), state])
    },
  }
}

function endsOf(paths: readonly string[]): [from: string[], beyond: string[]] {
  const ranges = paths.map(subtreeOf)
  return [ranges.map(({ from }) => from), ranges.map(({ to }) => to)]
}
