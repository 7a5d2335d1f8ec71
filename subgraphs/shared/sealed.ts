import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from "node:crypto"

/** The key of the personal data, with what is derived from it. Never logged, never stored beside the data. */
export type SealingKey = { readonly bytes: Buffer; readonly id: Buffer; readonly hashing: Buffer }

/** A sealed value that this key does not open: another key sealed it, or its bytes were changed. */
export class CannotUnseal extends Error {}

const VERSION = 1
const NONCE_AT = 5
const TEXT_AT = 17
const TAG_LENGTH = 16

/**
 * Make the key of the personal data from its 64 hexadecimal digits, or one derived from it for another owner's use: what is sealed
 * under `purpose` is opened under `purpose` alone.
 *
 * @throws {CannotUnseal} when the text is not 32 bytes in hexadecimal.
 */
export function parseSealingKey(hex: string, purpose?: string): SealingKey {
  if (!/^[0-9a-f]{64}$/i.test(hex.trim())) throw new CannotUnseal("The personal data key is not 64 hexadecimal digits.")
  const given = Buffer.from(hex.trim(), "hex")
  const bytes = purpose === undefined ? given : Buffer.from(hkdfSync("sha256", given, "", `sealing for ${purpose}`, 32))
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
  return sealWith(Buffer.from(text, "utf8"), key, nonce)
}

/** Seal the bytes of a file in the same form. */
export function sealBytes(bytes: Buffer, key: SealingKey): Buffer {
  return sealWith(bytes, key, randomBytes(12))
}

function sealWith(bytes: Buffer, key: SealingKey, nonce: Buffer): Buffer {
  const cipher = createCipheriv("aes-256-gcm", key.bytes, nonce)
  return Buffer.concat([Buffer.of(VERSION), key.id, nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
}

/**
 * Open a sealed text with that one of these keys which sealed it.
 *
 * @throws {CannotUnseal} when none of them did, when it was changed, or when it is not a sealed text at all.
 */
export function unseal(sealed: Uint8Array, keys: readonly SealingKey[]): string {
  return unsealBytes(sealed, keys).toString("utf8")
}

/** Open sealed bytes, as `unseal` opens a text. @throws {CannotUnseal} */
export function unsealBytes(bytes: Uint8Array, keys: readonly SealingKey[]): Buffer {
  const sealed = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (sealed.length < TEXT_AT + TAG_LENGTH || sealed[0] !== VERSION) throw new CannotUnseal("The value is not a sealed text.")
  const key = keys.find(({ id }) => id.equals(sealed.subarray(1, NONCE_AT)))
  if (!key) throw new CannotUnseal("The value was sealed with another key.")
  const decipher = createDecipheriv("aes-256-gcm", key.bytes, sealed.subarray(NONCE_AT, TEXT_AT))
  decipher.setAuthTag(sealed.subarray(-TAG_LENGTH))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(TEXT_AT, -TAG_LENGTH)), decipher.final()])
  } catch (cause) {
    throw new CannotUnseal("The sealed value was changed after it had been sealed.", { cause })
  }
}

/** Say whether this key sealed the value, without opening it. */
export function isSealedBy(sealed: Uint8Array, key: SealingKey): boolean {
  return sealed[0] === VERSION && key.id.equals(sealed.subarray(1, NONCE_AT))
}

/** Fingerprint a text so that equal ones can be found without opening any (HMAC-SHA-256 under a key of its own). */
export function keyedHash(text: string, key: SealingKey): Buffer {
  return createHmac("sha256", key.hashing).update(text, "utf8").digest()
}

/** Fingerprint the last four digits of a mobile. Ten thousand values are soon tried out by whoever has the key, and by nobody else. */
export function mobileTailHash(tail: string, key: SealingKey): Buffer {
  return keyedHash(`last four digits ${tail}`, key)
}

/** Fingerprint a mobile (eleven digits) for lookup: the whole, and its last four digits. */
export function mobileHashes(mobile: string, key: SealingKey): { whole: Buffer; tail: Buffer } {
  return { whole: keyedHash(mobile, key), tail: mobileTailHash(mobile.slice(-4), key) }
}
