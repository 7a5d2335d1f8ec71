/** SHA-256 of some bytes, as 32 characters from 0 to 255: the form that costs least to make. */
export type Digest = (bytes: Uint8Array) => string

export const DIGEST_BYTES = 32

const LEAF = 0
const NODE = 1

/** Hash a line of the ledger as a leaf (RFC 9162, 2.1.1): the mark before it keeps a leaf from being taken for a node. */
export function leafOf(line: Uint8Array, digest: Digest): string {
  const marked = new Uint8Array(line.length + 1)
  marked[0] = LEAF
  marked.set(line, 1)
  return digest(marked)
}

/** Join two hashes into their node (RFC 9162, 2.1.1). */
export function nodeOf(left: Uint8Array, right: Uint8Array, digest: Digest): string {
  const marked = new Uint8Array(1 + 2 * DIGEST_BYTES)
  marked[0] = NODE
  marked.set(left, 1)
  marked.set(right, 1 + DIGEST_BYTES)
  return digest(marked)
}

/**
 * Give the root over leaves that lie one after the other, 32 bytes each (RFC 9162, 2.1.1); of none, the hash of nothing.
 *
 * Level by level: where the number is odd the last one goes up as it is, which gives the tree that the RFC cuts at powers of two.
 */
export function rootOf(leaves: Uint8Array, digest: Digest): Buffer {
  let count = leaves.length / DIGEST_BYTES
  if (count === 0) return Buffer.from(digest(new Uint8Array(0)), "latin1")
  const level = Buffer.from(leaves)
  const marked = new Uint8Array(1 + 2 * DIGEST_BYTES)
  marked[0] = NODE
  while (count > 1) {
    const pairs = count >> 1
    for (let at = 0; at < pairs; at += 1) {
      marked.set(level.subarray(at * 2 * DIGEST_BYTES, (at * 2 + 2) * DIGEST_BYTES), 1)
      level.write(digest(marked), at * DIGEST_BYTES, "latin1")
    }
    if (count % 2 === 1) level.copyWithin(pairs * DIGEST_BYTES, (count - 1) * DIGEST_BYTES, count * DIGEST_BYTES)
    count = pairs + (count % 2)
  }
  return level.subarray(0, DIGEST_BYTES)
}

/** Give the hashes that lead from one leaf to the root (RFC 9162, 2.1.3.1), the nearest first. @throws {RangeError} for a place without a leaf. */
export function pathOf(leaves: Uint8Array, index: number, digest: Digest): Buffer[] {
  const count = leaves.length / DIGEST_BYTES
  if (!Number.isInteger(index) || index < 0 || index >= count) throw new RangeError(`There is no leaf ${index} among ${count}.`)
  if (count === 1) return []
  const left = largestPowerBelow(count)
  const [first, last] = [leaves.subarray(0, left * DIGEST_BYTES), leaves.subarray(left * DIGEST_BYTES)]
  return index < left ? [...pathOf(first, index, digest), rootOf(last, digest)] : [...pathOf(last, index - left, digest), rootOf(first, digest)]
}

/** Say whether a leaf at this place among `count` leads to the root by this path (RFC 9162, 2.1.3.2). */
export function leadsTo(
  root: Uint8Array,
  { leaf, index, count, path }: { leaf: Uint8Array; index: number; count: number; path: readonly Uint8Array[] },
  digest: Digest,
): boolean {
  if (index < 0 || index >= count) return false
  let [place, last] = [index, count - 1]
  let hash: Uint8Array = leaf
  for (const next of path) {
    if (last === 0) return false
    if (place % 2 === 1 || place === last) {
      hash = Buffer.from(nodeOf(next, hash, digest), "latin1")
      // The last of an odd number went up as it was.
      while (place % 2 === 0 && place !== 0) [place, last] = [place >> 1, last >> 1]
    } else hash = Buffer.from(nodeOf(hash, next, digest), "latin1")
    ;[place, last] = [place >> 1, last >> 1]
  }
  return last === 0 && Buffer.compare(hash, root) === 0
}

function largestPowerBelow(count: number): number {
  let power = 1
  while (power * 2 < count) power *= 2
  return power
}
