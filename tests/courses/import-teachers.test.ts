import { expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { fatesIn, lessonImportsIn, saidIn } from "../kit/lesson-imports.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const { sql, community, preview, read, commit } = lessonImportsIn(stack, world)
const HEAD = "类别,姓名,单位,职称和职务,联系方式,专长,可授课时间\r\n"
const LIST = `${HEAD}党校教师,赵 老师,区委党校,讲师,19900000001,党史、党章,周一至周五 上午
离退休干部,王春梅,原街道办,原主任,,基层治理,平时晚上除外
老党员,李建国,,,,,
外星人,张伟,某单位,,,,
讲师团,刘洋,市讲师团,,,,逢五逢十
领导干部,陈㛃,区委,书记,,,不限
领导干部,陈㛃,区委,书记,,,
`.replace(/\r?\n/gu, "\r\n")
const times = (name: string) =>
  sql(
    "SELECT weekday, from_minute, to_minute, kind::text FROM courses.teacher_availability a JOIN courses.teacher t ON t.id = a.teacher_id WHERE t.name = $1 ORDER BY 1, 2",
    name,
  )

test("teachers come in with what they teach and when they can; ways to reach them are neither kept nor repeated", async () => {
  const at = await community()
  const seen = await read(at.subject, at.place, LIST, "TEACHERS")
  expect(fatesIn(seen)).toEqual(["CREATE", "CREATE", "ERROR", "ERROR", "ERROR", "CREATE", "ERROR"])
  expect(saidIn(seen)).toEqual(["2 联系方式 NOT_KEPT", "4 单位 MISSING", "5 类别 UNKNOWN_WORD", "6 可授课时间 UNCLEAR_TIMES", "8 姓名 TWICE_IN_FILE"])
  expect(JSON.stringify(seen)).not.toContain("19900000001")
  expect(await sql("SELECT count(*)::int AS teachers FROM courses.teacher")).toEqual([{ teachers: 0 }])
  expect(await commit(at.subject, seen.id, { publish: true })).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "publish" }] })
  expect(await commit(at.subject, seen.id)).toEqual({ __typename: "ImportCommitted", created: 3, updated: 0, unchanged: 0, skipped: 4 })
  expect(
    await sql("SELECT name, category::text, unit, title, subjects, organisation_path = $1 AS own FROM courses.teacher t ORDER BY t.category", at.place.path),
  ).toEqual([
    { name: "王春梅", category: "RETIRED_CADRE", unit: "原街道办", title: "原主任", subjects: ["基层治理"], own: true },
    { name: "赵老师", category: "PARTY_SCHOOL_LECTURER", unit: "区委党校", title: "讲师", subjects: ["党史", "党章"], own: true },
    { name: "陈㛃", category: "LEADER", unit: "区委", title: "书记", subjects: [], own: true },
  ])
  expect(await times("赵老师")).toEqual([1, 2, 3, 4, 5].map((weekday) => ({ weekday, from_minute: 480, to_minute: 720, kind: "AVAILABLE" })))
  expect(await times("王春梅")).toEqual(
    [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from_minute: 480, to_minute: weekday < 6 ? 1080 : 1320, kind: "AVAILABLE" })),
  )
  expect(await times("陈㛃")).toEqual([])
  const kept = await sql("SELECT understood::text || rows::text AS text FROM courses.lesson_import")
  expect(JSON.stringify(kept)).not.toContain("19900000001")
})

test("a list that comes again changes what it says otherwise, leaves wishes and those who left alone, and is refused to who does not plan there", async () => {
  const at = await community()
  const first = `${HEAD}党校教师,甲,党校,讲师,,党史,周一 上午\r\n党校教师,乙,党校,,,,\r\n党校教师,丙,党校,,,,\r\n党校教师,丁,党校,,,,\r\n`
  expect(await commit(at.subject, (await read(at.subject, at.place, first, "TEACHERS")).id)).toMatchObject({ created: 4 })
  await sql("INSERT INTO courses.teacher_availability SELECT id, 2, 480, 720, 'PREFERRED' FROM courses.teacher WHERE name = '丙'")
  await sql("UPDATE courses.teacher SET is_active = false WHERE name = '丁'")
  const again = `${HEAD}党校教师,甲,党校,教授,,,周二 下午\r\n党校教师,乙,党校,,,,\r\n党校教师,丙,党校,副教授,,,周三\r\n党校教师,丁,党校,,,,\r\n`
  const before = await sql("SELECT count(*)::int AS imports FROM courses.lesson_import")
  for (const role of ["RECORDER", "AUDITOR"] as const)
    expect(await preview(await world.staff(role, world.city), at.place, again, "TEACHERS", at.subject)).toMatchObject({ __typename: "NotAllowed" })
  expect(await sql("SELECT count(*)::int AS imports FROM courses.lesson_import")).toEqual(before)
  const seen = await read(at.subject, at.place, again, "TEACHERS")
  expect([fatesIn(seen), saidIn(seen)]).toEqual([
    ["UPDATE", "UNCHANGED", "UPDATE", "ERROR"],
    ["4 可授课时间 WISHES_KEPT", "5 姓名 NO_LONGER_TEACHING"],
  ])
  const stale = await read(at.subject, at.place, `${again}\r\n`, "TEACHERS")
  expect(await commit(at.subject, seen.id)).toEqual({ __typename: "ImportCommitted", created: 0, updated: 2, unchanged: 1, skipped: 1 })
  expect(await commit(at.subject, stale.id)).toMatchObject({ __typename: "PreviewStale" })
  expect(await sql("SELECT name, title, subjects, version FROM courses.teacher WHERE name IN ('甲', '丙') ORDER BY name DESC")).toEqual([
    { name: "甲", title: "教授", subjects: ["党史"], version: 2 },
    { name: "丙", title: "副教授", subjects: [], version: 2 },
  ])
  expect(await times("甲")).toEqual([{ weekday: 2, from_minute: 720, to_minute: 1080, kind: "AVAILABLE" }])
  expect(await times("丙")).toEqual([{ weekday: 2, from_minute: 480, to_minute: 720, kind: "PREFERRED" }])
})
