import { readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { fetchFile } from "../kit/files.ts"
import { fatesIn, lessonImportsIn, planOf, saidIn } from "../kit/lesson-imports.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const { sql, community, trainingClass, read, commit } = lessonImportsIn(stack, world)
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

const lessonsAt = async (path: string) =>
  sql(
    `SELECT code, title, status::text, version, to_char(starts_at AT TIME ZONE 'Asia/Shanghai', 'MM-DD HH24:MI') AS begins, to_char(ends_at AT TIME ZONE 'Asia/Shanghai', 'MM-DD HH24:MI') AS ends
     FROM courses.lesson WHERE organiser_path LIKE $1 ORDER BY starts_at, code`,
    `${path}%`,
  )

/** What the sample becomes: every column where it belongs. */
const SAMPLE_LESSONS = [
  {
    code: "L2025-001",
    category: "INTENSIVE",
    mode: "FACE_TO_FACE",
    status: "DRAFT",
    hours: 4,
    capacity: 60,
    venue: "社区党校一号教室",
    place: null,
    class: "党员集中轮训",
    counted: true,
    stages: ["FULL", "PROBATIONARY", "DEVELOPMENT_TARGET"],
    teachers: ["赵老师"],
    partners: ["区委党校"],
    expected: 8,
  },
  {
    code: "L2025-002",
    category: "INTENSIVE",
    mode: "FACE_TO_FACE",
    status: "DRAFT",
    hours: 8,
    capacity: 40,
    venue: null,
    place: "社区党群服务中心",
    class: "党员集中轮训",
    counted: true,
    stages: ["FULL", "PROBATIONARY"],
    teachers: ["王春梅"],
    partners: null,
    expected: 7,
  },
  {
    code: "L2025-003",
    category: "PARTY_LECTURE",
    mode: "FACE_TO_FACE",
    status: "DRAFT",
    hours: 1.5,
    capacity: 60,
    venue: "社区党校一号教室",
    place: null,
    class: null,
    counted: true,
    stages: ["FULL", "PROBATIONARY"],
    teachers: ["李建国"],
    partners: null,
    expected: 4,
  },
  {
    code: "L2025-004",
    category: "PRACTICE",
    mode: "FACE_TO_FACE",
    status: "DRAFT",
    hours: 0,
    capacity: null,
    venue: null,
    place: "沿江路",
    class: null,
    counted: false,
    stages: ["FULL", "PROBATIONARY"],
    teachers: null,
    partners: ["街道办"],
    expected: 4,
  },
]

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
    ).toEqual(SAMPLE_LESSONS)
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
  test("a place without a word on the form is a lesson there; a room that was given up no longer shares its name", async () => {
    const at = await community()
    const old = await world.venue(at.place, "综合教室")
    await world.venue(at.place, "综合教室")
    const plan = planOf(
      { code: "F1", mode: "", venue: "综合教室" },
      { code: "F2", mode: "", day: "2026-12-02", venue: "广场" },
      { code: "F3", mode: "", day: "2026-12-03" },
    )
    const said = ["3 地点 PLACE_IN_WORDS", "4 授课形式 MISSING"]
    expect(saidIn(await read(at.subject, at.place, plan))).toEqual(["2 地点 AMBIGUOUS_VENUE", ...said])
    await sql("UPDATE courses.venue SET is_in_use = false WHERE id = $1", old.uuid)
    const seen = await read(at.subject, at.place, plan)
    expect(saidIn(seen)).toEqual(said)
    expect(await commit(at.subject, seen.id)).toMatchObject({ created: 2, skipped: 1 })
    expect(await sql("SELECT code FROM courses.lesson WHERE organiser_path LIKE $1 AND mode = 'FACE_TO_FACE' ORDER BY code", `${at.place.path}%`)).toEqual([
      { code: "F1" },
      { code: "F2" },
    ])
  })

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
