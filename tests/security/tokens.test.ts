import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { SignJWT, exportJWK, generateKeyPair, importJWK } from "jose"
import { beforeAll, expect, test } from "vitest"
import { createAuthenticator, developmentIssuer } from "../../gateway/authenticate.ts"
import { DEVELOPMENT_AUDIENCE, DEVELOPMENT_ISSUER, openDevelopmentIssuer } from "../../gateway/development-issuer.ts"
import { emptyDatabase } from "../kit/database.ts"
import { type Stack, openStack } from "../kit/stack.ts"

const now = () => Math.floor(Date.now() / 1000)
let authenticate: (header: string | undefined) => Promise<string | null>
let signWith: (claims: object, header?: object) => Promise<string>
let publicX: string
beforeAll(async () => {
  const { privateKey } = await generateKeyPair("EdDSA", { crv: "Ed25519", extractable: true })
  const jwk = await exportJWK(privateKey)
  publicX = jwk.x ?? ""
  const key = await importJWK(jwk, "EdDSA")
  authenticate = createAuthenticator([developmentIssuer(await openDevelopmentIssuer("unused", JSON.stringify(jwk)))])
  signWith = (claims, header = {}) =>
    new SignJWT({ sub: "member:1", iss: DEVELOPMENT_ISSUER, aud: DEVELOPMENT_AUDIENCE, iat: now(), exp: now() + 60, ...claims })
      .setProtectedHeader({ alg: "EdDSA", typ: "at+jwt", ...header })
      .sign(key)
})

test("a good token gives its subject", async () => {
  expect(await authenticate(`Bearer ${await signWith({})}`)).toBe("member:1")
  expect(await authenticate(`bearer ${await signWith({ aud: ["other", DEVELOPMENT_AUDIENCE] })}`)).toBe("member:1")
  expect(await authenticate(`Bearer ${await signWith({ exp: now() - 10 })}`), "ten seconds of clock difference").toBe("member:1")
})

test.each([
  ["expired", { exp: now() - 120 }],
  ["not yet valid", { nbf: now() + 300 }],
  ["issued in the future", { iat: now() + 300 }],
  ["issued too long ago", { iat: now() - 13 * 3600, exp: now() + 60 }],
  ["without an end", { exp: undefined }],
  ["without a beginning", { iat: undefined }],
  ["without a subject", { sub: undefined }],
  ["from another issuer", { iss: `${DEVELOPMENT_ISSUER}.evil.example` }],
  ["for another audience", { aud: "another" }],
  ["without an audience", { aud: undefined }],
])("a token that is %s is refused", async (_what, claims) => {
  expect(await authenticate(`Bearer ${await signWith(claims)}`)).toBeNull()
})

test("tokens of another type, key, algorithm or form are refused", async () => {
  const good = await signWith({})
  const [header = "", payload = "", signature = ""] = good.split(".")
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url")
  const { privateKey: other } = await generateKeyPair("EdDSA", { crv: "Ed25519" })
  const foreign = await new SignJWT({ sub: "member:1", iss: DEVELOPMENT_ISSUER, aud: DEVELOPMENT_AUDIENCE, iat: now(), exp: now() + 60 })
    .setProtectedHeader({ alg: "EdDSA", typ: "at+jwt" })
    .sign(other)
  const withPublicKey = await new SignJWT({ sub: "member:1", iss: DEVELOPMENT_ISSUER, aud: DEVELOPMENT_AUDIENCE, iat: now(), exp: now() + 60 })
    .setProtectedHeader({ alg: "HS256", typ: "at+jwt" })
    .sign(Buffer.from(publicX, "base64url"))
  const swapped = { ...(JSON.parse(Buffer.from(payload, "base64url").toString()) as object), sub: "staff:admin" }
  const bad = [
    await signWith({}, { typ: "JWT" }),
    foreign,
    withPublicKey,
    `${encode({ alg: "none", typ: "at+jwt" })}.${payload}.`,
    `${encode({ alg: "None", typ: "at+jwt" })}.${payload}.${signature}`,
    `${header}.${encode(swapped)}.${signature}`,
    `${header}.${payload}`,
    `${good}.${good}`,
    "x".repeat(20_000),
  ]
  for (const token of bad) expect(await authenticate(`Bearer ${token}`)).toBeNull()
  for (const value of [undefined, "", "Bearer", "Bearer ", `Basic ${good}`, good, `Bearer ${good} ${good}`]) expect(await authenticate(value)).toBeNull()
})

test("a kept key is the same after a restart", async () => {
  const folder = mkdtempSync(join(tmpdir(), "party-school-key-"))
  const token = await (await openDevelopmentIssuer(folder, null)).sign("member:1")
  const again = createAuthenticator([developmentIssuer(await openDevelopmentIssuer(folder, null))])
  expect(await again(`Bearer ${token}`)).toBe("member:1")
  await expect(openDevelopmentIssuer(folder, "{}")).rejects.toThrow("not a private Ed25519 key")
})

test("without a valid token only health answers, and GraphiQL's page", async () => {
  const stack: Stack = await openStack(await emptyDatabase())
  const ask = (headers: Record<string, string>, body: string) =>
    fetch(stack.url, { method: "POST", headers: { "content-type": "application/json", ...headers }, body })
  const introspection = '{"query":"{ __schema { queryType { name } } }"}'
  for (const headers of [{}, { authorization: "Bearer x" }, { "x-user": "admin", "x-viewer-assertion": "x" }] as Record<string, string>[]) {
    const response = await ask(headers, introspection)
    expect([response.status, response.headers.get("www-authenticate")]).toEqual([401, "Bearer"])
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: "UNAUTHENTICATED" } }] })
  }
  expect(
    (
      await fetch(`${stack.url}?token=${await stack.token("member:1")}`, {
        method: "POST",
        body: introspection,
        headers: { "content-type": "application/json" },
      })
    ).status,
  ).toBe(401)
  expect((await fetch(new URL("/health", stack.url))).status).toBe(200)
  expect((await fetch(stack.url, { headers: { accept: "text/html" } })).headers.get("content-type")).toContain("text/html")
})
