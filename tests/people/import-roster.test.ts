import { readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { encodeGb18030 } from "../../subgraphs/shared/table-files/gb18030.ts"
import { emptyDatabase } from "../kit/database.ts"
import { fetchFile } from "../kit/files.ts"
import { ROSTER_HEAD as HEAD, importsIn, numberOf, problemsOf, row } from "../kit/imports.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const { sql, community, read, commit, membersOf } = importsIn(stack, world)
const SAMPLE = readFileSync(new URL("./fixtures/member-roster.csv", import.meta.url))

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
      name: "阿依努尔·买买提",
      name_pinyin: "ayinuermaimaiti",
      name_initials: "aynemmt",
      sex: "FEMALE",
      ethnicity: "05",
      birth_on: "1985-11-20",
      education: "20",
      stage: "FULL",
      joined_on: "2008-12-10",
      full_on: "2009-12-10",
      participation: "DIRECT",
      branch_id: at.first.uuid,
      state: "NORMAL",
      remark: "虚构数据",
      hash: 32,
      tail: 32,
      since: "2008-12-10",
    })
    expect(await sql("SELECT direction, mode, since::text, destination, card_number FROM people.floating_record")).toEqual([
      { direction: "OUT", mode: "CARD", since: "2026-11-23", destination: "示例省外市某区", card_number: "LD-2025-0007" },
    ])
    const again = await read(at, SAMPLE)
    expect(again).toMatchObject({ rowsRead: 9, toCreate: 0, toUpdate: 0, unchanged: 9, errors: 0 })
    expect(await commit(at.subject, again.id)).toMatchObject({ __typename: "PreviewStale", message: expect.stringContaining("2026-11-23") })
  })

  test("in GB 18030, with tabs, and in UTF-16 says the same", async () => {
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
    expect(problemsOf(seen)).toEqual(["4 转为正式党员日期 MONTH_ONLY", "6 加入党组织日期 UNCLEAR_DATE", "6 转为正式党员日期 NO_SUCH_DAY"])
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
