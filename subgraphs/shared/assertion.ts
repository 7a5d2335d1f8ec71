import { LRUCache } from "lru-cache"
import { SignJWT, jwtVerify } from "jose"

/** The header in which the gateway tells a subgraph who asks. */
export const ASSERTION_HEADER = "x-viewer-assertion"

const LIFETIME_S = 60
const RENEWED_AFTER_MS = 30_000
const ISSUER = "gateway"

/**
 * Make assertions "this subject asks, and I am the gateway" for one subgraph: a JWT (HS256) of 60 seconds, good for that
 * subgraph alone. One is used for 30 seconds per subject before a new one is made.
 */
export function createAsserter(secret: string, audience: string): (subject: string) => Promise<string> {
  const key = new TextEncoder().encode(secret)
  const made = new LRUCache<string, Promise<string>>({ max: 10_000, ttl: RENEWED_AFTER_MS })
  return (subject) => {
    const kept = made.get(subject)
    if (kept) return kept
    const signed = new SignJWT()
      .setProtectedHeader({ alg: "HS256" })
      .setSubject(subject)
      .setIssuer(ISSUER)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(`${LIFETIME_S}s`)
      .sign(key)
    made.set(subject, signed)
    return signed
  }
}

/**
 * Check assertions that arrive at a subgraph and give their subject, or null for any that is not the gateway's, not for
 * this subgraph, or older than 60 seconds (5 seconds of clock difference are forgiven).
 */
export function createAssertionCheck(secret: string, audience: string): (assertion: string) => Promise<string | null> {
  const key = new TextEncoder().encode(secret)
  const options = { algorithms: ["HS256"], issuer: ISSUER, audience, clockTolerance: 5, requiredClaims: ["sub", "iat", "exp"], maxTokenAge: LIFETIME_S }
  return async (assertion) => {
    try {
      const { payload } = await jwtVerify(assertion, key, options)
      return payload.sub ?? null
    } catch {
      return null
    }
  }
}
