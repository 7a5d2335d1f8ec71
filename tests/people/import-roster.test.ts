import { readFileSync } from "node:fs"
import { print } from "graphql"
import { describe, expect, test } from "vitest"
import { CommitImportDocument, type CommitImportMutation, PreviewImportDocument, type PreviewImportMutation } from "party-school-graph/operations"
import { checkCharacterOf } from "../../subgraphs/people/domain/national-id.ts"
import { emptyDatabase } from "../kit/database.ts"
import { fetchFile, sendFile } from "../kit/files.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const SAMPLE = readFileSync(new URL("./fixtures/member-roster.csv", import.meta.url))
const HEAD = "人员编号,姓名,性别,公民身份号码,民族,出生日期,学历,人员类别,所在党支部,加入党组织日期,转为正式党员日期,备注\r\n"

const sql = async (text: string, ...values: unknown[]) => (await world.client.query(text, values)).rows
/** A community with two branches and the coordinator of its books. */
async function community() {
  const place = await world.organisation(world.street, { kind: "GENERAL_BRANCH", level: "COMMUNITY" })
  const first = await world.organisation(place, { name: "向阳社区第一党支部" })
  const second = await world.organisation(place, { name: "向阳社区第二党支部" })
  return { place, first, second, subject: await world.staff("COORDINATOR", place) }
}
type Community = Awaited<ReturnType<typeof community>>

async function preview({ place, subject }: Pick<Community, "place" | "subject">, content: string | Uint8Array, more: object = {}) {
  const { body } = await sendFile(stack, subject, content)
  const client = await stack.as(subject)
  const input = { file: body.id, organisation: place.id, ...more }
  return (await client.request<PreviewImportMutation>(print(PreviewImportDocument), { input })).previewImport
}
async function read(at: Pick<Community, "place" | "subject">, content: string | Uint8Array) {
  const answer = await preview(at, content)
  if (answer?.__typename !== "ImportPreview") throw new Error(JSON.stringify(answer))
  return answer
}
async function commit(subject: string, id: string, more: object = {}) {
  const client = await stack.as(subject)
  return (await client.request<CommitImportMutation>(print(CommitImportDocument), { input: { preview: id, ...more } })).commitImport
}
/** A citizen's number of nobody: division 999999, a man's where the count is odd. */
const numberOf = (birth: string, count: number) => {
  const digits = `999999${birth}${String(count).padStart(3, "0")}`
  return digits + checkCharacterOf(digits)
}
const row = (...cells: string[]) => `${cells.join(",")}\r\n`
const problemsOf = ({ rows }: Awaited<ReturnType<typeof read>>) =>
  rows.nodes.flatMap(({ line, problems }) => problems.map(({ column, code }) => `${line} ${column} ${code}`))
const membersOf = async ({ place }: Community) => Number((await sql("SELECT count(*) FROM people.member WHERE branch_path LIKE $1", `${place.path}%`))[0].count)

