import { hash } from "node:crypto"
import type pg from "pg"
import type { Database } from "../../shared/database.ts"
import { LINE_SETTINGS, linesOf } from "../domain/ledger-line.ts"
import { DIGEST_BYTES, type Digest, leafOf, rootOf } from "../domain/merkle.ts"
import { MOST_ROWS, NOTHING_BEFORE, type PublishedHead, type SealHead, sealHash } from "../domain/seal.ts"
import { LedgerLineReader } from "./ledger-line.reader.ts"

export const sha256: Digest = (bytes) => hash("sha256", bytes, "binary")

/** Held by the one sealer that is at work, in all processes together. */
const SEALER = 7_203_041

export type NewSeal = SealHead & { hash: string }
export type SealWriter = ReturnType<typeof createSealWriter>

/** Seal (封存) what waits in the queue. */
export function createSealWriter(database: Database, now: () => Date) {
  return {
    /**
     * Make the next seal over rows that wait, in the order of their ids; null when none waits, or another sealer is at work.
     *
     * Rows leave the queue in the transaction that writes the seal: whoever is killed in between has sealed nothing and lost nothing. Rows whose
     * change is still under way are not seen, and come next time; whoever appends waits for nobody. What the queue names and the ledger does not
     * hold stays in the queue, where the verification finds it.
     */
    async sealNext(): Promise<NewSeal | null> {
      const client = await database.pool.connect()
      try {
        await client.query("BEGIN")
        const seal = await sealOver(client, now)
        await client.query("COMMIT")
        client.release()
        return seal
      } catch (error) {
        await client.query("ROLLBACK").catch(() => undefined)
        client.release(true)
        throw error
      }
    },

    /** The last seal; null before the first. */
    async findHead(): Promise<PublishedHead | null> {
      const [row] = await database.read<HeadRow>("ledger_head", "SELECT number, hash, sealed_at FROM attendance.seal ORDER BY number DESC LIMIT 1", [])
      return row ? { number: row.number, hash: hex(row.hash), sealedAt: row.sealed_at.toISOString() } : null
    },
  }
}

type HeadRow = { number: number; hash: Buffer; sealed_at: Date }

async function sealOver(client: pg.PoolClient, now: () => Date): Promise<NewSeal | null> {
  await client.query(LINE_SETTINGS)
  const { rows: locks } = await client.query<{ is_ours: boolean }>("SELECT pg_try_advisory_xact_lock($1) AS is_ours", [SEALER])
  if (!locks[0]?.is_ours) return null
  const { rows: taken } = await client.query<{ id: string }>(
    `DELETE FROM attendance.unsealed u USING (
       SELECT w.id FROM attendance.unsealed w
       WHERE EXISTS (SELECT FROM attendance.entry e WHERE e.id = w.id) OR EXISTS (SELECT FROM attendance.act a WHERE a.id = w.id)
       ORDER BY w.id LIMIT ${MOST_ROWS}) AS next
     WHERE u.id = next.id RETURNING u.id`,
  )
  if (taken.length === 0) return null
  const ids = taken.map(({ id }) => id).sort()
  const leaves = await leavesOf(client, ids)
  const { rows: heads } = await client.query<HeadRow>("SELECT number, hash, sealed_at FROM attendance.seal ORDER BY number DESC LIMIT 1")
  const [last] = heads
  const root = rootOf(leaves, sha256)
  const head: SealHead = {
    number: (last?.number ?? 0) + 1,
    previous: last ? hex(last.hash) : NOTHING_BEFORE,
    count: ids.length,
    root: hex(root),
    // A clock that was put back must not make a seal older than the one before it.
    sealedAt: new Date(Math.max(now().getTime(), last?.sealed_at.getTime() ?? 0)),
  }
  const seal = { ...head, hash: sealHash(head, sha256) }
  await client.query("INSERT INTO attendance.seal (number, sealed_at, previous, root, hash, ids, leaves) VALUES ($1, $2, $3, $4, $5, $6::uuid[], $7)", [
    seal.number,
    seal.sealedAt.toISOString(),
    Buffer.from(seal.previous, "hex"),
    root,
    Buffer.from(seal.hash, "hex"),
    ids,
    leaves,
  ])
  return seal
}

/** Hash the rows of these ids, in the order of the ids. */
async function leavesOf(client: pg.PoolClient, ids: readonly string[]): Promise<Buffer> {
  const leaves = Buffer.alloc(ids.length * DIGEST_BYTES)
  const placeOf = new Map(ids.map((id, at) => [id, at]))
  const list = `r.id = ANY('{${ids.join(",")}}'::uuid[])`
  for (const table of ["entry", "act"] as const) {
    const from = table.length + 1
    const reader = client.query(new LedgerLineReader(linesOf(table, list)))
    for (let batch = await reader.next(); batch; batch = await reader.next()) {
      const { bytes, starts, ends } = batch
      starts.forEach((start, at) => {
        const id = bytes.toString("latin1", start + from, start + from + 36)
        const place = placeOf.get(id)
        if (place === undefined) throw new Error(`${table} ${id} is there twice`)
        leaves.write(leafOf(bytes.subarray(start, ends[at]), sha256), place * DIGEST_BYTES, "latin1")
        placeOf.delete(id)
      })
    }
  }
  if (placeOf.size > 0) throw new Error(`${placeOf.size} rows of the queue are not in the ledger`)
  return leaves
}

const hex = (bytes: Buffer) => bytes.toString("hex")
