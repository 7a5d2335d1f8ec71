import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto"

/** The key of the personal data, with what is derived from it. Never logged, never stored beside the data. */
export type SealingKey = { readonly bytes: Buffer; readonly id: Buffer; readonly hashing: Buffer }

/** A sealed value that this key does not open: another key sealed it, or its bytes were changed. */
export class CannotUnseal extends Error {}

const VERSION = 1
const NONCE_AT = 5
const TEXT_AT = 17
const TAG_LENGTH = 16

/**
 * Make the key of the personal data from its 64 hexadecimal digits.
 *
 * @throws {CannotUnseal} when the text is not 32 bytes in hexadecimal.
 */
export function parseSealingKey(hex: string): SealingKey {
  if (!/^[0-9a-f]{64}$/i.test(hex.trim())) throw new CannotUnseal("The personal data key is not 64 hexadecimal digits.")
  const bytes = Buffer.from(hex.trim(), "hex")
  return {
    bytes,
    id: createHash("sha256").update(bytes).digest().subarray(0, 4),
    hashing: Buffer.from(hkdfSync("sha256", bytes, "", "keyed hash of personal data", 32)),
  }
}

/**
 * Seal a text so that only the key's holder can read it, and nobody can change it unseen (AES-256-GCM).
 *
 * One byte version, four bytes of key id, twelve of nonce, the ciphertext, sixteen of tag. The nonce is random; only the
 * invented sample city gives its own, so that the same seed makes the same bytes. Give one for nothing else.
 */
export function seal(text: string, key: SealingKey, nonce: Buffer = randomBytes(12)): Buffer {
  const cipher = createCipheriv("aes-256-gcm", key.bytes, nonce)
  return Buffer.concat([Buffer.of(VERSION), key.id, nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()])
}

/**
 * Open a sealed text.
 *
 * @throws {CannotUnseal} when another key sealed it, when it was changed, or when it is not a sealed text at all.
 */
export function unseal(sealed: Uint8Array, key: SealingKey): string {
  const bytes = Buffer.from(sealed)
  if (bytes.length < TEXT_AT + TAG_LENGTH || bytes[0] !== VERSION) throw new CannotUnseal("The value is not a sealed text.")
  if (!timingSafeEqual(bytes.subarray(1, NONCE_AT), key.id)) throw new CannotUnseal("The value was sealed with another key.")
  const decipher = createDecipheriv("aes-256-gcm", key.bytes, bytes.subarray(NONCE_AT, TEXT_AT))
  decipher.setAuthTag(bytes.subarray(-TAG_LENGTH))
  try {
    return decipher.update(bytes.subarray(TEXT_AT, -TAG_LENGTH), undefined, "utf8") + decipher.final("utf8")
  } catch (cause) {
    throw new CannotUnseal("The sealed value was changed after it had been sealed.", { cause })
  }
}

/** Fingerprint a text so that equal ones can be found without opening any (HMAC-SHA-256 under a key of its own). */
export function keyedHash(text: string, key: SealingKey): Buffer {
  return createHmac("sha256", key.hashing).update(text, "utf8").digest()
}