describe("the customary roster", () => {
  test("is previewed, committed once, and then changes nothing", async () => {
    const at = await community()
    const seen = await read(at, SAMPLE)
    expect(seen).toMatchObject({
      kind: "MEMBER_ROSTER",
      encoding: "UTF-8-BOM",
      rowsRead: 9,
      toCreate: 9,
      toUpdate: 0,
      unchanged: 0,
      errors: 0,
      warnings: 4,
      errorFileUrl: null,
    })
    expect(problemsOf(seen)).toEqual(["2 党内职务 OTHER_POST", "4 党内职务 OTHER_POST", "5 是否流动党员 SINCE_TODAY", "7 党内职务 OTHER_POST"])
    expect(await membersOf(at)).toBe(0)

    const answers = await Promise.all([1, 2, 3].map(() => commit(at.subject, seen.id)))
    expect(answers.map((answer) => answer?.__typename).sort()).toEqual(["ImportCommitted", "PreviewStale", "PreviewStale"])
    expect(answers.find((answer) => answer?.__typename === "ImportCommitted")).toEqual({
      __typename: "ImportCommitted",
      created: 9,
      updated: 0,
      unchanged: 0,
      skipped: 0,
    })
    expect(await commit(at.subject, seen.id)).toEqual({
      __typename: "PreviewStale",
      message: "This file was committed here on 2026-11-23. Nothing is left to do.",
    })

    const [third] = await sql(
      `SELECT name, name_pinyin, name_initials, sex, ethnicity, birth_on::text, education, stage, joined_on::text, full_on::text, participation, branch_id, state, remark,
         octet_length(national_id_hash) AS hash, octet_length(mobile_tail_hash) AS tail, (SELECT from_on::text FROM people.membership WHERE member_id = m.id) AS since
       FROM people.member m WHERE code = 'P003'`,
    )
    expect(third).toEqual({
      ...{
        name: "阿依努尔·买买提",
        name_pinyin: "ayinuermaimaiti",
        name_initials: "aynemmt",
        sex: "FEMALE",
        ethnicity: "05",
        birth_on: "1985-11-20",
        education: "20",
      },
      ...{
        stage: "FULL",
        joined_on: "2008-12-10",
        full_on: "2009-12-10",
        participation: "DIRECT",
        branch_id: at.first.uuid,
        state: "NORMAL",
        remark: "虚构数据",
      },
      ...{ hash: 32, tail: 32, since: "2008-12-10" },
    })
    expect(await sql("SELECT direction, mode, since::text, destination, card_number FROM people.floating_record")).toEqual([
      { direction: "OUT", mode: "CARD", since: "2026-11-23", destination: "示例省外市某区", card_number: "LD-2025-0007" },
    ])
    const again = await read(at, SAMPLE)
    expect(again).toMatchObject({ rowsRead: 9, toCreate: 0, toUpdate: 0, unchanged: 9, errors: 0 })
    expect(await commit(at.subject, again.id)).toMatchObject({ __typename: "PreviewStale", message: expect.stringContaining("2026-11-23") })
  })

  test("in GB 18030, with tabs, and in UTF-16 says the same", async () => {
    const { encodeGb18030 } = await import("../../subgraphs/people/data/gb18030.ts")
    const text = SAMPLE.toString("utf8")
      .slice(1)
      .replaceAll(/P00(\d)/g, "G00$1")
      .replaceAll(/9999991(\d{11})/g, "")
      .replaceAll(/9999992(\d{11})/g, "")
      .replaceAll("LD-", "LG-")
    expect(encodeGb18030(`${text}𠮷䶮𬭎`)).toEqual(Buffer.from(encodeGb18030(text).toString("latin1") + encodeGb18030("𠮷䶮𬭎").toString("latin1"), "latin1"))
    expect(new TextDecoder("gb18030").decode(encodeGb18030(`${text}𠮷䶮𬭎㛃`))).toBe(`${text}𠮷䶮𬭎㛃`)
    const at = await community()
    for (const [encoding, content] of [
      ["GB18030", encodeGb18030(text)],
      ["UTF-16LE", Buffer.from(`\ufeff${text.replaceAll(",", "\t")}`, "utf16le")],
      ["UTF-8", Buffer.from(text.replaceAll(",", ";"))],
    ] as const) {
      expect(await read(at, content)).toMatchObject({ encoding, rowsRead: 9, toCreate: 9, errors: 0 })
    }
  })
})

