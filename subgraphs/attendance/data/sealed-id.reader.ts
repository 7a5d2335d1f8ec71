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

const NOT_FULL = `FILTER (WHERE octet_length(s.leaves) < ${32 * MOST_ROWS})`
const FIRST_ID = "00000000-0000-0000-0000-000000000000"

/**
 * Gives the ids that were sealed, and those that wait for it, in the order of the ids: seals are opened where their first id comes, and closed after their last.
 *
 * A row must not say that it was recorded long before the seal before its own: by then it would have been in the queue. Seals that are full left rows
 * behind them, so that the last one that was not is what counts.
 */
export class SealedIds {
  readonly openSeals: OpenSeal[] = []
  unsealed = 0
  private listed: Listed[] = []
  private place = 0
  private queueBound: Date | null = null

  constructor(
    private readonly client: pg.ClientBase,
    private readonly findings: Findings,
  ) {}

  async begin(): Promise<void> {
    await this.client.query(
      `DECLARE sealed NO SCROLL CURSOR FOR SELECT s.number, s.ids[1]::text AS first,
         max(s.sealed_at) ${NOT_FULL} OVER (ORDER BY s.number ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS bound
       FROM attendance.seal s ORDER BY s.ids[1], s.number`,
    )
    const { rows } = await this.client.query<{ at: Date | null }>(`SELECT max(s.sealed_at) ${NOT_FULL} AS at FROM attendance.seal s`)
    this.queueBound = rows[0]?.at ?? null
    await this.list()
    await this.openQueue(FIRST_ID)
  }

  /** Whether a seal begins at this id or before it. */
  mustOpen(bytes: Buffer, at: number): boolean {
    const first = this.listed[this.place]?.first
    return first !== undefined && first.compare(bytes, at, at + ID) <= 0
  }

  async open(bytes: Buffer, at: number): Promise<void> {
    while (this.mustOpen(bytes, at)) await this.openNext()
  }

  hasEnded(): boolean {
    for (const { index, count } of this.openSeals) if (index >= count) return true
    return false
  }

  async close(): Promise<void> {
    for (const seal of this.openSeals.filter(({ index, count }) => index >= count)) {
      this.openSeals.splice(this.openSeals.indexOf(seal), 1)
      if (seal.number === null) await this.openQueue(lastIdOf(seal))
    }
  }

  /** Report what is left when the rows have come to an end. */
  async reportRest(): Promise<void> {
    do {
      for (let seal = this.openSeals.shift(); seal; seal = this.openSeals.shift()) {
        const { number, index, ids, at, count, gone } = seal
        if (number === null) await this.openQueue(lastIdOf(seal))
        if (index < count) this.findings.add({ seal: number, index, row: { table: null, id: ids.toString("latin1", at, at + ID) }, problem: gone })
      }
    } while (await this.openNext())
  }

  private async list(): Promise<void> {
    const { rows } = await this.client.query<{ number: number; first: string | null; bound: Date | null }>(`FETCH ${LISTED} FROM sealed`)
    this.listed = rows.flatMap(({ number, first, bound }) => (first === null ? [] : [{ number, first: Buffer.from(first, "latin1"), bound }]))
    this.place = 0
  }

  private async openNext(): Promise<boolean> {
    const next = this.listed[this.place]
    if (!next) return false
    const { number, bound } = next
    this.place += 1
    if (this.place === this.listed.length) await this.list()
    const { rows } = await this.client.query<{ ids: string; leaves: Buffer; sealed_at: Date }>(
      "SELECT ids::text AS ids, leaves, sealed_at FROM attendance.seal WHERE number = $1",
      [number],
    )
    const [row] = rows
    if (!row) return true
    const ids = Buffer.from(row.ids, "latin1")
    const count = (ids.length - 1) / (ID + 1)
    if (!Number.isInteger(count)) {
      this.findings.add({ seal: number, index: -1, row: null, problem: `what seal ${number} names is not a list of rows` })
      return true
    }
    const [notBefore, notAfter] = [bound && shifted(bound, -LONGEST_DELAY_MS), shifted(row.sealed_at, LONGEST_DELAY_MS)]
    this.openSeals.push({ number, ids, count, index: 0, at: 1, leaves: row.leaves, notBefore, notAfter, gone: "the row was taken out of the ledger" })
    return true
  }

  private async openQueue(after: string): Promise<void> {
    const { rows } = await this.client.query<{ id: string }>("SELECT id::text FROM attendance.unsealed WHERE id > $1::uuid ORDER BY id LIMIT $2", [
      after,
      QUEUED,
    ])
    if (rows.length === 0) return
    this.unsealed += rows.length
    const notBefore = this.queueBound && shifted(this.queueBound, -LONGEST_DELAY_MS)
    const ids = Buffer.from(`{${rows.map(({ id }) => id).join(",")}}`, "latin1")
    const gone = "the row was taken out of the ledger before it was sealed"
    this.openSeals.push({ number: null, ids, count: rows.length, index: 0, at: 1, leaves: null, notBefore, notAfter: null, gone })
  }
}

function lastIdOf({ ids }: OpenSeal): string {
  return ids.toString("latin1", ids.length - 1 - ID, ids.length - 1)
}

function shifted(instant: Date, milliseconds: number): Buffer {
  return textOf(new Date(instant.getTime() + milliseconds))
}

/** An instant as PostgreSQL writes it in UTC. */
function textOf(instant: Date): Buffer {
  const [day = "", time = ""] = instant.toISOString().slice(0, -1).split("T")
  const [seconds = "", milliseconds = ""] = time.split(".")
  const fraction = milliseconds.replace(/0+$/, "")
  return Buffer.from(`${day} ${seconds}${fraction && `.${fraction}`}+00`, "latin1")
}
