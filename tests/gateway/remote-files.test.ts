import { afterAll, expect, test } from "vitest"
import { openLocalSubgraph } from "../../gateway/subgraphs.ts"
import { remoteSource } from "../../gateway/subgraph-source.ts"
import { appUrlsFrom } from "../../prisma/setup.ts"
import { LARGEST_FILE } from "../../subgraphs/shared/files.ts"
import { openLog } from "../../subgraphs/shared/log.ts"
import { serveSubgraph } from "../../subgraphs/shared/serve.ts"
import { CITY_KEY, emptyDatabase } from "../kit/database.ts"
import { newWorld } from "../kit/world.ts"

const SECRET = "a secret that gateway and subgraphs share, for the tests"
const url = await emptyDatabase()
const world = await newWorld(url)
const log = openLog("tests", "silent")
const people = openLocalSubgraph("people", {
  databaseUrl: appUrlsFrom(url, {}).people,
  connections: 2,
  timeZone: "Asia/Shanghai",
  log,
  personalDataKeys: [CITY_KEY],
})
const served = await serveSubgraph(people, { port: 0, host: "127.0.0.1", secret: SECRET })
const address = `http://127.0.0.1:${served.port}`
const source = remoteSource("people", `${address}/graphql`, SECRET, log)
afterAll(async () => {
  await source.close()
  await served.close()
  await people.close()
})

test("a file goes to people's own process and comes back, for its owner, with the gateway's assertion alone", async () => {
  const coordinator = await world.staff("COORDINATOR", world.city)
  const content = Buffer.alloc(LARGEST_FILE, "花名册")
  const stored = await source.files?.store(coordinator, { name: "花 名册.csv", mediaType: "text/csv" }, content)
  if (!stored || "refused" in stored) throw new Error(JSON.stringify(stored))
  expect(stored).toMatchObject({ name: "花 名册.csv", bytes: LARGEST_FILE })
  const back = await source.files?.fetch(coordinator, stored.id)
  expect([back?.name, back?.mediaType, back?.content.equals(content)]).toEqual(["花 名册.csv", "text/csv", true])
  expect(await source.files?.fetch(await world.staff("ADMIN", world.city), stored.id)).toBeNull()
  expect(await source.files?.fetch(coordinator, "../graphql")).toBeNull()
  expect(await source.files?.store(await world.staff("AUDITOR", world.city), { name: "a", mediaType: "b" }, Buffer.from("c"))).toEqual({ refused: "FORBIDDEN" })
  expect((await fetch(`${address}/files/${stored.id}`)).status).toBe(401)
  expect((await fetch(`${address}/files`, { method: "PUT", body: "x" })).status).toBe(401)
})
