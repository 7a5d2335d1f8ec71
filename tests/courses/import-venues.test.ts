import { expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { fatesIn, lessonImportsIn, saidIn } from "../kit/lesson-imports.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const { sql, community, preview, read, commit } = lessonImportsIn(stack, world)
const HEAD = "名称,地址,容量,设备,开放时间,共用单位\r\n"
const opening = (name: string) =>
  sql("SELECT weekday, from_minute, to_minute FROM courses.venue_opening o JOIN courses.venue v ON v.id = o.venue_id WHERE v.name = $1 ORDER BY 1, 2", name)

test("venues come in with their equipment, opening hours and those who share them; what is unclear is asked about", async () => {
  const at = await community()
  const list = `向阳社区场地表,,,,,\r\n${HEAD}社区党校一号教室,沿江路1号,60人,投影仪、音响,周一至周五 9:00-17:30,第一党支部、第二党支部
远程教育室,沿江路1号,30,,每天 8:00-12:00、14:00-18:00,
大院,,,,,
河边,,100,,,
小房间,,十,,,
会客室,,8,,节假日除外,
电教室,,8,,,火星党支部
`.replace(/\r?\n/gu, "\r\n")
  const seen = await read(at.subject, at.place, list, "VENUES")
  expect(fatesIn(seen)).toEqual(["CREATE", "CREATE", "ERROR", "CREATE", "ERROR", "ERROR", "ERROR"])
  expect(saidIn(seen)).toEqual([
    "5 容量 MISSING",
    "5 类别 KIND_ASSUMED",
    "6 类别 KIND_ASSUMED",
    "7 容量 WRONG_NUMBER",
    "7 类别 KIND_ASSUMED",
    "8 开放时间 UNCLEAR_TIMES",
    "8 类别 KIND_ASSUMED",
    "9 共用单位 UNKNOWN_ORGANISATION",
  ])
  expect(await sql("SELECT count(*)::int AS venues FROM courses.venue")).toEqual([{ venues: 0 }])
  expect(await commit(at.subject, seen.id)).toEqual({ __typename: "ImportCommitted", created: 3, updated: 0, unchanged: 0, skipped: 4 })
  expect(
    await sql("SELECT name, kind::text, address, capacity, equipment FROM courses.venue WHERE organisation_path = $1 ORDER BY capacity", at.place.path),
  ).toEqual([
    { name: "远程教育室", kind: "REMOTE_EDUCATION_ROOM", address: "沿江路1号", capacity: 30, equipment: [] },
    { name: "社区党校一号教室", kind: "CLASSROOM", address: "沿江路1号", capacity: 60, equipment: ["投影仪", "音响"] },
    { name: "河边", kind: "CLASSROOM", address: null, capacity: 100, equipment: [] },
  ])
  expect(await opening("社区党校一号教室")).toEqual([1, 2, 3, 4, 5].map((weekday) => ({ weekday, from_minute: 540, to_minute: 1050 })))
  expect(await opening("远程教育室")).toHaveLength(14)
  expect(await sql("SELECT organisation_id AS id, priority FROM courses.venue_sharing ORDER BY priority")).toEqual([
    { id: at.first.uuid, priority: 1 },
    { id: at.second.uuid, priority: 2 },
  ])
})

test("a list that comes again changes what it says otherwise and empties nothing; whoever does not plan there gets nowhere", async () => {
  const at = await community()
  const first = `${HEAD}一号教室,甲路,60,投影仪,周一 上午,第一党支部\r\n二号教室,,20,,,\r\n三号教室,,20,,,\r\n`
  expect(await commit(at.subject, (await read(at.subject, at.place, first, "VENUES")).id)).toMatchObject({ created: 3 })
  await sql("UPDATE courses.venue SET is_in_use = false WHERE name = '三号教室'")
  const again = `${HEAD}一号教室,,80,,,\r\n二号教室,,20,,,\r\n三号教室,,20,,,\r\n`
  const outsider = await world.staff("COORDINATOR", await world.organisation(world.street))
  expect(await preview(outsider, at.place, again, "VENUES")).toMatchObject({ __typename: "NotAllowed" })
  const seen = await read(at.subject, at.place, again, "VENUES")
  expect([fatesIn(seen), saidIn(seen)]).toEqual([["UPDATE", "UNCHANGED", "ERROR"], ["4 名称 NO_LONGER_USED"]])
  expect(await commit(at.subject, seen.id)).toEqual({ __typename: "ImportCommitted", created: 0, updated: 1, unchanged: 1, skipped: 1 })
  expect(await sql("SELECT address, capacity, equipment, version FROM courses.venue WHERE name = '一号教室'")).toEqual([
    { address: "甲路", capacity: 80, equipment: ["投影仪"], version: 2 },
  ])
  expect(await opening("一号教室")).toEqual([{ weekday: 1, from_minute: 480, to_minute: 720 }])
  expect(await sql("SELECT count(*)::int AS shared FROM courses.venue_sharing s JOIN courses.venue v ON v.id = s.venue_id WHERE v.name = '一号教室'")).toEqual([
    { shared: 1 },
  ])
})
