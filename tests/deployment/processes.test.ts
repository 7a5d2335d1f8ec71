import { GraphQLClient } from "graphql-request"
import { print } from "graphql"
import { exportJWK, generateKeyPair } from "jose"
import { expect, test } from "vitest"
import { CityFiguresDocument, type CityFiguresQuery, MemberCardDocument, type MemberCardQuery } from "party-school-graph/operations"
import { openDevelopmentIssuer } from "../../gateway/development-issuer.ts"
import { appUrlsFrom } from "../../prisma/setup.ts"
import { ASSERTION_HEADER, createAsserter } from "../../subgraphs/shared/assertion.ts"
import { SUBGRAPHS, type SubgraphName } from "../../subgraphs/shared/subgraph.ts"
import { emptyDatabase } from "../kit/database.ts"
import { type Program, freePort, pause, run } from "../kit/program.ts"
import { newWorld } from "../kit/world.ts"
import { readComposeServices } from "./compose-file.ts"

const SECRET = "a secret that gateway and subgraphs share, for the tests"

/** Start what docker-compose.yml describes as plain processes: its commands and environments, with ports of this machine. */
async function startDistributed(ownerUrl: string) {
  const { privateKey } = await generateKeyPair("EdDSA", { crv: "Ed25519", extractable: true })
  const key = JSON.stringify(await exportJWK(privateKey))
  const ports = Object.fromEntries(await Promise.all(SUBGRAPHS.map(async (name) => [name, await freePort()] as const))) as Record<SubgraphName, number>
  const addressOf = (name: SubgraphName) => `http://127.0.0.1:${ports[name]}/graphql`
  const owners = Object.entries(appUrlsFrom(ownerUrl, {})).map(([owner, url]) => [`${owner.toUpperCase()}_DATABASE_URL`, url])
  const variables: Record<string, string> = {
    ...Object.fromEntries(owners),
    ...Object.fromEntries(SUBGRAPHS.map((name) => [`SUBGRAPH_${name.toUpperCase()}_URL`, addressOf(name)])),
    DATABASE_URL: ownerUrl,
    POSTGRES_PASSWORD: "unused",
    SUBGRAPH_SECRET: SECRET,
    PERSONAL_DATA_KEY: "0123456789abcdef".repeat(4),
    DEVELOPMENT_ISSUER: "on",
    DEVELOPMENT_ISSUER_KEY: key,
  }
  const services = readComposeServices(variables)
  const start = (name: string, port: number): Program => {
    const service = services.find((candidate) => candidate.name === name)
    if (!service) throw new Error(`docker-compose.yml has no service ${name}`)
    return run(service.command, { ...service.environment, PORT: String(port), HOST: "127.0.0.1" })
  }
  const migration = start("migrate", 0)
  expect(await migration.ends()).toBe(0)
  const subgraphs = Object.fromEntries(SUBGRAPHS.map((name) => [name, start(name, ports[name])])) as Record<SubgraphName, Program>
  const gatewayPorts = [await freePort(), await freePort()]
  const gateways = gatewayPorts.map((port) => start("gateway", port))
  for (const program of Object.values(subgraphs)) await program.prints("listening")
  for (const program of gateways) await program.prints("Ready:")
  const issuer = await openDevelopmentIssuer("unused", key)
  const clients = async (subject: string) => {
    const headers = { authorization: `Bearer ${await issuer.sign(subject)}` }
    return gatewayPorts.map((port) => new GraphQLClient(`http://127.0.0.1:${port}/graphql`, { headers, errorPolicy: "all" }))
  }
  return { subgraphs, gateways, gatewayPorts, addressOf, clients }
}

