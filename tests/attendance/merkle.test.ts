import { createHash } from "node:crypto"
import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { DIGEST_BYTES, type Digest, leadsTo, leafOf, pathOf, rootOf } from "../../subgraphs/attendance/domain/merkle.ts"

const sha256: Digest = (bytes) => createHash("sha256").update(bytes).digest("binary")
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex")
const leavesOf = (lines: readonly string[]) => Buffer.concat(lines.map((line) => Buffer.from(leafOf(Buffer.from(line), sha256), "latin1")))
const leafAt = (leaves: Buffer, at: number) => leaves.subarray(at * DIGEST_BYTES, (at + 1) * DIGEST_BYTES)

/** The tree as the RFC defines it, cut at the largest power of two. */
function rootByDefinition(lines: readonly string[]): Buffer {
  if (lines.length === 0) return createHash("sha256").digest()
  if (lines.length === 1) return Buffer.from(leafOf(Buffer.from(lines[0] ?? ""), sha256), "latin1")
  let half = 1
  while (half * 2 < lines.length) half *= 2
  return createHash("sha256")
    .update(Buffer.concat([Buffer.from([1]), rootByDefinition(lines.slice(0, half)), rootByDefinition(lines.slice(half))]))
    .digest()
}

const lines = fc.array(fc.string({ maxLength: 20 }), { minLength: 1, maxLength: 70 })

describe("the tree over the lines", () => {
  test("of nothing is the hash of nothing, of one line its leaf", () => {
    expect(hex(rootOf(Buffer.alloc(0), sha256))).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    expect(hex(rootOf(leavesOf([""]), sha256))).toBe("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")
  })

  test("is the one of the RFC's published vectors", () => {
    const vectors = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
    const leaves = Buffer.concat(vectors.map((vector) => Buffer.from(leafOf(Buffer.from(vector, "hex"), sha256), "latin1")))
    const rootOfFirst = (count: number) => hex(rootOf(leaves.subarray(0, count * DIGEST_BYTES), sha256))
    expect(rootOfFirst(2)).toBe("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")
    expect(rootOfFirst(3)).toBe("aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")
    expect(rootOfFirst(8)).toBe("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")
  })

  test("is the one that the RFC defines, whatever the number of lines", () => {
    fc.assert(
      fc.property(lines, (given) => {
        expect(hex(rootOf(leavesOf(given), sha256))).toBe(hex(rootByDefinition(given)))
      }),
    )
  })

  test("leaves its leaves as they were", () => {
    const leaves = leavesOf(["a", "b", "c"])
    const before = hex(leaves)
    rootOf(leaves, sha256)
    expect(hex(leaves)).toBe(before)
  })
})

describe("a proof", () => {
  test("leads from every line to the root, and from nowhere else", () => {
    fc.assert(
      fc.property(lines, fc.nat(), fc.nat(), (given, first, second) => {
        const leaves = leavesOf(given)
        const root = rootOf(leaves, sha256)
        const [index, other] = [first % given.length, second % given.length]
        const path = pathOf(leaves, index, sha256)
        const proof = { leaf: leafAt(leaves, index), index, count: given.length, path }
        expect(leadsTo(root, proof, sha256)).toBe(true)
        const isAnother = given[other] !== given[index]
        const forged = [
          ...(isAnother
            ? [
                { ...proof, leaf: leafAt(leaves, other) },
                { ...proof, index: other },
              ]
            : []),
          { ...proof, path: [...path, Buffer.alloc(DIGEST_BYTES)] },
          ...(path.length > 0 ? [{ ...proof, path: path.slice(1) }] : []),
        ]
        expect(forged.map((one) => leadsTo(root, one, sha256))).toEqual(forged.map(() => false))
      }),
    )
  })

  test("is of a leaf that there is", () => {
    expect(() => pathOf(leavesOf(["a"]), 1, sha256)).toThrow("There is no leaf 1 among 1.")
    expect(leadsTo(Buffer.alloc(32), { leaf: Buffer.alloc(32), index: 1, count: 1, path: [] }, sha256)).toBe(false)
  })
})
