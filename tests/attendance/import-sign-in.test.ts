import { readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { encodeGb18030 } from "../../subgraphs/shared/table-files/gb18030.ts"
import { emptyDatabase } from "../kit/database.ts"
import { fetchFile } from "../kit/files.ts"
import { papersIn } from "../kit/sheets-on-paper.ts"
import { SIGN_IN_FIELDS, SIGN_IN_HEAD, saidOf, signInFilesIn } from "../kit/sign-in-files.ts"
import { openStack } from "../kit/stack.ts"
import { giveNumbers } from "../kit/world-numbers.ts"
import { newWorld } from "../kit/world.ts"
import { workbookOf } from "../kit/zip.ts"

const SAMPLE = readFileSync(new URL("./fixtures/03_paper_sign_in_sheet.csv", import.meta.url))
const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const { openSheet, ledger, books } = papersIn(stack, world)
const { preview, read, commit, heldAt } = signInFilesIn(stack, world)
const place = await world.organisation(world.street, { name: "向阳社区党总支", kind: "GENERAL_BRANCH", level: "COMMUNITY" })
const first = await world.organisation(place, { name: "向阳社区第一党支部" })
const second = await world.organisation(place, { name: "向阳社区第二党支部" })
const recorder = await world.staff("RECORDER", place)
const named = async (name: string, branch: typeof first, tail?: string) => {
  const person = await world.member(branch, { name })
  if (tail) await giveNumbers(world.client, person, { mobile: `1990000${tail}` })
  return [person, branch] as const
}
const wang = await named("王春梅", first, "0001")
const li = await named("李建国", first, "0002")
const ayi = await named("阿依努尔·买买提", first, "0003")
const zhang4 = await named("张伟", first, "0004")
const zhang5 = await named("张伟", first, "0005")
const chen = await named("陈㛃", second, "0006")
const huang = await named("黄志强", second, "0007")
const zhou = await named("周敏", second, "0009")
const everybody = [wang, li, ayi, zhang4, zhang5, chen, huang, zhou]
const sheetOf = async (people = everybody) => {
  const lesson = await openSheet(place, people)
  await heldAt(lesson, "2025-03-14", "14:00", "17:00", { code: `L${lesson.uuid.slice(0, 8)}` })
  return lesson
}
const csv = (...rows: string[]) => SIGN_IN_HEAD + rows.map((row) => `${row}\r\n`).join("")
const time = (clock: string | null) => clock && `2025-03-14T${clock}:00+08:00`

describe("the sample sheet", () => {
  const sampleSheet = async () => {
    const lesson = await sheetOf()
    // One lesson has the code at a time: those of other tests here give theirs up.
    await world.client.query("UPDATE courses.lesson SET code = NULL WHERE code = 'L2025-001'")
    await heldAt(lesson, "2025-03-14", "14:00", "17:00", { code: "L2025-001" })
    return lesson
  }
  const says = [
    ["王春梅", "PRESENT", "13:52", "17:02"],
    ["李建国", "PRESENT", "13:40", "17:02"],
    ["阿依努尔·买买提", "PRESENT", "13:58", "17:01"],
    ["张伟", "ON_LEAVE", null, null],
    ["张伟", "LATE", "14:20", "17:00"],
    ["陈㛃", "LEFT_EARLY", "13:50", "16:10"],
    ["黄志强", "ON_LEAVE", null, null],
    ["周敏", "ABSENT", null, null],
  ].map(([name, state, from, to]) => [name, state, time(from ?? null), time(to ?? null)])

  test.each([
    ["as it is", SAMPLE],
    ["in GB 18030", encodeGb18030(SAMPLE.toString("utf8").replace("\ufeff", ""))],
    ["in UTF-16", Buffer.from(`\ufeff${SAMPLE.toString("utf8").replace("\ufeff", "")}`, "utf16le")],
  ])("%s: everybody is found, both 张伟 among them, and what is said adds up", async (_, content) => {
    const lesson = await sampleSheet()
    const answer = await read(recorder, lesson, content)
    expect([answer.rowsRead, answer.ok, answer.warnings, answer.errors, answer.problems, answer.errorFileUrl]).toEqual([8, 8, 0, 0, [], null])
    expect(answer.rows.nodes.map((row) => [row.writtenName, row.says, row.arrivedAt, row.leftAt])).toEqual(says)
    expect(answer.rows.nodes.map(({ member }) => member?.id)).toEqual(everybody.map(([{ id }]) => id))
    expect(answer.rows.nodes.map(({ line, number }) => [line, number])).toEqual(everybody.map((__, at) => [at + 6, at + 1]))
    expect(await ledger(lesson)).toEqual([])

    const committed = await commit(recorder, answer.id)
    expect(committed).toMatchObject({ alreadyCommitted: false, recorded: 8, unchanged: 0, walkIns: 0, notSigned: 0, skipped: 0 })
    const standing = new Map((await ledger(lesson)).map(([uuid, ...rest]) => [uuid, rest]))
    expect(everybody.map(([{ uuid }]) => standing.get(uuid))).toEqual([
      ["PRESENT", 180, "IMPORT", 1],
      ["PRESENT", 180, "IMPORT", 2],
      ["PRESENT", 180, "IMPORT", 3],
      ["ON_LEAVE", 0, "IMPORT", 4],
      ["LATE", 160, "IMPORT", 5],
      ["LEFT_EARLY", 130, "IMPORT", 6],
      ["ON_LEAVE", 0, "IMPORT", 7],
      ["ABSENT", 0, "IMPORT", 8],
    ])
  })

  test("is committed once, whoever commits it and however often; the file is kept as evidence of every line", async () => {
    const lesson = await sampleSheet()
    const colleague = await world.staff("COORDINATOR", place)
    const [one, other, theirs] = [await read(recorder, lesson, SAMPLE), await read(recorder, lesson, SAMPLE), await read(colleague, lesson, SAMPLE)]
    expect((await commit(recorder, one.id)).recorded).toBe(8)
    const before = await ledger(lesson)
    const again = await Promise.all([commit(recorder, one.id), commit(recorder, other.id), commit(colleague, theirs.id)])
    expect(again.map(({ alreadyCommitted, recorded }) => [alreadyCommitted, recorded])).toEqual([
      [true, 8],
      [true, 8],
      [true, 8],
    ])
    expect(await ledger(lesson)).toEqual(before)
    const { rows } = await world.client.query("SELECT DISTINCT e.evidence FROM attendance.entry e WHERE e.lesson_id = $1", [lesson.uuid])
    expect([rows.length, rows[0].evidence.length]).toEqual([1, 1])
    const acts = await world.client.query("SELECT kind, after->>'recorded' AS recorded FROM attendance.act WHERE lesson_id = $1", [lesson.uuid])
    expect(acts.rows).toEqual([{ kind: "SHEET_IMPORTED", recorded: "8" }])
  })

  test("of another lesson or day is not committed; another time, title and counts are said", async () => {
    const lesson = await sheetOf()
    const other = await read(recorder, lesson, SAMPLE)
    expect(other.problems.map(({ code, severity }) => [code, severity])).toEqual([["OTHER_LESSON", "ERROR"]])
    expect(await commit(recorder, other.id)).toMatchObject({ __typename: "InvalidState", state: "OTHER_LESSON" })
    await heldAt(lesson, "2025-03-15", "14:00", "17:00")
    expect((await read(recorder, lesson, SAMPLE)).problems.map(({ code }) => code)).toEqual(["OTHER_DAY"])
    await heldAt(lesson, "2025-03-14", "14:30", "17:00", { title: "另一课" })
    const text = SAMPLE.toString("utf8").replace("应到,8", "应到,9").replace("实到,5", "实到,６人")
    expect((await read(recorder, lesson, text)).problems.map(({ column, code, severity }) => [column, code, severity])).toEqual([
      ["课程", "OTHER_TITLE", "WARNING"],
      ["时间", "OTHER_TIME", "WARNING"],
      ["实到", "COUNTS_DIFFER", "WARNING"],
    ])
    expect(await ledger(lesson)).toEqual([])
  })
})

test("a row that has slipped is left out; of several who could be meant all are named", async () => {
  const answer = await read(recorder, await sheetOf(), csv("1,张伟,,,,签,,,", "2,王春梅,,,,签,,,,"))
  expect(saidOf(answer)).toEqual(["2 张伟 AMBIGUOUS_PERSON", "3 王春梅 RAGGED"])
  expect(answer.rows.nodes[0]?.problems[0]?.candidates).toEqual(["张伟（向阳社区第一党支部）", "张伟（向阳社区第一党支部）"])
})

test("somebody who is not on the list waits among the walk-ins, where branch or digits say who it is", async () => {
  const [stranger] = await named("周明", second, "0033")
  const lesson = await sheetOf([wang])
  const answer = await read(recorder, lesson, csv("1,周明,向阳社区第二党支部,,,签,,,", "2,陈㛃,,,,签,,,", "3,黄志强,,0007,,签,,,"))
  expect(saidOf(answer)).toEqual(["2 周明 NOT_ON_LIST", "3 陈㛃 AMBIGUOUS_PERSON", "4 黄志强 NOT_ON_LIST"])
  expect(await commit(recorder, answer.id)).toMatchObject({ recorded: 0, walkIns: 2, skipped: 1 })
  const { rows } = await world.client.query("SELECT member_id FROM attendance.capture WHERE lesson_id = $1", [lesson.uuid])
  expect(rows.map(({ member_id }) => member_id).sort()).toEqual([stranger.uuid, huang[0].uuid].sort())
  expect(await ledger(lesson)).toEqual([])
})

test("two people a line, headings and totals on every page, numbered blanks, one person twice", async () => {
  const head = "序号,姓名,签到,备注,序号,姓名,签到,备注"
  const sheet = [
    "签 到 表,,,,,,,",
    "课程：党章专题辅导,,,,时间：2025年3月14日 14:00—17:00,,,",
    head,
    "1,王春梅,√,,11,张 伟,√,",
    "2,李建国,,请假,12,陈㛃,√,",
    "3,,,,13,,,",
  ]
  const second_ = [
    "合计,实到3人、请假1人、缺席0人,,,,,,",
    "课程：党章专题辅导,,,,,,,",
    head,
    "4,黄志强,√,,14,王 春 梅,√,",
    "合计,,,,,,,",
    "负责人签字：,,,核对日期,2025-03-17,,,",
  ]
  const answer = await read(recorder, await sheetOf(), `${[...sheet, ...second_].join("\r\n")}\r\n`)
  expect(answer.rows.nodes.map(({ line, column, number, writtenName, says }) => [line, column, number, writtenName, says])).toEqual([
    [4, 1, 1, "王春梅", null],
    [4, 2, 11, "张伟", null],
    [5, 1, 2, "李建国", "ON_LEAVE"],
    [5, 2, 12, "陈㛃", "PRESENT"],
    [10, 1, 4, "黄志强", "PRESENT"],
    [10, 2, 14, "王春梅", null],
  ])
  expect(saidOf(answer)).toEqual(["4 王春梅 SAME_PERSON_TWICE", "4 张伟 AMBIGUOUS_PERSON", "10 王春梅 SAME_PERSON_TWICE"])
  expect(answer.problems.map(({ column, code }) => [column, code])).toEqual([["实到", "COUNTS_DIFFER"]])
})

test("a workbook is read like a text; the failing rows come back in its layout with a column of reasons, safe from formulas, and can be sent again", async () => {
  const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`
  const rows = [
    ["序号", "姓名", "手机后四位", "签到时间", "签到签名", "备注"],
    ["1", "王春梅", "", "", "签", ""],
    ["2", "张伟", "", "", "签", "=cmd|' /C calc'!A0"],
  ]
  const xml = rows.map((cells, row) => `<row r="${row + 1}">${cells.map((text, at) => cell(`${"ABCDEF"[at]}${row + 1}`, text)).join("")}</row>`).join("")
  const lesson = await sheetOf()
  const answer = await read(recorder, lesson, workbookOf(`<worksheet><sheetData>${xml}</sheetData></worksheet>`))
  expect([answer.encoding, answer.ok, answer.errors]).toEqual(["XLSX", 1, 1])
  const file = await fetchFile(stack, recorder, String(answer.errorFileUrl))
  expect([file.status, file.headers.get("content-type")]).toEqual([200, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"])
  const again = await read(recorder, lesson, Buffer.from(await file.arrayBuffer()))
  expect(saidOf(again)).toEqual(["2 张伟 AMBIGUOUS_PERSON"])

  const text = await read(recorder, lesson, `${csv('2,张伟,,,,签,,,"=HYPERLINK(""http://x"")"', "3,王春梅,,,,签,,,")}`)
  const lines = (await (await fetchFile(stack, recorder, String(text.errorFileUrl))).text()).split("\r\n")
  expect(lines.length).toBe(3)
  expect(lines[0]).toBe(`${SIGN_IN_HEAD.trim()},错误原因`)
  expect(lines[1]).toMatch(/^2,张伟,,,,签,,,"'=HYPERLINK\(""http:\/\/x""\)",.*张伟（向阳社区第一党支部）/)
  expect((await fetchFile(stack, await world.staff("COORDINATOR", place), String(text.errorFileUrl))).status).toBe(404)
})

describe("refused, with nothing recorded, is", () => {
  const bomb = () => workbookOf(`<worksheet><sheetData>${" ".repeat(40_000_000)}</sheetData></worksheet>`)
  const many = () => csv(...Array.from({ length: 501 }, (_, at) => `${at + 1},王春梅,,,,签,,,`))
  test.each([
    ["a workbook that unfolds", bomb],
    ["a picture", () => Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.alloc(64)])],
    ["a PDF", () => "%PDF-1.7"],
    ["a table without headings", () => "a,b,c\r\n1,2,3\r\n"],
    ["a sheet without people", () => csv("1,,,,,,,,", "合计,,,,,,,,")],
    ["more than 500 people", many],
  ])("%s", async (_, content) => {
    const answer = await preview(recorder, await sheetOf(), content())
    expect([answer.__typename, answer.message]).toEqual(["UnreadableFile", expect.stringMatching(/.{20}/)])
  })

  test("what is another's, has expired, or is of a sheet that is closed, locked or not opened", async () => {
    const lesson = await sheetOf()
    const colleague = await world.staff("COORDINATOR", place)
    const content = csv("1,王春梅,,,,签,,,")
    expect(await preview(recorder, lesson, content, { sender: colleague })).toMatchObject({ __typename: "NotAllowed" })
    const unopened = await world.lesson(place, "2026-11-23T08:00:00+08:00")
    expect(await preview(recorder, unopened, content)).toMatchObject({ __typename: "InvalidState", state: "NOT_OPENED" })
    const { id } = await read(recorder, lesson, content)
    await world.client.query("UPDATE attendance.sheet SET state = 'CLOSED' WHERE lesson_id = $1", [lesson.uuid])
    const before = await books()
    expect(await commit(colleague, id)).toMatchObject({ __typename: "NotAllowed" })
    expect(await commit(recorder, "sheetimport_00000000000000000000000000")).toMatchObject({ __typename: "NotAllowed" })
    expect(await commit(recorder, id)).toMatchObject({ __typename: "InvalidState", state: "CLOSED" })
    expect(await books()).toBe(before)
    await world.client.query("UPDATE attendance.sheet SET state = 'OPEN' WHERE lesson_id = $1", [lesson.uuid])
    await world.client.query("DELETE FROM attendance.stored_file")
    expect(await commit(recorder, id)).toMatchObject({ __typename: "PreviewStale" })
    await world.client.query("UPDATE attendance.sheet_import SET expires_at = '2026-11-23T09:00:00+08:00'")
    expect(await commit(recorder, id)).toMatchObject({ __typename: "NotAllowed" })
    expect(await ledger(lesson)).toEqual([])
  })
})

test("files are for those who record there; a preview is its maker's alone, and sealed", async () => {
  const lesson = await sheetOf()
  const others = [await world.staff("RECORDER", first), await world.staff("COORDINATOR", world.community), wang[0].subject]
  for (const subject of others) expect(await preview(subject, lesson, csv("1,王春梅,,,,签,,,"))).toMatchObject({ __typename: "NotAllowed" })
  const { id } = await read(recorder, lesson, csv("1,王春梅,,,,签,,,"))
  const find = async (subject: string) =>
    (await (await stack.as(subject)).request<{ sheetImport: object | null }>(`query ($id: ID!) { sheetImport(id: $id) { ${SIGN_IN_FIELDS} } }`, { id }))
      .sheetImport
  expect(await find(recorder)).toMatchObject({ id, ok: 1 })
  expect(await Promise.all([...others, await world.staff("ADMIN", world.city)].map(find))).toEqual([null, null, null, null])
  const { rows } = await world.client.query("SELECT rows_sealed FROM attendance.sheet_import")
  expect(rows.some((row) => row.rows_sealed.includes(Buffer.from("王春梅")))).toBe(false)
})

test("two people and a hundred cost the same", { timeout: 60_000 }, async () => {
  const crowd = await Promise.all(Array.from({ length: 100 }, (_, count) => named(`党${String.fromCodePoint(0x4e00 + count)}员`, first)))
  const costOf = async (people: typeof crowd) => {
    const lesson = await sheetOf(people)
    // Somebody whom no subgraph has seen; asked for again just before the second act, since who they are is believed for seconds only.
    const maker = await world.staff("RECORDER", place)
    const content = csv(...people.map(([{ name }], at) => `${at + 1},${name},,${String(at).padStart(4, "0")},,签,,,`))
    let id = ""
    const reading = await stack.costOf(async () => {
      id = (await read(maker, lesson, content)).id
    })
    await (await stack.as(maker)).request("query ($id: ID!) { sheetImport(id: $id) { id } }", { id })
    const committing = await stack.costOf(() => commit(maker, id))
    return [reading, committing].map(({ statements, fetches }) => [statements, fetches])
  }
  expect(await costOf(crowd)).toEqual(await costOf(crowd.slice(0, 2)))
})
