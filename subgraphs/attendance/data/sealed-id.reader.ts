import type pg from "pg"
import type { Findings } from "../domain/ledger-finding.ts"
import { LONGEST_DELAY_MS, MOST_ROWS } from "../domain/seal.ts"

const ID = 36
const LISTED = 1_000
const QUEUED = 10_000

/** A seal, or a part of the queue, while the rows that it names are met; `at` is where its next id stands in `ids`. */
export type OpenSeal = {
  number: number | null
  ids: Buffer
  count: number
  index: number
  at: number
  /** Null for the queue, whose rows nothing was sealed of yet. */
  leaves: Buffer | null
  notBefore: Buffer | null
  notAfter: Buffer | null
  /** What it means when no row has an id of these. */
  gone: string
}

type Listed = { number: number; first: Buffer; bound: Date | null }

/**
 * Give the ids that were sealed, and those that wait for it, in the order of the ids: seals are opened where their first id comes, and closed after their last.
 *
 * A row must not say that it was recorded long before the seal before its own: by then it would have been in the queue. Seals that are full left rows
 * behind them, so that the last one that was not is what counts.
 */
export async function createSealedIds(client: pg.ClientBase, findings: Findings) {
  await client.query(
    `DECLARE sealed NO SCROLL CURSOR FOR SELECT s.number, s.ids[1]::text AS first,
       max(s.sealed_at) FILTER (WHERE octet_length(s.leaves) < ${32 * MOST_ROWS}) OVER (ORDER BY s.number ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS bound
     FROM attendance.seal s ORDER BY s.ids[1], s.number`,
  )
  const newest = await client.query<{ at: Date | null }>(
    `SELECT max(sealed_at) FILTER (WHERE octet_length(leaves) < ${32 * MOST_ROWS}) AS at FROM attendance.seal`,
  )
  const queueBound = newest.rows[0]?.at ?? null
  const openSeals: OpenSeal[] = []
  let listed: Listed[] = []
  let place = 0
  let unsealed = 0
  const next = (): Listed | undefined => listed[place]

  async function list(): Promise<void> {
    const { rows } = await client.query<{ number: number; first: string | null; bound: Date | null }>(`FETCH ${LISTED} FROM sealed`)
    listed = rows.flatMap(({ number, first, bound }) => (first === null ? [] : [{ number, first: Buffer.from(first, "latin1"), bound }]))
    place = 0
  }

  async function openNext({ number, bound }: Listed): Promise<void> {
    const { rows } = await client.query<{ ids: string; leaves: Buffer; sealed_at: Date }>(
      "SELECT ids::text AS ids, leaves, sealed_at FROM attendance.seal WHERE number = $1",
      [number],
    )
    const [row] = rows
    if (!row) return
    const ids = Buffer.from(row.ids, "latin1")
    const count = (ids.length - 1) / (ID + 1)
    if (!Number.isInteger(count)) return findings.add({ seal: number, index: -1, row: null, problem: `what seal ${number} names is not a list of rows` })
    const notBefore = bound && textOf(new Date(bound.getTime() - LONGEST_DELAY_MS))
    const gone = "the row was taken out of the ledger"
    openSeals.push({
      number,
      ids,
      count,
      index: 0,
      at: 1,
      leaves: row.leaves,
      notBefore,
      notAfter: textOf(new Date(row.sealed_at.getTime() + LONGEST_DELAY_MS)),
      gone,
    })
  }

  async function openQueue(after: string): Promise<void> {
    const { rows } = await client.query<{ id: string }>("SELECT id::text FROM attendance.unsealed WHERE id > $1::uuid ORDER BY id LIMIT $2", [after, QUEUED])
    if (rows.length === 0) return
    unsealed += rows.length
    const notBefore = queueBound && textOf(new Date(queueBound.getTime() - LONGEST_DELAY_MS))
    const ids = Buffer.from(`{${rows.map(({ id }) => id).join(",")}}`, "latin1")
    const gone = "the row was taken out of the ledger before it was sealed"
    openSeals.push({ number: null, ids, count: rows.length, index: 0, at: 1, leaves: null, notBefore, notAfter: null, gone })
  }

  await list()
  await openQueue("00000000-0000-0000-0000-000000000000")
  return {
    openSeals: openSeals as readonly OpenSeal[],
    unsealed: () => unsealed,
    /** Whether a seal begins at this id or before it. */
    mustOpen(bytes: Buffer, at: number): boolean {
      const first = next()?.first
      return first !== undefined && first.compare(bytes, at, at + ID) <= 0
    },
    async open(bytes: Buffer, at: number): Promise<void> {
      for (let one = next(); one && one.first.compare(bytes, at, at + ID) <= 0; one = next()) {
        await openNext(one)
        place += 1
        if (place === listed.length) await list()
      }
    },
    hasEnded: () => openSeals.some(({ index, count }) => index >= count),
    async close(): Promise<void> {
      for (const seal of openSeals.filter(({ index, count }) => index >= count)) {
        openSeals.splice(openSeals.indexOf(seal), 1)
        if (seal.number === null) await openQueue(seal.ids.toString("latin1", seal.ids.length - 1 - ID, seal.ids.length - 1))
      }
    },
    /** Report what is left when the rows have come to an end. */
    async reportRest(): Promise<void> {
      for (;;) {
        for (let seal = openSeals.shift(); seal; seal = openSeals.shift()) {
          const { number, index, ids, at, count, gone } = seal
          if (number === null) await openQueue(seal.ids.toString("latin1", seal.ids.length - 1 - ID, seal.ids.length - 1))
          if (index < count) findings.add({ seal: number, index, row: { table: null, id: ids.toString("latin1", at, at + ID) }, problem: gone })
        }
        const one = next()
        if (!one) return
        await openNext(one)
        place += 1
        if (place === listed.length) await list()
      }
    },
  }
}

/** An instant as PostgreSQL writes it in UTC. */
function textOf(instant: Date): Buffer {
  const [day = "", time = ""] = instant.toISOString().slice(0, -1).split("T")
  const [seconds = "", milliseconds = ""] = time.split(".")
  const fraction = milliseconds.replace(/0+$/, "")
  return Buffer.from(`${day} ${seconds}${fraction && `.${fraction}`}+00`, "latin1")
}