describe("what a row can be", () => {
  test("title rows, blank rows, totals and signatures are no people; dates come in all their spellings", async () => {
    const at = await community()
    const text = `向阳社区党员花名册,,,,,,,,,,,\r\n,,,,,,,,,,,\r\n${HEAD}${[
      row("A1", "张 伟", "男", "", "汉", "1968年3月12日", "大专", "正式党员", "第一党支部", "43464", "2020.1", "无"),
      row("A2", "李•明", "女", "", "维吾尔族", "19680312", "本科", "预备", "向阳社区第二党支部", "２０２６/1/5", "—", "/"),
      row("A3", "王五", "男", "", "壮", "1968-03-12", "高中", "正式", "第二党支部", "411日", "2013-02-30", ""),
      row("", "", "", "", "", "", "", "", "", "", "", ""),
    ].join("")}合计,3人,,,,,,,,,,\r\n制表人：某某,,,,,,,,,,,\r\n`
    const seen = await read(at, text)
    expect(seen).toMatchObject({ rowsRead: 3, toCreate: 2, errors: 1 })
    expect(problemsOf(seen)).toEqual([
      "4 转为正式党员日期 MONTH_ONLY",
      "6 加入党组织日期 UNCLEAR_DATE",
      "6 转为正式党员日期 NO_SUCH_DAY",
      "6 加入党组织日期 MISSING",
    ])
    expect(seen.rows.nodes[2]?.problems[0]?.message).toContain("4月11日?")
    expect(await commit(at.subject, seen.id)).toEqual({ __typename: "ImportCommitted", created: 2, updated: 0, unchanged: 0, skipped: 1 })
    expect(
      await sql("SELECT code, name, joined_on::text, full_on::text, remark FROM people.member WHERE branch_path LIKE $1 ORDER BY code", `${at.place.path}%`),
    ).toEqual([
      { code: "A1", name: "张伟", joined_on: "2018-12-30", full_on: "2020-01-01", remark: null },
      { code: "A2", name: "李·明", joined_on: "2026-01-05", full_on: null, remark: null },
    ])
    const errors = await fetchFile(stack, at.subject, seen.errorFileUrl ?? "")
    const lines = (await errors.text()).split("\r\n")
    expect(lines).toHaveLength(3)
    expect(lines[0]).toBe(`${HEAD.trim()},错误原因`)
    expect(lines[1]).toContain("A3,王五,男,,壮,1968-03-12,高中,正式,第二党支部,411日,2013-02-30,,")
  })

  test("citizen's numbers are checked, and disagreement is said", async () => {
    const at = await community()
    const person = (code: string, number: string, sex = "男") =>
      row(code, `人${"甲乙丙丁戊己庚辛壬癸"[Number(code.slice(1))]}`, sex, number, "汉", "", "本科", "入党申请人", "第一党支部", "", "", "")
    const seen = await read(
      at,
      HEAD +
        person("N0", `${numberOf("19680312", 1).slice(0, 17)}A`) +
        person("N1", `${numberOf("19680312", 2).slice(0, 17)}${numberOf("19680312", 2).endsWith("1") ? 2 : 1}`) +
        person("N2", "999999680312004") +
        person("N3", "9.99999196803120E+17") +
        person(
          "N4",
          numberOf("19490705", 9).replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
        ) +
        person("N5", `'${numberOf("19551201", 3)}`) +
        person("N6", numberOf("19880808", 5), "女") +
        person("N7", numberOf("19880808", 5)) +
        person("N8", "999999********0176"),
    )
    expect(problemsOf(seen)).toEqual([
      "2 公民身份号码 WRONG_FORM",
      "3 公民身份号码 WRONG_CHECK_DIGIT",
      "4 公民身份号码 OLD_FIFTEEN_DIGITS",
      "5 公民身份号码 LOST_DIGITS",
      "8 性别 DIFFERS_FROM_NUMBER",
      "9 姓名 TWICE_IN_FILE",
      "10 出生日期 NEEDED",
    ])
    expect(seen.rows.nodes.map(({ fate }) => fate)).toEqual(["ERROR", "ERROR", "ERROR", "ERROR", "CREATE", "CREATE", "CREATE", "ERROR", "ERROR"])
    expect(seen.rows.nodes[7]?.problems[0]?.message).toContain("line 8")
  })

  test("branches answer to former names and to the unique end of a name; several are a question", async () => {
    const at = await community()
    const other = await world.organisation(at.place, { name: "滨河小区第一党支部" })
    await sql(
      "INSERT INTO organisation.organisation_version SELECT organisation_id, '1999-01-01', '2000-01-01', parent_id, path, '红旗大队党支部', short_name, kind, level, setting, division_id FROM organisation.organisation_version WHERE organisation_id = $1",
      other.uuid,
    )
    const person = (code: string, branch: string) =>
      row(code, `某${"甲乙丙丁"[Number(code.slice(1))]}`, "男", "", "汉", "1970-01-01", "本科", "入党申请人", branch, "", "", "")
    const seen = await read(
      at,
      HEAD + person("B0", "第一党支部") + person("B1", "红旗大队党支部") + person("B2", "中共向阳社区第二党支部") + person("B3", "第九党支部"),
    )
    expect(problemsOf(seen)).toEqual(["2 所在党支部 AMBIGUOUS_BRANCH", "3 所在党支部 FORMER_NAME", "5 所在党支部 UNKNOWN_BRANCH"])
    expect(seen.rows.nodes[0]?.problems[0]?.candidates.toSorted()).toEqual(["向阳社区第一党支部", "滨河小区第一党支部"].toSorted())
  })
})

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
