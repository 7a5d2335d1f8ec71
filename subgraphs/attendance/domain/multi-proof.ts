import { DIGEST_BYTES, type Digest, nodeOf, rootOf } from "./merkle.ts"

/** Places in a seal, as first and last of each run: `[[0, 4095]]` is everything. */
export type Runs = readonly (readonly [first: number, last: number])[]

/** Gather places that rise into runs. */
export function runsOf(places: Iterable<number>): [number, number][] {
  const runs: [number, number][] = []
  for (const place of places) {
    const last = runs.at(-1)
    if (last && last[1] === place - 1) last[1] = place
    else runs.push([place, place])
  }
  return runs
}

/**
 * Give the hashes that prove several rows of one seal at once: those of the largest subtrees that hold none of them, from left to right.
 *
 * The tree is that of RFC 9162, cut at powers of two. Rows that are there need no hash, and what their proofs have in common is said once: for a whole seal
 * nothing is left to say, and never more than the leaves of the other rows.
 */
export function multiProofOf(leaves: Uint8Array, runs: Runs, digest: Digest): Buffer[] {
  const hashes: Buffer[] = []
  const walk = (from: number, to: number): void => {
    if (!holdsAny(runs, from, to)) hashes.push(Buffer.from(rootOf(leaves.subarray(from * DIGEST_BYTES, to * DIGEST_BYTES), digest)))
    else if (to - from > 1 && !holdsAll(runs, from, to)) {
      const cut = from + largestPowerBelow(to - from)
      walk(from, cut)
      walk(cut, to)
    }
  }
  walk(0, leaves.length / DIGEST_BYTES)
  return hashes
}

/** Give the root that rows and their proof lead to; null when the proof has too few hashes or too many. */
export function provenRoot(count: number, runs: Runs, leafAt: (place: number) => Uint8Array, proof: readonly Uint8Array[], digest: Digest): Uint8Array | null {
  let taken = 0
  const walk = (from: number, to: number): Uint8Array | null => {
    if (!holdsAny(runs, from, to)) return proof[taken++] ?? null
    if (to - from === 1) return leafAt(from)
    const cut = from + largestPowerBelow(to - from)
    const [left, right] = [walk(from, cut), walk(cut, to)]
    return left && right && Buffer.from(nodeOf(left, right, digest), "latin1")
  }
  const root = walk(0, count)
  return taken === proof.length ? root : null
}

function holdsAny(runs: Runs, from: number, to: number): boolean {
  const next = runs[firstNotBefore(runs, from)]
  return next !== undefined && next[0] < to
}

function holdsAll(runs: Runs, from: number, to: number): boolean {
  const next = runs[firstNotBefore(runs, from)]
  return next !== undefined && next[0] <= from && next[1] >= to - 1
}

/** Which run is the first that ends at this place or later. */
function firstNotBefore(runs: Runs, place: number): number {
  let [low, high] = [0, runs.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((runs[middle] as readonly [number, number])[1] < place) low = middle + 1
    else high = middle
  }
  return low
}

function largestPowerBelow(count: number): number {
  let power = 1
  while (power * 2 < count) power *= 2
  return power
}
