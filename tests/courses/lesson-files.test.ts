import { createHash } from "node:crypto"
import { afterAll, expect, test } from "vitest"
import { openLocalSubgraph } from "../../gateway/subgraphs.ts"
import { remoteSource } from "../../gateway/subgraph-source.ts"
import { appUrlsFrom } from "../../prisma/setup.ts"
import { openLog } from "../../subgraphs/shared/log.ts"
import { serveSubgraph } from "../../subgraphs/shared/serve.ts"
import { CITY_KEY, emptyDatabase } from "../kit/database.ts"
import { fetchFile, sendFile } from "../kit/files.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const coordinator = await world.staff("COORDINATOR", world.community)
const kept = async (schema: string) => Number((await world.client.query(`SELECT count(*) FROM ${schema}.stored_file`)).rows[0].count)
const send = (subject: string, content: string, query = "?for=courses") => sendFile(stack, subject, content, "课程安排表.csv", query)

test("a file for courses is kept by courses, sealed, and comes back to its owner alone", async () => {
  const content = Buffer.from("课程名称,日期\r\n党章专题辅导,2026-12-01\r\n")
  const { status, body } = await send(coordinator, content.toString())
  expect([status, body]).toEqual([
    201,
    {
      id: expect.stringMatching(/^upload_[0-9a-z]{26}$/),
      name: "课程安排表.csv",
      bytes: content.length,
      sha256: createHash("sha256").update(content).digest("hex"),
    },
  ])
  expect([await kept("courses"), await kept("people")]).toEqual([1, 0])
  const back = await fetchFile(stack, coordinator, `/files/${body.id}`)
  expect([back.status, back.headers.get("content-type"), Buffer.from(await back.arrayBuffer())]).toEqual([200, "text/csv", content])
  const { rows } = await world.client.query("SELECT content_sealed FROM courses.stored_file")
  expect(rows[0].content_sealed.includes(Buffer.from("党章专题辅导"))).toBe(false)

  const answers = await Promise.all([
    fetchFile(stack, await world.staff("ADMIN", world.city), `/files/${body.id}`),
    fetchFile(stack, coordinator, "/files/upload_00000000000000000000000000"),
    fetchFile(stack, coordinator, "/files/upload_nonsense"),
    fetchFile(stack, coordinator, `/files/${body.id.replace("upload", "file")}`),
    fetchFile(stack, "nobody", `/files/${body.id}`),
  ])
  expect(answers.map((answer) => answer.status)).toEqual([404, 404, 404, 404, 404])
  expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1)

  await world.client.query("UPDATE courses.stored_file SET expires_at = '2026-11-23T09:00:00+08:00'")
  expect((await fetchFile(stack, coordinator, `/files/${body.id}`)).status).toBe(404)
  await send(coordinator, "next")
  expect(await kept("courses")).toBe(1)
})

test("whoever plans nowhere sends nothing; an owner who keeps no files gets none; people is meant when none is named", async () => {
  const before = await kept("courses")
  const wang = await world.member(await world.organisation(world.community))
  const statuses = await Promise.all([
    send(await world.staff("AUDITOR", world.city), "x"),
    send(await world.staff("RECORDER", world.city), "x"),
    send(wang.subject, "x"),
    send("nobody", "x"),
    send(coordinator, "x", "?for=organisation"),
    send(coordinator, "x", "?for="),
  ])
  expect(statuses.map(({ status }) => status)).toEqual([403, 403, 403, 401, 400, 400])
  expect(await kept("courses")).toBe(before)
  expect((await send(coordinator, "x", "")).body.id).toMatch(/^file_/)
  expect((await send(coordinator, "x", "?for=people")).body.id).toMatch(/^file_/)
  for (let sent = 0; sent < 21; sent += 1) await send(coordinator, String(sent))
  expect(await kept("courses")).toBe(20)
})

test("a file goes to courses' own process and comes back", async () => {
  const log = openLog("tests", "silent")
  const secret = "a secret that gateway and subgraphs share, for the tests"
  const options = { databaseUrl: appUrlsFrom(url, {}).courses, connections: 2, timeZone: "Asia/Shanghai", log, personalDataKeys: [CITY_KEY] }
  const courses = openLocalSubgraph("courses", options)
  const served = await serveSubgraph(courses, { port: 0, host: "127.0.0.1", secret })
  const source = remoteSource("courses", `http://127.0.0.1:${served.port}/graphql`, secret, log)
  afterAll(async () => {
    await source.close()
    await served.close()
    await courses.close()
  })
  const content = Buffer.from("名称,地址,容量\r\n")
  const stored = await source.files?.store(coordinator, { name: "场地 表.csv", mediaType: "text/csv" }, content)
  if (!stored || "refused" in stored) throw new Error(JSON.stringify(stored))
  const back = await source.files?.fetch(coordinator, stored.id)
  expect([back?.name, back?.content.equals(content)]).toEqual(["场地 表.csv", true])
  expect(await source.files?.fetch(await world.staff("ADMIN", world.city), stored.id)).toBeNull()
  expect(await source.files?.store(await world.staff("AUDITOR", world.city), { name: "a", mediaType: "b" }, content)).toEqual({ refused: "FORBIDDEN" })
})
