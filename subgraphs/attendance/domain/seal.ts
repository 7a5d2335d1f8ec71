import type { Digest } from "./merkle.ts"

/** How many rows one seal covers at most. One that covers fewer emptied the queue. */
export const MOST_ROWS = 4_096

/**
 * How long after a row says that it was recorded its seal may find it missing (milliseconds): the longest change takes one minute,
 * and the clocks of two machines differ by less than the other one.
 */
export const LONGEST_DELAY_MS = 120_000

/** What a seal (封存) says, without the rows that it covers. Hashes are 64 hexadecimal digits. */
export type SealHead = { number: number; previous: string; count: number; root: string; sealedAt: Date }

/** What the first seal follows. */
export const NOTHING_BEFORE = "0".repeat(64)

/** Write what a seal's hash is taken of. */
export function sealLine({ number, previous, count, root, sealedAt }: SealHead): string {
  return JSON.stringify([number, previous, count, root, sealedAt.toISOString()])
}

/** Hash a seal: whoever holds this hash holds everything that was sealed up to it. */
export function sealHash(head: SealHead, digest: Digest): string {
  return Buffer.from(digest(Buffer.from(sealLine(head))), "latin1").toString("hex")
}

/** A head as it is published outside the database. */
export type PublishedHead = { number: number; hash: string; sealedAt: string }

/** Read a line of published heads; null for one that is none, such as one that was cut off while it was written. */
export function parseHead(line: string): PublishedHead | null {
  try {
    const { number, hash, sealedAt } = JSON.parse(line) as PublishedHead
    return Number.isInteger(number) && typeof hash === "string" ? { number, hash, sealedAt } : null
  } catch {
    return null
  }
}
