import { LRUCache } from "lru-cache"
import { createLocalJWKSet, createRemoteJWKSet, jwtVerify, type JWTVerifyGetKey } from "jose"
import { DEVELOPMENT_AUDIENCE, DEVELOPMENT_ISSUER, type DevelopmentIssuer } from "./development-issuer.ts"

const LONGEST_TOKEN = 8 * 1024
const BELIEVED_MS = 60_000

export type Issuer = { issuer: string; audience: string; keys: JWTVerifyGetKey; algorithms: string[]; longestAge: string }

/** Trust an OpenID Connect issuer: its keys are fetched, kept for ten minutes, and asked again at most every 30 seconds. */
export function oidcIssuer({ issuer, audience, jwksUrl }: { issuer: string; audience: string; jwksUrl: string }): Issuer {
  const keys = createRemoteJWKSet(new URL(jwksUrl), { cooldownDuration: 30_000, cacheMaxAge: 600_000, timeoutDuration: 3_000 })
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
 */
export function createAuthenticator(issuers: readonly Issuer[]): (header: string | undefined) => Promise<string | null> {
  const known = new LRUCache<string, { subject: string }>({ max: 10_000, ttl: BELIEVED_MS })
  return async (header) => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(header ?? "")?.[1]
    if (!token || token.length > LONGEST_TOKEN) return null
    const kept = known.get(token)
    if (kept) return kept.subject
    for (const issuer of issuers) {
      const checked = await check(token, issuer)
      if (!checked) continue
      known.set(token, { subject: checked.subject }, { ttl: Math.max(1, Math.min(BELIEVED_MS, checked.endsAtMs - Date.now())) })
      return checked.subject
    }
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
  } catch {
    return null
  }
}
