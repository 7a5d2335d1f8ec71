import { describe, expect, test } from "vitest"
import { actsOf } from "../kit/acts.ts"
import { emptyDatabase } from "../kit/database.ts"
import { capturesOf, ledgerOf, openedLesson } from "../kit/door.ts"
import { sendFile } from "../kit/files.ts"
import { openStack } from "../kit/stack.ts"
import type { Person, Thing } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const act = actsOf(stack)
const branch = await world.organisation(world.community)
const recorder = await world.staff("RECORDER", branch)
const STARTS = "2026-11-23T07:00:00+08:00"
const PNG = Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.from("a picture of the platform's record")])
const proof = async (who = recorder) => (await sendFile(stack, who, PNG, "学习记录.png", "?for=attendance")).body.id
const SELECT = "... on OnlineStudyRecorded { recorded unchanged sheet { state } } ... on AttendanceRejected { rows { line member reason } }"
const study = (lesson: Thing, rows: object[], as = recorder, more: object = {}) => act(as, "recordOnlineStudy", { lesson: lesson.id, rows, ...more }, SELECT)
const watched = async (person: Person, more: object = {}) => ({ member: person.id, minutes: 45, startedAt: STARTS, evidence: [await proof()], ...more })

describe("online study", () => {
  test("is recorded with the minutes watched and what proves it, which is kept for good", async () => {
    const wang = await world.member(branch)
    const lesson = await openedLesson(world, branch, STARTS, [wang])
    const row = await watched(wang)
    const key = { clientMutationKey: "study" }
    const answer = await study(lesson, [row], recorder, key)
    expect(answer).toEqual({ __typename: "OnlineStudyRecorded", recorded: 1, unchanged: 0, sheet: { state: "OPEN" } })
    expect(await study(lesson, [row], recorder, key)).toEqual(answer)
    expect(await ledgerOf(world, lesson)).toMatchObject([{ state: "ONLINE", minutes: 45, source: "ONLINE", facts: 1 }])
    const { rows } = await world.client.query(
      "SELECT v.member_id, v.name FROM attendance.entry e JOIN attendance.evidence v ON v.id = ANY(e.evidence) WHERE e.lesson_id = $1",
      [lesson.uuid],
    )
    expect(rows).toEqual([{ member_id: wang.uuid, name: "学习记录.png" }])
  })

  test.each([
    ["no evidence", { evidence: [] }, "NO_EVIDENCE"],
    ["no minutes", { minutes: 0 }, "BAD_MINUTES"],
    ["more than a day", { minutes: 1441 }, "BAD_MINUTES"],
    ["minutes to come", { minutes: 131 }, "BAD_TIME"],
    ["a time before the lesson's day", { startedAt: "2026-11-22T06:59:00+08:00" }, "BAD_TIME"],
    ["a time to come", { startedAt: "2026-11-23T10:00:00+08:00", minutes: 1 }, "BAD_TIME"],
  ])("with %s is refused, with all that comes with it", async (_, wrong, reason) => {
    const [wang, li] = [await world.member(branch), await world.member(branch)]
    const lesson = await openedLesson(world, branch, STARTS, [wang, li])
    expect(await study(lesson, [await watched(wang), await watched(li, wrong)])).toMatchObject({ rows: [{ line: 2, member: li.id, reason }] })
    expect(await capturesOf(world, lesson)).toBe(0)
  })

  test("of who is not on the list, with another's file, on a closed sheet or by others is refused", async () => {
    const [wang, li] = [await world.member(branch), await world.member(branch)]
    const lesson = await openedLesson(world, branch, STARTS, [wang])
    expect(await study(lesson, [await watched(li)])).toMatchObject({ rows: [{ reason: "NOT_EXPECTED" }] })
    const secretary = await world.staff("SECRETARY", branch)
    expect(await study(lesson, [await watched(wang, { evidence: [await proof(secretary)] })])).toMatchObject({ fields: [{ path: "rows.0.evidence.0" }] })
    expect(await study(await openedLesson(world, branch, STARTS, [wang], "CLOSED"), [await watched(wang)])).toMatchObject({
      rows: [{ reason: "SHEET_CLOSED" }],
    })
    expect(await study(lesson, [])).toMatchObject({ fields: [{ path: "rows" }] })
    for (const who of [wang.subject, await world.staff("AUDITOR", world.city), await world.staff("ADMIN", await world.organisation(world.community))])
      expect(await study(lesson, [await watched(wang)], who)).toMatchObject({ __typename: "NotAllowed" })
    expect(await capturesOf(world, lesson)).toBe(0)
  })
})
