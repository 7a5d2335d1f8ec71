import { createHash } from "node:crypto"
import { request } from "node:http"
import { expect, test } from "vitest"
import { dispositionOf } from "../../gateway/http/files.ts"
import { emptyDatabase } from "../kit/database.ts"
import { fetchFile, sendFile } from "../kit/files.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const MiB = 1024 * 1024
const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const coordinator = await world.staff("COORDINATOR", world.community)
const kept = async () => Number((await world.client.query("SELECT count(*) FROM people.stored_file")).rows[0].count)

/** Send raw bytes to /files, so many at a time, and give what came back and how many could be sent. */
function sendRaw(headers: Record<string, string>, part: Buffer, times: number): Promise<{ status: number; sent: number }> {
  return new Promise((resolve, reject) => {
    let sent = 0
    const { hostname, port } = new URL(stack.url)
    const outgoing = request({ hostname, port, path: "/files", method: "POST", headers })
    let isOver = false
    outgoing.on("response", (response) => {
      isOver = true
      response.resume().on("end", () => resolve({ status: response.statusCode ?? 0, sent }))
      outgoing.destroy()
    })
    outgoing.on("error", (error) => (isOver ? undefined : reject(error)))
    const go = (): void => {
      while (!isOver && sent < times) {
        sent += 1
        if (!outgoing.write(part)) return void outgoing.once("drain", go)
      }
      if (!isOver) outgoing.end()
    }
    go()
  })
}
const headersFor = async (more: Record<string, string> = {}) => ({
  authorization: `Bearer ${await stack.token(coordinator)}`,
  "content-type": "multipart/form-data; boundary=x",
  ...more,
})
const OPEN = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\ncontent-type: text/csv\r\n\r\n'

test("a file comes back as it was sent, under its name, to its owner alone", async () => {
  const content = Buffer.from("姓名\r\n王春梅\r\n")
  const { status, body } = await sendFile(stack, coordinator, content, "2026年 花名册(新).csv")
  expect([status, body]).toEqual([
    201,
    {
      id: expect.stringMatching(/^file_[0-9a-z]{26}$/),
      name: "2026年 花名册(新).csv",
      bytes: content.length,
      sha256: createHash("sha256").update(content).digest("hex"),
    },
  ])
  const back = await fetchFile(stack, coordinator, `/files/${body.id}`)
  expect(Buffer.from(await back.arrayBuffer())).toEqual(content)
  expect(Object.fromEntries(back.headers)).toMatchObject({
    "cache-control": "no-store",
    "content-type": "text/csv",
    "content-disposition": `attachment; filename="2026_ ___(_).csv"; filename*=UTF-8''2026%E5%B9%B4%20%E8%8A%B1%E5%90%8D%E5%86%8C%28%E6%96%B0%29.csv`,
    "x-content-type-options": "nosniff",
  })
  const { rows } = await world.client.query("SELECT content_sealed FROM people.stored_file")
  expect(rows[0].content_sealed.includes(Buffer.from("王春梅"))).toBe(false)

  const answers = await Promise.all([
    fetchFile(stack, await world.staff("ADMIN", world.city), `/files/${body.id}`),
    fetchFile(stack, coordinator, "/files/file_00000000000000000000000000"),
    fetchFile(stack, coordinator, "/files/nonsense"),
    fetchFile(stack, "nobody", `/files/${body.id}`),
  ])
  expect(answers.map((answer) => answer.status)).toEqual([404, 404, 404, 404])
  expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1)
  expect((await fetch(new URL(`/files/${body.id}`, stack.url))).status).toBe(401)

  await world.client.query("UPDATE people.stored_file SET expires_at = '2026-11-23T09:00:00+08:00'")
  expect((await fetchFile(stack, coordinator, `/files/${body.id}`)).status).toBe(404)
  await sendFile(stack, coordinator, "next")
  expect(await kept()).toBe(1)
})

test("nothing is taken from who keeps no books, from nobody, or in another form", async () => {
  const before = await kept()
  const wang = await world.member(await world.organisation(world.community))
  expect((await sendFile(stack, await world.staff("AUDITOR", world.city), "x")).status).toBe(403)
  expect((await sendFile(stack, wang.subject, "x")).status).toBe(403)
  expect((await sendFile(stack, "nobody", "x")).status).toBe(401)
  const post = async (headers: Record<string, string>, body: FormData | string, method: "POST" | "PUT" = "POST") =>
    (await fetch(new Request(new URL("/files", stack.url), { method, headers, body }))).status
  const { authorization } = await headersFor()
  const two = new FormData()
  two.append("file", new Blob(["a"]), "a.csv")
  two.append("file", new Blob(["b"]), "b.csv")
  const none = new FormData()
  none.append("note", "no file")
  expect(await post({}, two)).toBe(401)
  expect(await post({ authorization }, two)).toBe(400)
  expect(await post({ authorization }, none)).toBe(400)
  expect(await post({ authorization, "content-type": "multipart/form-data; boundary=x" }, "nonsense")).toBe(400)
  expect(await post({ authorization, "content-type": "text/csv" }, "a,b")).toBe(415)
  expect(await post({ authorization }, two, "PUT")).toBe(405)
  expect(await kept()).toBe(before)
})

test("16 MiB are taken; a gigabyte is refused by its length, or cut off while it streams, in little memory", { timeout: 30_000 }, async () => {
  expect((await sendFile(stack, coordinator, Buffer.alloc(16 * MiB))).status).toBe(201)
  expect((await sendFile(stack, coordinator, Buffer.alloc(16 * MiB + 1))).status).toBe(413)
  const part = Buffer.alloc(MiB, 97)
  const before = process.memoryUsage().rss
  const declared = await sendRaw(await headersFor({ "content-length": String(1024 * MiB) }), part, 1024)
  expect(declared.status).toBe(413)
  const streamed = await sendRaw(await headersFor({ "transfer-encoding": "chunked" }), Buffer.concat([Buffer.from(OPEN), part]), 1024)
  expect(streamed.status).toBe(413)
  expect(streamed.sent).toBeLessThan(200)
  expect(process.memoryUsage().rss - before).toBeLessThan(150 * MiB)
})

test("an account keeps twenty files; the oldest go", async () => {
  for (let sent = 0; sent < 22; sent += 1) await sendFile(stack, coordinator, String(sent))
  expect(await kept()).toBe(20)
})

test("names are cleaned of folders, control characters and marks that turn the reading direction", async () => {
  const { body } = await sendFile(stack, coordinator, "x", "../../etc/\u202egnp.csv")
  expect(body.name).toBe("gnp.csv")
  expect(dispositionOf('a"b\\c%.csv')).toBe(`attachment; filename="a_b_c_.csv"; filename*=UTF-8''a%22b%5Cc%25.csv`)
})
