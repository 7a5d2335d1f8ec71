import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { CannotUnseal, isSealedBy, keyedHash, mobileHashes, mobileTailHash, parseSealingKey, seal, sealBytes, unseal, unsealBytes } from "./sealed.ts"

const key = parseSealingKey("0f".repeat(32))
const otherKey = parseSealingKey("f0".repeat(32))

describe("sealed personal data", () => {
  it("opens to what was sealed, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(unseal(seal(text, key), [key])).toBe(text)
      }),
    )
  })

  it("says version, key and nonce before the ciphertext", () => {
    const nonce = Buffer.alloc(12, 7)
    const sealed = seal("999999196803120045", key, nonce)
    expect(sealed[0]).toBe(1)
    expect(sealed.subarray(1, 5)).toEqual(key.id)
    expect(sealed.subarray(5, 17)).toEqual(nonce)
    expect(sealed).toHaveLength(17 + 18 + 16)
  })

  it("never seals the same text to the same bytes", () => {
    expect(seal("19900000001", key)).not.toEqual(seal("19900000001", key))
  })

  it("does not open with another key, cut short, or changed in any bit", () => {
    const sealed = seal("19900000001", key)
    expect(() => unseal(sealed, [otherKey])).toThrow(new CannotUnseal("The value was sealed with another key."))
    expect(() => unseal(sealed.subarray(0, 20), [key])).toThrow(CannotUnseal)
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed)
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(() => unseal(changed, [key])).toThrow(CannotUnseal)
    }
  })

  it("refuses a key that is not 64 hexadecimal digits, without repeating it", () => {
    expect(() => parseSealingKey("secret")).toThrow(new CannotUnseal("The personal data key is not 64 hexadecimal digits."))
  })

  it("fingerprints equal texts equally, under each key differently, and not with the sealing key itself", () => {
    expect(keyedHash("999999196803120045", key)).toEqual(keyedHash("999999196803120045", key))
    expect(keyedHash("999999196803120045", key)).not.toEqual(keyedHash("999999196803120045", otherKey))
    expect(key.hashing).not.toEqual(key.bytes)
  })

  it("opens with whichever of the keys sealed it, and says which did", () => {
    const [old, renewed] = [seal("19900000001", otherKey), seal("19900000001", key)]
    expect([old, renewed].map((sealed) => unseal(sealed, [key, otherKey]))).toEqual(["19900000001", "19900000001"])
    expect([isSealedBy(old, key), isSealedBy(old, otherKey), isSealedBy(Buffer.alloc(0), key)]).toEqual([false, true, false])
    expect(() => unseal(old, [])).toThrow(CannotUnseal)
  })

  it("opens to the bytes of a file, text or not, empty or not", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), (content) => {
        const bytes = Buffer.from(content)
        expect(unsealBytes(new Uint8Array(sealBytes(bytes, key)), [otherKey, key])).toEqual(bytes)
      }),
    )
  })

  it("fingerprints a mobile as a whole and by its last four digits", () => {
    const [one, other] = [mobileHashes("19900000001", key), mobileHashes("19911110001", key)]
    expect(one.whole).toEqual(keyedHash("19900000001", key))
    expect(one.whole).not.toEqual(other.whole)
    expect(one.tail).toEqual(other.tail)
    expect(one.tail).toEqual(mobileTailHash("0001", key))
    expect(one.tail).not.toEqual(keyedHash("0001", key))
  })
})
