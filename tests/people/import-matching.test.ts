import { print } from "graphql"
import { describe, expect, test } from "vitest"
import { PreviewImportDocument, type PreviewImportMutation } from "party-school-graph/operations"
import { emptyDatabase } from "../kit/database.ts"
import { sendFile } from "../kit/files.ts"
import { type Community, ROSTER_HEAD as HEAD, importsIn, numberOf, problemsOf, row } from "../kit/imports.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const { sql, community, preview, read, commit, membersOf } = importsIn(stack, world)

describe("whom a row is about", () => {
  const person = (
    code: string,
    name: string,
    cells: { number?: string; born?: string; stage?: string; branch?: string; joined?: string; full?: string } = {},
  ) =>
    row(
      code,
      name,
      "女",
      cells.number ?? "",
      "汉",
      cells.born ?? "1970-01-01",
      "本科",
      cells.stage ?? "正式党员",
      cells.branch ?? "第一党支部",
      cells.joined ?? "2010-07-01",
      cells.full ?? "2011-07-01",
      "",
    )

  test("somebody of the books is completed, never moved, lowered or emptied", async () => {
    const at = await community()
    const [li, zhao, qian, sun] = await Promise.all([
      world.member(at.first, { name: "李一" }),
      world.member(at.first, { name: "赵二" }),
      world.member(at.second, { name: "钱三" }),
      world.member(at.first, { name: "孙四", stage: "PROBATIONARY", joinedOn: "2025-10-01" }),
    ])
    const codeOf = ({ subject }: { subject: string }) => subject.slice("member:".length)
    const number = numberOf("19700101", 2)
    const text =
      HEAD +
      person("", "李一", { number }) +
      person(codeOf(zhao), "赵二", { stage: "预备党员", full: "" }) +
      person(codeOf(qian), "钱三") +
      person(codeOf(sun), "孙四", { joined: "2025-10-01", full: "2026-10-01" }) +
      person("", "钱三", { branch: "第二党支部" }) +
      person("", "钱三", { branch: "第一党支部" })
    const seen = await read(at, text)
    expect(seen.rows.nodes.map(({ fate }) => fate)).toEqual(["UPDATE", "ERROR", "ERROR", "UPDATE", "ERROR", "ERROR"])
    expect(problemsOf(seen)).toEqual(["3 人员类别 STAGE_LOWERED", "4 所在党支部 OTHER_BRANCH", "6 姓名 TWICE_IN_FILE", "7 所在党支部 OTHER_BRANCH"])
    expect(await commit(at.subject, seen.id)).toEqual({ __typename: "ImportCommitted", created: 0, updated: 2, unchanged: 0, skipped: 4 })
    expect(
      await sql(
        "SELECT name, stage, full_on::text, national_id_hash IS NOT NULL AS hashed, version FROM people.member WHERE id = ANY($1) ORDER BY name",
        [li, sun].map(({ uuid }) => uuid),
      ),
    ).toEqual([
      { name: "孙四", stage: "FULL", full_on: "2026-10-01", hashed: false, version: 2 },
      { name: "李一", stage: "FULL", full_on: "2011-07-01", hashed: true, version: 2 },
    ])
    expect(await sql("SELECT stage, since::text, recorder_name FROM people.stage_entry WHERE member_id = $1", sun.uuid)).toEqual([
      { stage: "FULL", since: "2026-10-01", recorder_name: expect.stringContaining("COORDINATOR") },
    ])
    expect(await sql("SELECT people, stage FROM people.tally WHERE organisation_id = $1 AND people > 0", at.first.uuid)).toEqual([{ people: 3, stage: "FULL" }])
    expect((await read(at, text)).rows.nodes.map(({ fate }) => fate)).toEqual(["UNCHANGED", "ERROR", "ERROR", "UNCHANGED", "ERROR", "ERROR"])
  })

  test("namesakes are a question with what tells them apart, and somebody elsewhere is no more than elsewhere", async () => {
    const at = await community()
    const other = await community()
    await Promise.all([1, 2].map(() => world.member(at.first, { name: "张伟" })))
    const away = await world.member(other.first, { name: "周五" })
    const seen = await read(at, HEAD + person("", "张伟") + person(away.subject.slice("member:".length), "周五"))
    expect(problemsOf(seen)).toEqual(["2 姓名 SEVERAL_OF_THE_NAME", "3 人员编号 BELONGS_ELSEWHERE"])
    expect(seen.rows.nodes[0]?.problems[0]?.candidates).toEqual([1, 2].map(() => expect.stringMatching(/^张伟 · t[0-9a-f]{10} · 1970 · 向阳社区第一党支部$/)))
    expect(seen.rows.nodes[1]?.problems[0]).toEqual({
      column: "人员编号",
      code: "BELONGS_ELSEWHERE",
      message: "This person belongs elsewhere: use a transfer.",
      candidates: [],
    })
  })

  test.each([
    ["somebody was changed", (at: Community) => sql("UPDATE people.member SET remark = 'x' WHERE branch_id = $1", at.first.uuid)],
    ["a branch was dissolved", (at: Community) => sql("UPDATE organisation.organisation SET dissolved_on = '2026-11-23' WHERE id = $1", at.second.uuid)],
    ["somebody new has come meanwhile", async (at: Community) => void (await world.member(at.second, { name: "吴七" }))],
  ])("a preview is stale when %s", async (_, happens) => {
    const at = await community()
    const code = (await world.member(at.first, { name: "郑六" })).subject.slice("member:".length)
    const seen = await read(at, HEAD + person(code, "郑六", { joined: "2011-07-01", full: "2012-07-01" }) + person("", "吴七", { branch: "第二党支部" }))
    expect(seen).toMatchObject({ toCreate: 1, toUpdate: 1 })
    await happens(at)
    const before = await sql("SELECT id, version FROM people.member WHERE branch_path LIKE $1 ORDER BY id", `${at.place.path}%`)
    expect(await commit(at.subject, seen.id)).toEqual({ __typename: "PreviewStale", message: expect.stringContaining("changed since") })
    expect(await sql("SELECT id, version FROM people.member WHERE branch_path LIKE $1 ORDER BY id", `${at.place.path}%`)).toEqual(before)
    expect(await sql("SELECT committed_at FROM people.import_preview WHERE organisation_id = $1", at.place.uuid)).toEqual([{ committed_at: null }])
  })
})

