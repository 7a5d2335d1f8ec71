import { createHash } from "node:crypto"
import { afterAll, describe, expect, test } from "vitest"
import { appUrlsFrom } from "../../prisma/setup.ts"
import { createContextFactory } from "../../subgraphs/attendance/context.ts"
import { openDatabase } from "../../subgraphs/shared/database.ts"
import { parseSealingKey } from "../../subgraphs/shared/sealed.ts"
import { createViewerSource } from "../../subgraphs/shared/viewer-source.ts"
import { CITY_KEY, emptyDatabase } from "../kit/database.ts"
import { fetchFile, sendFile } from "../kit/files.ts"
import { NOW, openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"
import { workbookOf, zipOf } from "../kit/zip.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const database = openDatabase(appUrlsFrom(url, {}).attendance, { name: "evidence", connections: 4, onError: () => undefined })
afterAll(() => database.close())
const contextFor = createContextFactory({
  database,
  timeZone: "Asia/Shanghai",
  now: () => NOW,
  keys: [parseSealingKey(CITY_KEY, "attendance")],
  peopleKeys: [parseSealingKey(CITY_KEY)],
})

const branch = await world.organisation(world.community)
const sibling = await world.organisation(world.community)
const recorder = await world.staff("RECORDER", branch)
const wang = await world.member(branch)
const PNG = Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.from("the rest of an image")])
const JPEG = Buffer.concat([Buffer.from("ffd8ffe0", "hex"), Buffer.from("the rest of a photograph")])
const send = (subject: string, content: string | Uint8Array = PNG, name = "签到表.png") => sendFile(stack, subject, content, name, "?for=attendance")
const sent = async (subject: string, content?: Uint8Array) => (await send(subject, content)).body.id
const count = async (table: string) => Number((await world.client.query(`SELECT count(*) FROM attendance.${table}`)).rows[0].count)

/** Keep files as an act of this person does; a refusal rolls back. */
async function keep(subject: string, ids: readonly string[], owner: { organisationPath: string; memberId: string | null } = at(branch.path)) {
  const viewer = await createViewerSource(database).find(subject)
  if (!viewer) throw new Error("no viewer")
  return contextFor(viewer).change({ mutation: "keep", input: {} }, ({ evidence }) => evidence.keep(ids, owner))
}
const at = (organisationPath: string, memberId: string | null = null) => ({ organisationPath, memberId })
const kept = async (...asked: Parameters<typeof keep>) => {
  const result = await keep(...asked)
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}
const status = async (subject: string, id: string) => (await fetchFile(stack, subject, `/files/${id}`)).status

describe("files for attendance", () => {
  test("are kept sealed for a day, and come back to their sender alone, as a download", async () => {
    const { status: taken, body } = await send(recorder)
    expect([taken, body]).toEqual([
      201,
      { id: expect.stringMatching(/^scan_[0-9a-z]{26}$/), name: "签到表.png", bytes: PNG.length, sha256: createHash("sha256").update(PNG).digest("hex") },
    ])
    const back = await fetchFile(stack, recorder, `/files/${body.id}`)
    expect([back.status, back.headers.get("content-type"), Buffer.from(await back.arrayBuffer())]).toEqual([200, "image/png", PNG])
    expect(back.headers.get("content-disposition")).toMatch(/^attachment; /)
    expect([back.headers.get("content-security-policy"), back.headers.get("x-content-type-options")]).toEqual(["sandbox; default-src 'none'", "nosniff"])
    const { rows } = await world.client.query("SELECT content_sealed FROM attendance.stored_file")
    expect(rows[0].content_sealed.includes(Buffer.from("the rest of an image"))).toBe(false)
    expect(await Promise.all([await world.staff("ADMIN", world.city), wang.subject, "nobody"].map((subject) => status(subject, body.id)))).toEqual([
      404, 404, 404,
    ])
    await world.client.query("UPDATE attendance.stored_file SET expires_at = $1", [NOW])
    expect(await status(recorder, body.id)).toBe(404)
  })

  test("come from those who record and from members, and from nobody else", async () => {
    const subjects = [recorder, wang.subject, await world.staff("COORDINATOR", world.city), await world.staff("AUDITOR", world.city), "nobody"]
    expect(await Promise.all(subjects.map(async (subject) => (await send(subject)).status))).toEqual([201, 201, 201, 403, 401])
  })

  test("are what their content says, whatever they are called", async () => {
    const kinds: [Uint8Array | string, string][] = [
      [JPEG, "照片.JPEG"],
      [JPEG, "照片.html"],
      [Buffer.concat([Buffer.from("RIFF\u0010\u0000\u0000\u0000WEBP", "latin1"), Buffer.alloc(8)]), "a"],
      ["%PDF-1.7\n…", "证明.exe"],
      [workbookOf("<worksheet/>"), "签到表.xlsx"],
      ["序号,姓名\r\n1,张伟\r\n", "签到表.csv"],
      [Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("序号,姓名", "utf16le")]), "签到表.txt"],
      [Buffer.from("d0f2bac52cd0d5c3fb", "hex"), "签到表.csv"],
    ]
    const taken = await Promise.all(kinds.map(async ([content, name]) => (await send(recorder, content, name)).body))
    expect(taken.map(({ name }) => name)).toEqual([
      "照片.JPEG",
      "照片.html.jpg",
      "a.webp",
      "证明.exe.pdf",
      "签到表.xlsx",
      "签到表.csv",
      "签到表.txt",
      "签到表.csv",
    ])
    const types = await Promise.all(taken.map(async ({ id }) => (await fetchFile(stack, recorder, `/files/${id}`)).headers.get("content-type")))
    expect(types).toEqual([
      "image/jpeg",
      "image/jpeg",
      "image/webp",
      "application/pdf",
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      ...Array.from({ length: 3 }, () => "text/csv"),
    ])
  })

  test.each([
    ["a program", Buffer.from("4d5a900003000000", "hex")],
    ["a page", "<!doctype html><script>alert(1)</script>"],
    ["a page behind a mark and spaces", "\ufeff \r\n<svg onload='alert(1)'/>"],
    ["an archive that is no workbook", zipOf({ "a.exe": "MZ" })],
    ["an old workbook", Buffer.from("d0cf11e0a1b11ae1", "hex")],
    ["an animation", "GIF89a\u0001\u0000\u0000"],
    ["text with control characters", "姓名\u0001,张伟"],
    ["nothing", ""],
  ])("are not %s", async (_, content) => {
    const before = await count("stored_file")
    const { status: taken, body } = await send(recorder, content, "签到表.png")
    expect([taken, body.errors?.[0]?.extensions.code, await count("stored_file")]).toEqual([415, "UNSUPPORTED_MEDIA_TYPE", before])
  })
})

