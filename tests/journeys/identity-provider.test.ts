import { once } from "node:events"
import { type Server, createServer } from "node:http"
import { SignJWT, exportJWK, generateKeyPair } from "jose"
import { beforeAll, expect, onTestFinished, test } from "vitest"
import { oidcIssuer } from "../../gateway/authenticate.ts"
import { openLog } from "../../subgraphs/shared/log.ts"
import { emptyDatabase } from "../kit/database.ts"
import { freePort, pause } from "../kit/program.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const PROVIDER = { issuer: "https://id.example", audience: "graph" }
const PAUSE_MS = 500

let keys: Awaited<ReturnType<typeof generateKeyPair>>
let url: string
let subject: string
beforeAll(async () => {
  keys = await generateKeyPair("ES256", { extractable: true })
  url = await emptyDatabase()
  const world = await newWorld(url)
  subject = await world.staff("AUDITOR", world.city)
})

/** A provider that publishes its keys, or answers 500 when told to be ill, and counts how often it was asked. */
async function startProvider(port: number) {
  const state = { asked: 0, isIll: false }
  const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(keys.publicKey)), kid: "first", alg: "ES256", use: "sig" }] })
  const server: Server = createServer((_request, response) => {
    state.asked += 1
    response.writeHead(state.isIll ? 500 : 200, { "content-type": "application/json", connection: "close" }).end(jwks)
  }).listen(port, "127.0.0.1")
  await once(server, "listening")
  onTestFinished(() => void server.close())
  return { state, stop: async () => void (await new Promise((resolve) => server.close(resolve))) }
}

/** Open a gateway that trusts the provider at a port, and give what a token of it is answered. */
async function openGatewayFor(port: number) {
  const stack = await openStack(url, undefined, [oidcIssuer({ ...PROVIDER, jwksUrl: `http://127.0.0.1:${port}/keys` }, openLog("tests", "silent"), PAUSE_MS)])
  const ask = async (presented: string) => {
    const response = await fetch(stack.url, {
      method: "POST",
      headers: { authorization: `Bearer ${presented}`, "content-type": "application/json" },
      body: JSON.stringify({ query: "{ me { name } }" }),
    })
    const body = (await response.json()) as { data?: { me: object }; errors?: { extensions: { code: string } }[] }
    return [response.status, body.errors?.[0]?.extensions.code ?? (body.data?.me ? "answered" : "empty")]
  }
  return { stack, ask }
}

function token(claims: { iss?: string; kid?: string } = {}): Promise<string> {
  return new SignJWT({ nonce: Math.random() })
    .setProtectedHeader({ alg: "ES256", typ: "at+jwt", kid: claims.kid ?? "first" })
    .setSubject(subject)
    .setIssuer(claims.iss ?? PROVIDER.issuer)
    .setAudience(PROVIDER.audience)
    .setIssuedAt()
    .setExpirationTime("10m")
    .sign(keys.privateKey)
}

test("a token of the provider is accepted, its keys are asked for once, and a wrong one is a wrong one", async () => {
  const port = await freePort()
  const { state } = await startProvider(port)
  const { ask, stack } = await openGatewayFor(port)
  expect(await ask(await token())).toEqual([200, "answered"])
  expect(await ask(await token())).toEqual([200, "answered"])
  expect(await ask(await token({ iss: "https://other.example" }))).toEqual([401, "UNAUTHENTICATED"])
  expect(await ask(await token({ kid: "unknown" }))).toEqual([401, "UNAUTHENTICATED"])
  expect(await ask(await stack.token(subject))).toEqual([200, "answered"])
  expect(state.asked).toBe(1)
})

test("a provider that is down is said to be, and asked again after a pause alone; other tokens go on being checked", async () => {
  const port = await freePort()
  const { ask, stack } = await openGatewayFor(port)
  const down = [503, "IDENTITY_PROVIDER_UNAVAILABLE"]
  expect(await ask(await token())).toEqual(down)
  expect(await ask(await stack.token(subject))).toEqual([200, "answered"])
  expect(await ask(await token({ iss: "https://other.example" }))).toEqual([401, "UNAUTHENTICATED"])

  const { state, stop } = await startProvider(port)
  state.isIll = true
  await pause(PAUSE_MS)
  for (let count = 0; count < 5; count += 1) expect(await ask(await token())).toEqual(down)
  expect(state.asked).toBe(1)

  state.isIll = false
  await pause(PAUSE_MS)
  expect(await ask(await token())).toEqual([200, "answered"])
  expect(state.asked).toBe(2)
  await stop()
  expect(await ask(await token())).toEqual([200, "answered"])
})