test("the distributed set-up answers like one process; a dead, then a hung subgraph leaves the rest of the answer standing", { timeout: 120_000 }, async () => {
  const url = await emptyDatabase()
  const world = await newWorld(url)
  const branch = await world.organisation(world.community, { name: "第一党支部" })
  const wang = await world.member(branch)
  await world.lesson(branch, "2030-01-01T09:00:00+08:00", { expected: [wang] })
  await world.hours(wang, branch, 2026, await world.ruleSet())
  const auditor = await world.staff("AUDITOR", world.city)
  const { subgraphs, gateways, gatewayPorts, addressOf, clients } = await startDistributed(url)
  const [first, second] = await clients(auditor)
  const card = async (client = first) => client?.rawRequest<MemberCardQuery>(print(MemberCardDocument), { id: wang.id, year: 2026 })

  const whole = await card()
  expect(whole?.errors).toBeUndefined()
  expect(whole?.data.member).toMatchObject({ name: "王春梅", branch: { name: "第一党支部" }, lessons: { totalCount: 1 }, hours: { credited: 34.5 } })
  expect((await card(second))?.data).toEqual(whole?.data)

  await directCallsAreRefused(addressOf, auditor)

  subgraphs.attendance.kill("SIGKILL")
  await subgraphs.attendance.ends()
  const withoutHours = await card()
  expect(withoutHours?.data.member).toEqual({ ...whole?.data.member, hours: null })
  expect(withoutHours?.errors).toMatchObject([{ extensions: { code: "SUBGRAPH_UNAVAILABLE", subgraph: "attendance" } }])
  const health = await fetch(`http://127.0.0.1:${gatewayPorts[0]}/health`)
  expect([health.status, await health.json()]).toMatchObject([200, { status: "degraded", subgraphs: { attendance: "unavailable", people: "ok" } }])

  subgraphs.courses.kill("SIGSTOP")
  const withoutLessons = await card()
  expect(withoutLessons?.data.member).toEqual({ ...whole?.data.member, hours: null, lessons: null })
  expect(withoutLessons?.errors?.map((error) => error.extensions["subgraph"]).sort()).toEqual(["attendance", "courses"])
  subgraphs.courses.kill("SIGCONT")
  await pause(100)
  expect((await card())?.data.member?.lessons).toEqual(whole?.data.member?.lessons)

  subgraphs.people.kill("SIGTERM")
  expect(await subgraphs.people.ends()).toBe(0)
  const figures = await first?.rawRequest<CityFiguresQuery>(print(CityFiguresDocument))
  expect(figures?.data.organisations?.nodes[0]?.statistics).toMatchObject({ members: null, partySchools: 0, communityOrganisations: { total: 1 } })
  expect(figures?.errors).toMatchObject([{ extensions: { subgraph: "people" } }])
  expect(await card()).toMatchObject({ data: { member: null }, errors: [{ extensions: { subgraph: "people" } }] })

  for (const gateway of gateways) gateway.kill("SIGTERM")
  for (const gateway of gateways) expect(await gateway.ends()).toBe(0)
})

/** Without the gateway's assertion for this very subgraph, its port answers nothing, the schema included. */
async function directCallsAreRefused(addressOf: (name: SubgraphName) => string, subject: string): Promise<void> {
  const ask = async (query: string, headers: Record<string, string>) => {
    const response = await fetch(addressOf("people"), {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ query }),
    })
    return response.status
  }
  const forPeople = await createAsserter(SECRET, "people")(subject)
  const forCourses = await createAsserter(SECRET, "courses")(subject)
  const forged = await createAsserter("another secret of at least thirty-two letters", "people")(subject)
  const schema = "{ _service { sdl } }"
  expect(await ask(schema, {})).toBe(401)
  expect(await ask("{ me { id } }", { authorization: "Bearer x", "x-user": subject })).toBe(401)
  expect(await ask(schema, { [ASSERTION_HEADER]: forCourses })).toBe(401)
  expect(await ask(schema, { [ASSERTION_HEADER]: forged })).toBe(401)
  expect(await ask(schema, { [ASSERTION_HEADER]: forPeople })).toBe(200)
}
