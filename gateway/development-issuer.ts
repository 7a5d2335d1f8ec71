import { SignJWT, exportJWK, generateKeyPair, importJWK, type JSONWebKeySet, type JWK } from "jose"
import { keep, readKept } from "../prisma/setup.ts"
import { BadEnvironment } from "../subgraphs/shared/environment.ts"

export const DEVELOPMENT_ISSUER = "urn:party-school-graph:development"
export const DEVELOPMENT_AUDIENCE = "party-school-graph"

/** How long a token of the development issuer lasts: a working day. */
const LIFETIME = "12h"

const KEY_FILE = "development-issuer.json"

export type DevelopmentIssuer = { publicKeys: JSONWebKeySet; sign(subject: string): Promise<string> }

/**
 * Open the issuer of tokens for development, tests and trials: an Ed25519 key given as a private JWK, or else kept in the
 * data folder (mode 600) and made on first use.
 *
 * @throws {BadEnvironment} when the key is not a private Ed25519 JWK.
 * @throws {CannotStart} when the kept key cannot be read.
 */
export async function openDevelopmentIssuer(folder: string, given: string | null): Promise<DevelopmentIssuer> {
  const jwk = given === null ? await keptKey(folder) : parseKey(given)
  const key = await importJWK(jwk, "EdDSA")
  const { d: _private, ...open } = jwk
  return {
    publicKeys: { keys: [{ ...open, alg: "EdDSA", use: "sig" }] },
    sign: (subject) =>
      new SignJWT()
        .setProtectedHeader({ alg: "EdDSA", typ: "at+jwt" })
        .setSubject(subject)
        .setIssuer(DEVELOPMENT_ISSUER)
        .setAudience(DEVELOPMENT_AUDIENCE)
        .setIssuedAt()
        .setExpirationTime(LIFETIME)
        .sign(key),
  }
}

async function keptKey(folder: string): Promise<JWK> {
  const kept = readKept(folder, KEY_FILE)
  if (kept !== null) return parseKey(kept)
  const { privateKey } = await generateKeyPair("EdDSA", { crv: "Ed25519", extractable: true })
  return parseKey(keep(folder, KEY_FILE, JSON.stringify(await exportJWK(privateKey))))
}

function parseKey(text: string): JWK {
  try {
    const jwk = JSON.parse(text) as JWK
    if (jwk.kty === "OKP" && jwk.crv === "Ed25519" && jwk.d && jwk.x) return jwk
  } catch {
    // falls through to the refusal
  }
  throw new BadEnvironment(
    "The development issuer's key is not a private Ed25519 key as JWK. Correct DEVELOPMENT_ISSUER_KEY, or remove development-issuer.json to have one made.",
  )
}
