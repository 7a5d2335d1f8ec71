import { readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { fetchFile } from "../kit/files.ts"
import { fatesIn, lessonImportsIn, saidIn } from "../kit/lesson-imports.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const { sql, community, trainingClass, preview, read, commit } = lessonImportsIn(stack, world)
const SAMPLE = readFileSync(new URL("./fixtures/lesson-plan.csv", import.meta.url))

/** The community of the sample: seven members and a development target, its teachers, its rooms, its class. */
async function sampleCommunity() {
  const at = await community()
  for (const name of ["王春梅", "李建国", "张伟", "陈㛃"]) await world.member(at.first, { name, joinedOn: "2010-07-01" })
  for (const name of ["刘洋", "赵敏", "周强"]) await world.member(at.second, { name, joinedOn: "2010-07-01" })
  const target = await world.member(at.second, { name: "吴敏", stage: "DEVELOPMENT_TARGET", joinedOn: "2023-01-01" })
  await sql("UPDATE people.member SET activist_on = '2023-06-01', target_on = '2024-06-01' WHERE id = $1", target.uuid)
  const venue = await world.venue(at.place, "社区党校一号教室")
  const teacher = await world.teacher(world.city, "赵老师")
  for (const [name, unit, title] of [
    ["王春梅", "社区党总支", "书记"],
    ["李建国", "退休教师", "老党员"],
  ]) {
    const row = { organisation_id: at.place.uuid, organisation_path: at.place.path, name, category: "VETERAN_MEMBER", unit, title, subjects: [] }
    await world.insert("courses.teacher", row)
  }
  const training = await trainingClass(at.place, "党员集中轮训", 2025)
  return { ...at, venue, teacher, training }
}

const HEAD = "课次编号,课程名称,课程类别,授课形式,主讲人,主讲人单位及职务,日期,开始,结束,学时,地点,容量,培训对象,应到,主办,备注\r\n"
type Cells = Partial<
  Record<
    | "code"
    | "name"
    | "category"
    | "mode"
    | "teachers"
    | "unit"
    | "day"
    | "from"
    | "to"
    | "hours"
    | "venue"
    | "capacity"
    | "audience"
    | "expected"
    | "organiser"
    | "remark",
    string
  >
>
const USUAL: Required<Cells> = {
  ...{ code: "", name: "专题辅导", category: "集中培训", mode: "面授", teachers: "", unit: "", day: "2026-12-01", from: "09:00", to: "11:00" },
  ...{ hours: "2", venue: "", capacity: "", audience: "", expected: "", organiser: "", remark: "" },
}
const line = (cells: Cells) => `${Object.values({ ...USUAL, ...cells }).join(",")}\r\n`
const planOf = (...rows: Cells[]) => HEAD + rows.map(line).join("")
const lessonsAt = async (path: string) =>
  sql(
    `SELECT code, title, status::text, version, to_char(starts_at AT TIME ZONE 'Asia/Shanghai', 'MM-DD HH24:MI') AS begins, to_char(ends_at AT TIME ZONE 'Asia/Shanghai', 'MM-DD HH24:MI') AS ends
     FROM courses.lesson WHERE organiser_path LIKE $1 ORDER BY starts_at, code`,
    `${path}%`,
  )

describe("the customary plan", () => {
  test("comes in with the fates and warnings that its traps call for", async () => {
    const at = await sampleCommunity()
    const seen = await read(at.subject, at.place, SAMPLE)
    expect(seen).toMatchObject({ kind: "LESSON_PLAN", encoding: "UTF-8-BOM", rowsRead: 5, toCreate: 4, toUpdate: 0, unchanged: 0, errors: 1, warnings: 4 })
    expect(fatesIn(seen)).toEqual(["CREATE", "CREATE", "CREATE", "CREATE", "ERROR"])
    expect(saidIn(seen)).toEqual([
      "2 日期 PAST",
      "3 地点 PLACE_IN_WORDS",
      "3 日期 PAST",
      "4 日期 PAST",
      "5 地点 PLACE_IN_WORDS",
      "5 日期 PAST",
      "6 主办 UNKNOWN_ORGANISATION",
      "6 培训班 UNKNOWN_CLASS",
    ])
    expect(await sql("SELECT count(*)::int AS lessons FROM courses.lesson")).toEqual([{ lessons: 0 }])
    expect(await commit(at.subject, seen.id)).toEqual({ __typename: "ImportCommitted", created: 4, updated: 0, unchanged: 0, skipped: 1 })
    expect(
      await sql(
        `SELECT l.code, l.category::text, l.mode::text, l.status::text, l.planned_hours::float AS hours, l.capacity, v.name AS venue, l.place, c.name AS class, l.is_counted AS counted, l.audience->'stages' AS stages,
           (SELECT array_agg(t.name) FROM courses.lesson_teacher lt JOIN courses.teacher t ON t.id = lt.teacher_id WHERE lt.lesson_id = l.id) AS teachers,
           (SELECT array_agg(o.name) FROM courses.lesson_co_organiser o WHERE o.lesson_id = l.id) AS partners,
           (SELECT count(*)::int FROM courses.enrolment e WHERE e.lesson_id = l.id) AS expected
         FROM courses.lesson l LEFT JOIN courses.venue v ON v.id = l.venue_id LEFT JOIN courses.training_class c ON c.id = l.training_class_id ORDER BY l.code`,
      ),
    ).toEqual([
      {
        ...{ code: "L2025-001", category: "INTENSIVE", mode: "FACE_TO_FACE", status: "DRAFT", hours: 4, capacity: 60, venue: "社区党校一号教室", place: null },
        ...{
          class: "党员集中轮训",
          counted: true,
          stages: ["FULL", "PROBATIONARY", "DEVELOPMENT_TARGET"],
          teachers: ["赵老师"],
          partners: ["区委党校"],
          expected: 8,
        },
      },
      {
        ...{ code: "L2025-002", category: "INTENSIVE", mode: "FACE_TO_FACE", status: "DRAFT", hours: 8, capacity: 40, venue: null, place: "社区党群服务中心" },
        ...{ class: "党员集中轮训", counted: true, stages: ["FULL", "PROBATIONARY"], teachers: ["王春梅"], partners: null, expected: 7 },
      },
      {
        ...{
          code: "L2025-003",
          category: "PARTY_LECTURE",
          mode: "FACE_TO_FACE",
          status: "DRAFT",
          hours: 1.5,
          capacity: 60,
          venue: "社区党校一号教室",
          place: null,
        },
        ...{ class: null, counted: true, stages: ["FULL", "PROBATIONARY"], teachers: ["李建国"], partners: null, expected: 4 },
      },
      {
        ...{ code: "L2025-004", category: "PRACTICE", mode: "FACE_TO_FACE", status: "DRAFT", hours: 0, capacity: null, venue: null, place: "沿江路" },
        ...{ class: null, counted: false, stages: ["FULL", "PROBATIONARY"], teachers: null, partners: ["街道办"], expected: 4 },
      },
    ])
    const again = await read(at.subject, at.place, SAMPLE)
    expect(fatesIn(again)).toEqual(["UNCHANGED", "UNCHANGED", "UNCHANGED", "UNCHANGED", "ERROR"])
    expect(await commit(at.subject, again.id)).toEqual({
      __typename: "PreviewStale",
      message: "This file was committed here on 2026-11-23. Send the rows that were left out as a file of their own.",
    })
    const errors = await (await fetchFile(stack, at.subject, seen.errorFileUrl ?? "")).text()
    expect(errors.split("\r\n").filter((one) => one !== "")).toHaveLength(2)
    expect(errors).toContain("网上专题班,数字化社区网课")
    expect(errors).toContain("错误原因")
  })
})

describe("what a row can be", () => {
  test("days and times come in all their spellings; what is unclear is asked about", async () => {
    const at = await community()
    const seen = await read(
      at.subject,
      at.place,
      planOf(
        { code: "A1", day: "46357", from: "0.375", to: "0.4583333333" },
        { code: "A2", day: "2026年12月2日", from: "下午2:00", to: "5:00 PM" },
        { code: "A3", day: "2026.12.3", from: "14：00-15：30", to: "" },
        { code: "A4", day: "２０２６/12/4", from: "9点半", to: "11时" },
        { code: "A5", day: "411日" },
        { code: "A6", day: "2026.12" },
        { code: "A7", from: "", to: "" },
        { code: "A8", mode: "线上", category: "网络培训", day: "2026-12-08", from: "", to: "" },
        { code: "A9", from: "11:00", to: "09:00" },
        { code: "A10", hours: "1.3" },
        { code: "A11", day: "2126-12-01" },
        { code: "A12", from: "25:00" },
      ),
    )
    expect(saidIn(seen)).toEqual([
      "6 日期 UNCLEAR_DATE",
      "7 日期 MONTH_ONLY",
      "8 开始 MISSING",
      "8 结束 MISSING",
      "10 结束 ENDS_BEFORE_IT_BEGINS",
      "11 学时 WRONG_NUMBER",
      "12 日期 IN_FUTURE",
      "13 开始 NO_SUCH_TIME",
    ])
    expect(await commit(at.subject, seen.id)).toMatchObject({ created: 5, skipped: 7 })
    expect((await lessonsAt(at.place.path)).map(({ code, begins, ends }) => `${code} ${begins}–${ends}`)).toEqual([
      "A1 12-01 09:00–12-01 11:00",
      "A2 12-02 14:00–12-02 17:00",
      "A3 12-03 14:00–12-03 15:30",
      "A4 12-04 09:30–12-04 11:00",
      "A8 12-08 00:00–12-09 00:00",
    ])
  })

  test("names of teachers, places, organisers and audiences are matched, and never guessed", async () => {
    const at = await community()
    await world.member(at.first)
    const other = await world.organisation(world.street, { name: "朝阳社区党总支", kind: "GENERAL_BRANCH", level: "COMMUNITY" })
    const teacher = async (name: string, unit: string, more: object = {}) => {
      const row = { organisation_id: other.uuid, organisation_path: other.path, name, category: "LEADER", unit, title: "书记", subjects: [], ...more }
      await world.insert("courses.teacher", row)
    }
    await teacher("张三", "甲单位")
    await teacher("张三", "乙单位")
    await teacher("钱七", "丙单位", { is_active: false })
    await teacher("孙八", "丁单位")
    await world.venue(other, "朝阳教室")
    await world.venue(world.street, "街道教室")
    const seen = await read(
      at.subject,
      at.place,
      planOf(
        { code: "B1", teachers: "张三" },
        { code: "B2", teachers: "张三", unit: "乙单位书记", day: "2026-12-02" },
        { code: "B3", teachers: "钱七" },
        { code: "B4", teachers: "周九" },
        { code: "B5", teachers: "孙八", unit: "别的单位", day: "2026-12-03" },
        { code: "B6", venue: "朝阳教室", day: "2026-12-04" },
        { code: "B7", venue: "街道教室", day: "2026-12-05" },
        { code: "B8", organiser: "朝阳社区党总支" },
        { code: "B9", organiser: "党支部" },
        { code: "B10", audience: "全体干部群众" },
        { code: "B11", audience: "支部书记、发展对象" },
        { code: "B12", audience: "第一党支部全体党员", expected: "3", day: "2026-12-07" },
        { code: "B12", day: "2026-12-08" },
        { code: "", category: "娱乐活动" },
      ),
    )
    expect(saidIn(seen)).toEqual([
      "2 主讲人 AMBIGUOUS_TEACHER",
      "4 主讲人 NO_LONGER_TEACHING",
      "5 主讲人 UNKNOWN_TEACHER",
      "6 主讲人 OTHER_UNIT",
      "7 地点 PLACE_IN_WORDS",
      "9 主办 UNKNOWN_ORGANISATION",
      "10 主办 AMBIGUOUS_ORGANISATION",
      "11 培训对象 UNCLEAR_AUDIENCE",
      "12 培训对象 UNCLEAR_AUDIENCE",
      "13 应到 EXPECTED_DIFFERS",
      "14 课次编号 TWICE_IN_FILE",
      "15 课程类别 UNKNOWN_WORD",
    ])
    expect(seen.rows.nodes[0]?.problems[0]?.candidates).toEqual(["张三 · 乙单位 · 书记", "张三 · 甲单位 · 书记"])
    expect(seen.rows.nodes[11]?.problems[0]?.message).toBe("The file says 3; by the books 1 are expected that day.")
    expect(seen.rows.nodes[8]?.problems[0]?.candidates).toEqual(["向阳社区第一党支部", "向阳社区第二党支部"].sort())
  })

  test("a lesson is known again by its number: a draft is changed, an empty cell changes nothing, and what is published is left alone", async () => {
    const at = await community()
    const first = await read(at.subject, at.place, planOf({ code: "C1", capacity: "30", remark: "带笔" }, { code: "C2" }, { code: "", name: "无编号课" }))
    expect(await commit(at.subject, first.id)).toMatchObject({ created: 3 })
    await sql("UPDATE courses.lesson SET status = 'PUBLISHED' WHERE code = 'C2'")
    const rows = planOf(
      { code: "C1", from: "14:00", to: "16:00", name: "专题辅导二" },
      { code: "C2", from: "15:00", to: "16:00" },
      { code: "", name: "无编号课" },
    )
    const seen = await read(at.subject, at.place, rows)
    expect([fatesIn(seen), saidIn(seen)]).toEqual([["UPDATE", "ERROR", "UNCHANGED"], ["3 课次编号 NOT_A_DRAFT"]])
    expect(await commit(at.subject, seen.id)).toEqual({ __typename: "ImportCommitted", created: 0, updated: 1, unchanged: 1, skipped: 1 })
    expect(
      await sql(
        "SELECT title, capacity, remark, version, to_char(starts_at AT TIME ZONE 'Asia/Shanghai', 'HH24:MI') AS begins FROM courses.lesson WHERE code = 'C1'",
      ),
    ).toEqual([{ title: "专题辅导二", capacity: 30, remark: "带笔", version: 2, begins: "14:00" }])
    expect(
      await sql("SELECT p.starts_at = l.starts_at AS same FROM courses.lesson l JOIN courses.lesson_period p ON p.lesson_id = l.id WHERE l.code = 'C1'"),
    ).toEqual([{ same: true }])
  })
})

describe("clashes", () => {
  test("are listed in the preview, let drafts be, and stop what is to be published unless there is a reason", async () => {
    const at = await community()
    await world.member(at.first, { name: "李四" })
    const venue = await world.venue(at.place, "大教室", 1)
    const teacher = await world.teacher(at.place, "何老师")
    const taken = await world.lesson(at.place, "2026-12-01T09:30:00+08:00", { title: "已排的课", venue, teachers: [teacher] })
    await world.lesson(at.place, "2026-12-02T10:00:00+08:00", { status: "DRAFT", venue })
    const rows = planOf(
      { code: "D1", venue: "大教室", teachers: "何老师" },
      { code: "D2", day: "2026-12-02", venue: "大教室", audience: "全体党员" },
      { code: "D3", day: "2026-12-02", from: "10:30", to: "12:00", venue: "大教室", audience: "全体党员" },
      { code: "D4", day: "2026-12-02", from: "12:00", to: "13:00", venue: "大教室" },
      { code: "D5", day: "2026-10-01" },
    )
    const seen = await read(at.subject, at.place, rows)
    expect(saidIn(seen)).toEqual([
      "2 地点 VENUE",
      "2 主讲人 TEACHER",
      "3 地点 VENUE_IN_DRAFT",
      "3 地点 VENUE",
      "3 培训对象 ATTENDEES",
      "4 地点 VENUE_IN_DRAFT",
      "4 地点 VENUE",
      "4 培训对象 ATTENDEES",
      "6 日期 PAST",
      "6 日期 CALENDAR",
    ])
    expect(fatesIn(seen)).toEqual(["CREATE", "CREATE", "CREATE", "CREATE", "CREATE"])
    expect(seen.rows.nodes[0]?.problems[0]?.message).toBe("大教室 is taken by another lesson. (2026-12-01 09:30–11:30)")
    const late = await commit(at.subject, seen.id, { publish: true })
    expect(late).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "rows.6.startsAt" }] })

    const without = await read(at.subject, at.place, rows.replace(/D5.*\r\n/u, ""))
    const refused = await commit(at.subject, without.id, { publish: true })
    expect(refused).toMatchObject({ __typename: "ImportClash", rows: [{ line: 2 }, { line: 4 }] })
    expect(refused.rows?.[0]?.problems.map(({ code }) => code)).toEqual(["VENUE", "TEACHER"])
    expect(await sql("SELECT count(*)::int AS lessons FROM courses.lesson WHERE code LIKE 'D%'")).toEqual([{ lessons: 0 }])

    expect(await commit(at.subject, without.id, { publish: true, overrideReason: "只有这间教室" })).toMatchObject({ __typename: "ImportCommitted", created: 4 })
    expect(await sql("SELECT code, status::text FROM courses.lesson WHERE code LIKE 'D%' ORDER BY code")).toEqual(
      ["D1", "D2", "D3", "D4"].map((code) => ({ code, status: "PUBLISHED" })),
    )
    const kept = await sql(
      "SELECT c.override_reason AS reason FROM courses.lesson_change c JOIN courses.lesson l ON l.id = c.lesson_id WHERE l.code IN ('D1', 'D4') ORDER BY l.code",
    )
    expect(kept).toEqual([{ reason: "只有这间教室" }, { reason: null }])
    expect(taken.id).toMatch(/^lesson_/)
  })

  test("a preview is stale as soon as anything would come out otherwise, and is committed once, by whoever made it", async () => {
    const at = await community()
    const venue = await world.venue(at.place, "小教室")
    const seen = await read(at.subject, at.place, planOf({ code: "E1", venue: "小教室" }))
    await world.lesson(at.place, "2026-12-01T10:00:00+08:00", { venue })
    expect(await commit(at.subject, seen.id)).toEqual({
      __typename: "PreviewStale",
      message: "Something that the preview is about, or clashes with, was changed since. Make a new one.",
    })
    const fresh = await read(at.subject, at.place, planOf({ code: "E1", venue: "小教室" }))
    expect(await commit(await world.staff("ADMIN", world.city), fresh.id)).toMatchObject({ __typename: "NotAllowed" })
    const answers = await Promise.all([1, 2, 3].map(() => commit(at.subject, fresh.id)))
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(["ImportCommitted", "PreviewStale", "PreviewStale"])
    expect(await sql("SELECT count(*)::int AS lessons FROM courses.lesson WHERE code = 'E1'")).toEqual([{ lessons: 1 }])
  })
})

