import { LRUCache } from "lru-cache"
import { createLocalJWKSet, createRemoteJWKSet, decodeJwt, errors, jwtVerify, type JWTVerifyGetKey } from "jose"
import type { Log } from "../subgraphs/shared/log.ts"
import { DEVELOPMENT_AUDIENCE, DEVELOPMENT_ISSUER, type DevelopmentIssuer } from "./development-issuer.ts"

const LONGEST_TOKEN = 8 * 1024
const BELIEVED_MS = 60_000

export type Issuer = { issuer: string; audience: string; keys: JWTVerifyGetKey; algorithms: string[]; longestAge: string }

/** An issuer's keys cannot be had, so that nothing can be said about its tokens, good or bad. */
export class IdentityProviderUnavailable extends Error {}

/** After a provider did not give its keys, this long passes before it is asked again, however many tokens arrive. */
const PAUSE_MS = 5_000

/**
 * Trust an OpenID Connect issuer: its keys are fetched, kept for ten minutes, and asked again at most every 30 seconds.
 *
 * While it does not give them, keys that are still kept go on being believed; without any, its tokens cannot be checked.
 */
export function oidcIssuer(provider: { issuer: string; audience: string; jwksUrl: string }, log: Log, pauseMs = PAUSE_MS): Issuer {
  const { issuer, audience, jwksUrl } = provider
  const remote = createRemoteJWKSet(new URL(jwksUrl), { cooldownDuration: 30_000, cacheMaxAge: 600_000, timeoutDuration: 3_000 })
  let askAgainAt = 0
  const keys: JWTVerifyGetKey = async (header, token) => {
    if (Date.now() < askAgainAt) {
      const kept = remote.fresh ? remote.jwks() : undefined
      if (!kept) throw new IdentityProviderUnavailable()
      return createLocalJWKSet(kept)(header, token)
    }
    try {
      return await remote(header, token)
    } catch (err) {
      if (err instanceof errors.JWKSNoMatchingKey || err instanceof errors.JWKSMultipleMatchingKeys || err instanceof errors.JOSENotSupported) throw err
      if (Date.now() >= askAgainAt) log.error({ err, jwksUrl }, "the identity provider does not give its keys")
      askAgainAt = Date.now() + pauseMs
      throw new IdentityProviderUnavailable("", { cause: err })
    }
  }
  return { issuer, audience, keys, algorithms: ["EdDSA", "RS256", "ES256"], longestAge: "1h" }
}

/** Trust the development issuer, whose key lies in the data folder. */
export function developmentIssuer({ publicKeys }: DevelopmentIssuer): Issuer {
  return { issuer: DEVELOPMENT_ISSUER, audience: DEVELOPMENT_AUDIENCE, keys: createLocalJWKSet(publicKeys), algorithms: ["EdDSA"], longestAge: "12h" }
}

/**
 * Make the check of `Authorization` headers: it gives the subject of a good bearer token, or null.
 *
 * A token is good when one of the issuers signed it, for our audience, with type `at+jwt` and with all of `sub`, `iat` and
 * `exp`, and it is in force (30 seconds of clock difference are forgiven). A good token is believed for at most a minute
 * before it is checked again, never beyond its own end.
 *
 * @throws {IdentityProviderUnavailable} when the keys of the issuer that a token names cannot be had.
 */
export function createAuthenticator(issuers: readonly Issuer[]): (header: string | undefined) => Promise<string | null> {
  const known = new LRUCache<string, { subject: string }>({ max: 10_000, ttl: BELIEVED_MS })
  return async (header) => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(header ?? "")?.[1]
    if (!token || token.length > LONGEST_TOKEN) return null
    const kept = known.get(token)
    if (kept) return kept.subject
    const claimed = claimedIssuerOf(token)
    const issuer = issuers.find((candidate) => candidate.issuer === claimed)
    const checked = issuer ? await check(token, issuer) : null
    if (checked) known.set(token, { subject: checked.subject }, { ttl: Math.max(1, Math.min(BELIEVED_MS, checked.endsAtMs - Date.now())) })
    return checked?.subject ?? null
  }
}

/** Whose token it says it is: no more than where to look for the key that proves it. */
function claimedIssuerOf(token: string): string | null {
  try {
    return decodeJwt(token).iss ?? null
  } catch {
    return null
  }
}

async function check(token: string, issuer: Issuer): Promise<{ subject: string; endsAtMs: number } | null> {
  try {
    const { payload } = await jwtVerify(token, issuer.keys, {
      issuer: issuer.issuer,
      audience: issuer.audience,
      algorithms: issuer.algorithms,
      typ: "at+jwt",
      requiredClaims: ["sub", "iat", "exp"],
      maxTokenAge: issuer.longestAge,
      clockTolerance: 30,
    })
    return payload.sub && payload.exp ? { subject: payload.sub, endsAtMs: payload.exp * 1000 } : null
  } catch (error) {
    if (error instanceof IdentityProviderUnavailable) throw error
    return null
  }
}
