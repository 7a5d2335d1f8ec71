import type pg from "pg"
import type { Findings } from "../domain/ledger-finding.ts"
import { DIGEST_BYTES, rootOf } from "../domain/merkle.ts"
import { NOTHING_BEFORE, type PublishedHead, sealHash } from "../domain/seal.ts"
import { sha256 } from "./seal.writer.ts"

type Row = { number: number; sealed_at: Date; previous: Buffer; root: Buffer; hash: Buffer; leaves: Buffer }
type Last = { number: number; hash: string; sealedAt: number }

/** Leaves of a seal are 128 kB at most: a batch stays below 5 MB. */
const BATCH = 32

export type ChainRead = { seals: number; sealed: number; head: string; headMatches: boolean | null }

/**
 * Follow the seals from the first to the last: each names the one before, has the root of its leaves and the hash of what it says. What was published
 * outside the database must be among them; a head beyond the last one says that the end was cut off.
 */
export async function readSealChain(client: pg.ClientBase, heads: AsyncIterable<PublishedHead> | null, findings: Findings): Promise<ChainRead> {
  const published = heads && createPublished(heads)
  let last: Last = { number: 0, hash: NOTHING_BEFORE, sealedAt: -Infinity }
  let sealed = 0
  let headMatches = true
  const broken = (seal: number, problem: string) => findings.add({ seal, index: -1, row: null, problem })
  for (;;) {
    const { rows } = await client.query<Row>(
      "SELECT number, sealed_at, previous, root, hash, leaves FROM attendance.seal WHERE number > $1 ORDER BY number LIMIT $2",
      [last.number, BATCH],
    )
    for (const row of rows) {
      for (const problem of problemsOf(row, last)) broken(row.number, problem)
      const hash = row.hash.toString("hex")
      for (const head of (await published?.upTo(row.number)) ?? []) {
        if (head.number === row.number && head.hash === hash) continue
        headMatches = false
        broken(
          head.number,
          head.number === row.number ? `seal ${row.number} is not the one whose hash was published` : `seal ${head.number} was published and is gone`,
        )
      }
      sealed += row.leaves.length / DIGEST_BYTES
      last = { number: row.number, hash, sealedAt: row.sealed_at.getTime() }
    }
    if (rows.length < BATCH) break
  }
  for (const { number } of (await published?.upTo(Infinity)) ?? []) {
    headMatches = false
    broken(number, `seal ${number} was published and is gone: the end of the ledger was cut off`)
  }
  return { seals: last.number, sealed, head: last.hash, headMatches: published ? headMatches : null }
}

function problemsOf({ number, sealed_at, previous, root, hash, leaves }: Row, last: Last): string[] {
  const count = leaves.length / DIGEST_BYTES
  const head = { number, previous: previous.toString("hex"), count, root: root.toString("hex"), sealedAt: sealed_at }
  return [
    ...(number === last.number + 1 ? [] : [`seals between ${last.number} and ${number} are gone`]),
    ...(head.previous === last.hash ? [] : [`seal ${number} does not follow the seal before it`]),
    ...(count > 0 && Number.isInteger(count) && Buffer.compare(rootOf(leaves, sha256), root) === 0
      ? []
      : [`the root of seal ${number} is not that of its leaves`]),
    ...(sealHash(head, sha256) === hash.toString("hex") ? [] : [`the hash of seal ${number} is not that of what it says`]),
    ...(sealed_at.getTime() >= last.sealedAt ? [] : [`seal ${number} is older than the seal before it`]),
  ]
}

/** Take heads as they were published, in rising order, as far as the seals have been read. */
function createPublished(heads: AsyncIterable<PublishedHead>) {
  const source = heads[Symbol.asyncIterator]()
  let next: PublishedHead | null | undefined
  return {
    async upTo(number: number): Promise<PublishedHead[]> {
      const taken: PublishedHead[] = []
      for (;;) {
        if (next === undefined) next = await source.next().then(({ done, value }) => (done ? null : value))
        if (!next || next.number > number || (number === Infinity && taken.length > 0)) return taken
        taken.push(next)
        next = undefined
      }
    },
  }
}
