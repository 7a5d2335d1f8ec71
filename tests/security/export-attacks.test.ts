import { request as send } from "node:http"
import { afterAll, expect, test } from "vitest"
import { openLocalSubgraph } from "../../gateway/subgraphs.ts"
import { remoteSource } from "../../gateway/subgraph-source.ts"
import { appUrlsFrom } from "../../prisma/setup.ts"
import { ticketIn } from "../../subgraphs/shared/export-door.ts"
import { openLog } from "../../subgraphs/shared/log.ts"
import { serveSubgraph } from "../../subgraphs/shared/serve.ts"
import { runExport } from "../../subgraphs/attendance/use-cases/run-export.ts"
import { CITY_KEY, emptyDatabase } from "../kit/database.ts"
import { exportWorkFor } from "../kit/export-work-for.ts"
import { exportsIn } from "../kit/exports.ts"
import { fetchFile } from "../kit/files.ts"
import { NOW, openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const databaseUrl = await emptyDatabase()
const stack = await openStack(databaseUrl)
const world = await newWorld(databaseUrl)
const { started, look, lines } = exportsIn(stack, world)
await lines(world.community, 1_500)
let beforeRead: (batches: number) => Promise<void> = async () => undefined
const surroundings = exportWorkFor(
  databaseUrl,
  () => NOW,
  (batches) => beforeRead(batches),
)
const TURN = { isLast: false, signal: new AbortController().signal }

async function ready(subject: string) {
  const id = await started(subject, world.community)
  await runExport(surroundings, id, TURN)
  const seen = await look(subject, id)
  if (!seen?.url) throw new Error(`not ready: ${JSON.stringify(seen)}`)
  return { id, url: seen.url }
}
const withdraw = (subject: string) =>
  world.client.query("DELETE FROM people.access_grant g USING people.account a WHERE g.account_id = a.id AND a.subject = $1", [subject])
const statusOf = async (subject: string, path: string) => (await fetchFile(stack, subject, path)).status
const left = async (id: string) =>
  (
    await world.client.query(
      `SELECT x.state::text, x.failure, (SELECT count(*)::int FROM attendance.export_spool s WHERE s.export_id = x.id) AS batches,
         (SELECT count(*)::int FROM attendance.export_file f WHERE f.export_id = x.id) AS pieces
       FROM attendance.export x ORDER BY x.requested_at DESC, x.id DESC LIMIT 1`,
    )
  ).rows[0] ?? id

test("an address opens for the person who asked, as it was signed, for five minutes, and for nobody else", async () => {
  const [mine, other] = [await world.staff("AUDITOR", world.city), await world.staff("AUDITOR", world.city)]
  const { url } = await ready(mine)
  const theirs = await ready(other)
  const of = (path: string) => Object.fromEntries(Object.entries(ticketIn(path) ?? {})) as { id: string; name: string; expires: string; signature: string }
  const [ticket, foreign] = [of(url), of(theirs.url)]
  const address = ({ id, name, expires, signature }: typeof ticket) => `/exports/${id}/${encodeURIComponent(name)}?expires=${expires}&signature=${signature}`
  expect(await statusOf(mine, url)).toBe(200)
  const changed = [
    { ...ticket, id: foreign.id },
    { ...ticket, name: "别的.csv" },
    { ...ticket, expires: String(Number(ticket.expires) + 60) },
    { ...ticket, expires: String(Number(ticket.expires) - 1) },
    { ...ticket, expires: "9".repeat(12) },
    { ...ticket, signature: `${ticket.signature.startsWith("A") ? "B" : "A"}${ticket.signature.slice(1)}` },
    { ...ticket, signature: foreign.signature },
    { ...ticket, signature: "" },
    { ...foreign, signature: ticket.signature },
  ]
  const answers = await Promise.all(changed.map(async (one) => fetchFile(stack, mine, address(one))))
  expect(answers.map(({ status }) => status)).toEqual(changed.map(() => 404))
  const texts = new Set(await Promise.all(answers.map((answer) => answer.text())))
  expect(texts.size, "all refusals look the same").toBe(1)
  expect(await statusOf(other, url), "somebody else of the same rights").toBe(404)
  for (const path of [`/exports/${ticket.id}`, `/exports/${ticket.id}/`, `/exports/../graphql/${ticket.name}`, "/exports/x/%ff?expires=1&signature=2"])
    expect(await statusOf(mine, path)).toBe(404)
  expect((await fetch(new URL(url, stack.url))).status, "without a token").toBe(401)
  const posted = await fetch(new URL(url, stack.url), { method: "POST", headers: { authorization: `Bearer ${await stack.token(mine)}` } })
  expect(posted.status).toBe(405)
})

test("an address that is five minutes old opens nothing, nor does a file that is a day old", async () => {
  const auditor = await world.staff("AUDITOR", world.city)
  const { id, url } = await ready(auditor)
  const later = await openStack(databaseUrl, new Date(NOW.getTime() + 301_000))
  const fetched = await fetch(new URL(url, later.url), { headers: { authorization: `Bearer ${await later.token(auditor)}` } })
  expect(fetched.status).toBe(404)
  await world.client.query(
    "UPDATE attendance.export SET expires_at = $2 WHERE id = (SELECT id FROM attendance.export ORDER BY requested_at DESC, id DESC LIMIT 1) AND $1 <> ''",
    [id, NOW],
  )
  expect(await look(auditor, id)).toMatchObject({ state: "READY", url: null })
  expect(await statusOf(auditor, url)).toBe(404)
})

test("a right that was withdrawn opens nothing, though the address is good and the file is there", async () => {
  const auditor = await world.staff("AUDITOR", world.city)
  const { url } = await ready(auditor)
  expect(await statusOf(auditor, url)).toBe(200)
  await withdraw(auditor)
  expect(await statusOf(auditor, url)).toBe(404)
})

test("a right that goes while the file is made ends it, and nothing is left", async () => {
  const auditor = await world.staff("AUDITOR", world.city)
  const id = await started(auditor, world.community)
  let batchesBefore = 0
  beforeRead = async () => {
    beforeRead = async () => {
      batchesBefore = (await left(id)).batches as number
      await withdraw(auditor)
    }
  }
  await runExport(surroundings, id, TURN)
  beforeRead = async () => undefined
  expect(batchesBefore).toBe(1)
  expect(await left(id)).toEqual({ state: "FAILED", failure: expect.stringMatching(/right/), batches: 0, pieces: 0 })
})

test("one that is asked for and not begun when the right goes is not made", async () => {
  const auditor = await world.staff("AUDITOR", world.city)
  const id = await started(auditor, world.community)
  await withdraw(auditor)
  await runExport(surroundings, id, TURN)
  expect(await left(id)).toMatchObject({ state: "FAILED", batches: 0, pieces: 0 })
})

test("over HTTP to a subgraph of its own the file comes in pieces, as fast as it is taken, for the gateway's assertion alone", async () => {
  const SECRET = "a secret that gateway and subgraphs share, for the tests"
  const log = openLog("tests", "silent")
  const attendance = openLocalSubgraph("attendance", {
    databaseUrl: appUrlsFrom(databaseUrl, {}).attendance,
    connections: 3,
    timeZone: "Asia/Shanghai",
    log,
    now: () => NOW,
    personalDataKeys: [CITY_KEY],
  })
  const served = await serveSubgraph(attendance, { port: 0, host: "127.0.0.1", secret: SECRET })
  const source = remoteSource("attendance", `http://127.0.0.1:${served.port}/graphql`, SECRET, log)
  afterAll(async () => {
    await source.close()
    await served.close()
    await attendance.close()
  })
  const auditor = await world.staff("AUDITOR", world.city)
  const { url } = await ready(auditor)
  const ticket = ticketIn(url)!
  const file = await source.exports?.fetch(auditor, ticket)
  const parts: Uint8Array[] = []
  for await (const part of file?.pieces ?? []) parts.push(part)
  expect([file?.name, Buffer.concat(parts).length]).toEqual([ticket.name, file?.bytes])
  expect(Buffer.concat(parts).toString("utf8")).toContain("审计员1500")
  expect(await source.exports?.fetch(auditor, { ...ticket, id: "export_01k" })).toBeNull()
  const status = await new Promise((resolve) => send({ port: served.port, host: "127.0.0.1", path: "/exports" }, ({ statusCode }) => resolve(statusCode)).end())
  expect(status, "without an assertion").toBe(401)
})
