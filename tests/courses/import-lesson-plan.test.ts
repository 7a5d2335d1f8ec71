import { readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { lessonImportsIn, fatesIn, saidIn } from "../kit/lesson-imports.ts"
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
  })
})
