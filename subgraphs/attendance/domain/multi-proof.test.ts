import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { type Digest, rootOf } from "./merkle.ts"
import { multiProofOf, provenRoot, runsOf } from "./multi-proof.ts"

/** No hash that anybody would trust, and enough to tell trees apart. */
const digest: Digest = (bytes) => {
  const state = new Uint32Array(8).map((_, at) => 2_166_136_261 ^ at)
  for (const byte of bytes) for (let at = 0; at < 8; at += 1) state[at] = Math.imul((state[at] as number) ^ byte ^ at, 16_777_619 + at * 2)
  return Buffer.from(state.buffer).toString("latin1")
}
const leafOf = (place: number) => Buffer.from(digest(Buffer.from(`row ${place}`)), "latin1")
const tree = fc.integer({ min: 1, max: 80 }).chain((count) => fc.tuple(fc.constant(count), fc.subarray(Array.from({ length: count }, (_, at) => at))))

describe("a proof of several rows at once", () => {
  test("leads to the root, whichever rows they are, and takes no more hashes than the others have leaves", () => {
    fc.assert(
      fc.property(tree, ([count, places]) => {
        const leaves = Buffer.concat(Array.from({ length: count }, (_, at) => leafOf(at)))
        const runs = runsOf(places)
        const proof = multiProofOf(leaves, runs, digest)
        expect(proof.length).toBeLessThanOrEqual(count - places.length)
        const root = provenRoot(count, runs, leafOf, proof, digest)
        expect(Buffer.from(root ?? [])).toEqual(Buffer.from(rootOf(leaves, digest)))
      }),
    )
  })

  test("does not when a row is another, or hashes are missing or too many", () => {
    const leaves = Buffer.concat(Array.from({ length: 21 }, (_, at) => leafOf(at)))
    const runs = runsOf([0, 1, 2, 9, 20])
    const proof = multiProofOf(leaves, runs, digest)
    const other = provenRoot(21, runs, (place) => leafOf(place === 9 ? 10 : place), proof, digest)
    expect(Buffer.from(other ?? [])).not.toEqual(Buffer.from(rootOf(leaves, digest)))
    expect(provenRoot(21, runs, leafOf, proof.slice(1), digest)).toBeNull()
    expect(provenRoot(21, runs, leafOf, [...proof, leafOf(0)], digest)).toBeNull()
  })

  test("gathers places into runs", () => {
    expect(runsOf([0, 1, 2, 9, 20, 21])).toEqual([
      [0, 2],
      [9, 9],
      [20, 21],
    ])
    expect(runsOf([])).toEqual([])
  })
})
