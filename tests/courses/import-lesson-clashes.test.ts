import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { fatesIn, lessonImportsIn, planOf, saidIn } from "../kit/lesson-imports.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const { sql, community, preview, read, commit } = lessonImportsIn(stack, world)

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
    // What clashes in one row comes in the order of ids, which is nobody's.
    const wanted = [
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
    ]
    expect(saidIn(seen).sort()).toEqual(wanted.sort())
    expect(fatesIn(seen)).toEqual(["CREATE", "CREATE", "CREATE", "CREATE", "CREATE"])
    expect(seen.rows.nodes[0]?.problems.map(({ message }) => message)).toContain("大教室 is taken by another lesson. (2026-12-01 09:30–11:30)")
    const late = await commit(at.subject, seen.id, { publish: true })
    expect(late).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "rows.6.startsAt" }] })

    const without = await read(at.subject, at.place, rows.replace(/D5.*\r\n/u, ""))
    const refused = await commit(at.subject, without.id, { publish: true })
    expect(refused).toMatchObject({ __typename: "ImportClash", rows: [{ line: 2 }, { line: 4 }] })
    expect(refused.rows?.[0]?.problems.map(({ code }) => code).sort()).toEqual(["TEACHER", "VENUE"])
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
    const many = planOf(...Array.from({ length: 2_001 }, (_, number) => ({ code: `N${number}` })))
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
        ...Array.from({ length: count }, (_, number) => ({
          code: `G${count}-${number}`,
          day: `2027-01-${String((number % 28) + 1).padStart(2, "0")}`,
          from: number < 28 ? "09:00" : "14:00",
          to: number < 28 ? "11:00" : "16:00",
        })).map((cells) => ({ ...cells, venue: "成本教室", teachers: "冯老师", audience: "全体党员" })),
      )
    const cost = async (count: number) => (await stack.costOf(async () => void (await read(at.subject, at.place, rows(count))))).statements
    await cost(2)
    const many = await cost(50)
    expect([many, await cost(2)]).toEqual([many, many])
  })

  test("five hundred lessons are previewed and committed", { timeout: 120_000 }, async () => {
    const at = await community()
    await world.member(at.first)
    for (const number of [1, 2, 3, 4, 5]) await world.venue(at.place, `第${number}教室`)
    const rows = Array.from({ length: 500 }, (_, number) => {
      const [day, hour, room] = [Math.floor(number / 20), 8 + 2 * (Math.floor(number / 5) % 4), (number % 5) + 1]
      const times = { day: `2027-03-${String(day + 1).padStart(2, "0")}`, from: `${hour}:00`, to: `${hour + 2}:00` }
      return { code: `H${number}`, ...times, venue: `第${room}教室`, audience: "支部书记" }
    })
    const seen = await read(at.subject, at.place, planOf(...rows))
    expect(seen).toMatchObject({ toCreate: 500, errors: 0, rows: { totalCount: 500 } })
    expect(await commit(at.subject, seen.id)).toMatchObject({ created: 500 })
  })
})