describe("evidence", () => {
  test("is moved out of the files, and seen by who reads the records of the place and by the person it is about", async () => {
    const [mine] = await kept(wang.subject, [await sent(wang.subject)], at(branch.path, wang.id))
    const viewers = {
      "the person": wang.subject,
      "recorder of the branch": recorder,
      "auditor above": await world.staff("AUDITOR", world.district),
      "coordinator of the sibling": await world.staff("COORDINATOR", sibling),
      "another member of the branch": (await world.member(branch)).subject,
      nobody: "nobody",
    }
    const seen = await Promise.all(Object.entries(viewers).map(async ([who, subject]) => [who, await status(subject, String(mine))]))
    expect(Object.fromEntries(seen)).toEqual({
      "the person": 200,
      "recorder of the branch": 200,
      "auditor above": 200,
      "coordinator of the sibling": 404,
      "another member of the branch": 404,
      nobody: 404,
    })
    const back = await fetchFile(stack, recorder, `/files/${mine}`)
    expect([back.headers.get("content-type"), back.headers.get("content-disposition")?.slice(0, 11), Buffer.from(await back.arrayBuffer())]).toEqual([
      "image/png",
      "attachment;",
      PNG,
    ])
    expect(await status(wang.subject, String(mine).replace("evidence", "scan"))).toBe(404)
    expect(await status(wang.subject, "evidence_nonsense")).toBe(404)
  })

  test("may be named again, by either id; each piece is kept once and in the order in which it was named", async () => {
    const [first, second] = [await sent(recorder), await sent(recorder, JPEG)]
    const before = await count("evidence")
    const ids = await kept(recorder, [second, first, second])
    expect(ids).toEqual([second, first].map((id) => id.replace("scan", "evidence")))
    expect(await kept(recorder, [first, ...ids])).toEqual([ids[1], ids[0]])
    const colleague = await world.staff("COORDINATOR", branch)
    expect(await kept(colleague, [String(ids[0])])).toEqual([ids[0]])
    expect(await count("evidence")).toBe(before + 2)
  })

  test("what is another's, expired, of another kind or too much is refused with its place, and nothing is kept", async () => {
    const [good, others] = [await sent(recorder), await sent(wang.subject)]
    const [hidden] = await kept(wang.subject, [await sent(wang.subject)], at(sibling.path, wang.id))
    const before = [await count("evidence"), await count("stored_file")]
    const refusals = [
      await keep(recorder, [good, others]),
      await keep(recorder, [good, String(hidden), "scan_00000000000000000000000000", "upload_00000000000000000000000000", "nonsense"]),
      await keep(
        recorder,
        Array.from({ length: 11 }, () => good),
      ),
    ]
    expect(refusals.map((result) => !result.ok && result.refusal.fields.map(({ path }) => path))).toEqual([
      ["evidence.1"],
      ["evidence.1", "evidence.2", "evidence.3", "evidence.4"],
      ["evidence"],
    ])
    expect([await count("evidence"), await count("stored_file")]).toEqual(before)
    await world.client.query("UPDATE attendance.stored_file SET expires_at = $1", [NOW])
    expect(await keep(recorder, [good])).toMatchObject({ ok: false, refusal: { fields: [{ path: "evidence.0" }] } })
  })

  test("twenty acts at once that name one file keep it once", async () => {
    const scan = await sent(recorder)
    const results = await Promise.all(Array.from({ length: 20 }, () => kept(recorder, [scan])))
    expect(new Set(results.flat())).toEqual(new Set([scan.replace("scan", "evidence")]))
  })
})
