import { readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const CONTRACT = readFileSync(new URL("../operations/schedule-lesson.graphql", import.meta.url), "utf8")
export const SCHEDULE = CONTRACT.slice(CONTRACT.indexOf("mutation ScheduleLesson"), CONTRACT.indexOf("# ScheduleLessonInput"))

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const branch = await world.organisation(world.community)
const wang = await world.member(branch)
const li = await world.member(branch, { name: "李建国" })
const coordinator = await stack.as(await world.staff("COORDINATOR", world.street))
const room = await world.venue(world.community)
const zhao = await world.teacher(world.community)

const good = {
  organiser: world.community.id,
  title: "党章专题辅导",
  category: "PARTY_LECTURE",
  startsAt: "2026-11-30T09:00:00+08:00",
  endsAt: "2026-11-30T11:00:00+08:00",
  plannedHours: 2,
  venue: room.id,
  teachers: [zhao.id],
  audience: { organisations: [world.community.id] },
}
const schedule = async (input: object, client = coordinator) => (await client.request<{ scheduleLesson: object }>(SCHEDULE, { input })).scheduleLesson

describe("scheduling a lesson", () => {
  test("draft, then published", async () => {
    expect(await schedule(good)).toMatchObject({ __typename: "LessonScheduled", lesson: { expectedCount: 2, version: 1 }, warnings: [] })
    expect(await schedule({ ...good, publish: true })).toMatchObject({
      __typename: "LessonScheduled",
      warnings: [{ code: "VENUE_IN_DRAFT" }, { code: "TEACHER_IN_DRAFT" }],
    })
    expect(await schedule({ ...good, publish: true })).toMatchObject({
      __typename: "ScheduleConflict",
      conflicts: [{ kind: "VENUE", minutes: 120, with: { title: good.title } }, { kind: "TEACHER" }, { kind: "ATTENDEES", count: 2 }],
    })
  })
  ;(void wang, li)
})