describe("who may", () => {
  const text = HEAD + row("", "冯八", "女", "", "汉", "1970-01-01", "本科", "入党申请人", "第一党支部", "", "", "")

  test.each(["RECORDER", "AUDITOR"] as const)("%s may not; nothing is kept", async (role) => {
    const at = await community()
    const { body } = await sendFile(stack, at.subject, text)
    const client = await stack.as(await world.staff(role, world.city))
    const answer = await client.request<PreviewImportMutation>(print(PreviewImportDocument), { input: { file: body.id, organisation: at.place.id } })
    expect(answer.previewImport).toMatchObject({ __typename: "NotAllowed" })
    expect(await sql("SELECT FROM people.import_preview WHERE organisation_id = $1", at.place.uuid)).toEqual([])
  })

  test("nor may whoever keeps other books, with another's file, or commit another's preview", async () => {
    const [at, other] = [await community(), await community()]
    expect(await preview({ place: at.place, subject: other.subject }, text)).toMatchObject({ __typename: "NotAllowed" })
    const { body } = await sendFile(stack, other.subject, text)
    const client = await stack.as(at.subject)
    const answer = await client.request<PreviewImportMutation>(print(PreviewImportDocument), { input: { file: body.id, organisation: at.place.id } })
    expect(answer.previewImport).toMatchObject({ __typename: "NotAllowed", message: expect.stringContaining("no such file") })
    const seen = await read(at, text)
    for (const subject of [other.subject, await world.staff("ADMIN", world.city)])
      expect(await commit(subject, seen.id)).toMatchObject({ __typename: "NotAllowed" })
    expect(await membersOf(at)).toBe(0)
    const key = { clientMutationKey: "once" }
    const done = await commit(at.subject, seen.id, key)
    expect(done).toMatchObject({ __typename: "ImportCommitted", created: 1 })
    expect(await commit(at.subject, seen.id, key)).toEqual(done)
    expect(await membersOf(at)).toBe(1)
  })

  test("numbers and mobiles are sealed wherever they rest", async () => {
    const at = await community()
    const number = numberOf("19700101", 8)
    await read(at, `${HEAD.trim()},联系电话\r\n${row("", "陈九", "女", number, "汉", "", "本科", "入党申请人", "第一党支部", "", "", "", "+86 199 0000 0123")}`)
    const rows = await sql(
      "SELECT r.body_sealed, r.problems::text AS problems FROM people.import_row r JOIN people.import_preview p ON p.id = r.preview_id WHERE p.organisation_id = $1",
      at.place.uuid,
    )
    expect(rows).toHaveLength(1)
    for (const secret of [number, "19900000123", "陈九"]) expect(JSON.stringify(rows[0].problems) + rows[0].body_sealed.toString("utf8")).not.toContain(secret)
  })
})