describe("who may, and at what cost", () => {
  test("whoever does not plan there previews nothing; the file is the sender's own; nothing is kept", async () => {
    const at = await community()
    const plan = planOf({ code: "F1" })
    const before = await sql("SELECT count(*)::int AS imports FROM courses.lesson_import")
    const elsewhere = await world.staff("COORDINATOR", await world.organisation(world.street))
    expect(await preview(elsewhere, at.place, plan)).toMatchObject({ __typename: "NotAllowed" })
    expect(await preview(await world.staff("COORDINATOR", at.first), at.place, plan)).toMatchObject({ __typename: "NotAllowed" })
    expect(await preview(at.subject, at.place, "一二三")).toMatchObject({ __typename: "UnreadableFile", message: expect.stringContaining("课程名称") })
    const many = HEAD + Array.from({ length: 2_001 }, (_, number) => line({ code: `N${number}` })).join("")
    expect(await preview(at.subject, at.place, many)).toMatchObject({ __typename: "UnreadableFile", message: expect.stringContaining("2000") })
    expect(await sql("SELECT count(*)::int AS imports FROM courses.lesson_import")).toEqual(before)
    expect(await read(await world.staff("SECRETARY", world.street), at.place, plan)).toMatchObject({ toCreate: 1 })
  })

  test("fifty rows cost as many statements as two", async () => {
    const at = await community()
    await world.member(at.first)
    await world.venue(at.place, "成本教室")
    await world.teacher(at.place, "冯老师")
    const rows = (count: number) =>
      planOf(
        ...Array.from({ length: count }, (_, at) => ({
          code: `G${count}-${at}`,
          day: `2027-01-${String((at % 28) + 1).padStart(2, "0")}`,
          from: at < 28 ? "09:00" : "14:00",
          to: at < 28 ? "11:00" : "16:00",
        })).map((cells) => ({ ...cells, venue: "成本教室", teachers: "冯老师", audience: "全体党员" })),
      )
    const cost = async (count: number) => (await stack.costOf(async () => void (await read(at.subject, at.place, rows(count))))).statements
    await cost(2)
    const many = await cost(50)
    expect([many, await cost(2)]).toEqual([many, many])
  })
})
