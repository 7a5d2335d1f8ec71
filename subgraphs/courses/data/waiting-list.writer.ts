import type { Prisma } from "../../../prisma/courses/generated/client.ts"
import { type Kind, toTypeId, toUuid } from "../../shared/typeid.ts"

/** Who waits in order, at a lesson or in a class: those who came first under the same lock come first. */
export function createWaitingListWriter(transaction: Prisma.TransactionClient, now: () => Date, list: { table: string; key: string; kind: Kind }) {
  const { table, key, kind } = list
  const order = "ORDER BY waiting_number NULLS FIRST, member_id"
  return {
    /** Give a place to the first so many who wait, in their order; gives who they are. */
    async promote(id: string, places: number): Promise<string[]> {
      const rows = await transaction.$queryRawUnsafe<{ member_id: string }[]>(
        `UPDATE ${table} p SET state = 'EXPECTED', waiting_number = NULL, recorded_at = $3::timestamptz
         FROM (SELECT member_id FROM ${table} WHERE ${key} = $1::uuid AND state = 'WAITLISTED' ${order} LIMIT least($2::bigint, 1000000)) AS first
         WHERE p.${key} = $1::uuid AND p.member_id = first.member_id RETURNING p.member_id`,
        toUuid(kind, id),
        places,
        now(),
      )
      return rows.map((row) => toTypeId("member", row.member_id))
    },

    /** The place of somebody among those who wait, from 1. */
    async positionOf(id: string, memberId: string): Promise<number | null> {
      const [row] = await transaction.$queryRawUnsafe<{ position: number }[]>(
        `SELECT position FROM (SELECT member_id, (row_number() OVER (${order}))::int AS position
           FROM ${table} WHERE ${key} = $1::uuid AND state = 'WAITLISTED') AS waiting WHERE member_id = $2::uuid`,
        toUuid(kind, id),
        toUuid("member", memberId),
      )
      return row?.position ?? null
    },
  }
}
