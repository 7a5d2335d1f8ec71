import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { sheetsOf } from "../kit/sheets.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)

const { act, ground, mark, books } = sheetsOf(stack, world)
const rows = async (text: string, ...values: unknown[]) => (await world.client.query(text, values)).rows

/** A closed sheet of the 20th, three days ago, where one was there and one absent. */
async function closed(startsAt = "2026-11-20T14:00:00+08:00") {
  const made = await ground(2, startsAt)
  const { lesson, recorder, members, keeper } = made
  await act(recorder, "openAttendanceSheet", { lesson: lesson.id })
  await mark(lesson, members[0]!, { state: "PRESENT", at: startsAt })
  await mark(lesson, members[1]!, { state: "ABSENT", at: startsAt })
  await act(keeper, "closeAttendanceSheet", { lesson: lesson.id })
  const correct = (subject: string, more: object = {}) =>
    act(subject, "correctAttendance", {
      lesson: lesson.id,
      member: members[1]!.id,
      state: "LATE",
      arrivedAt: startsAt.replace("14:00", "14:20"),
      reason: "纸质签到表有其签名",
      ...more,
    })
  return { ...made, correct }
}
type Asked = { request: { id: string } }
const chain = (lesson: { uuid: string }, member: { uuid: string }) =>
  rows(
    "SELECT state::text, minutes, replaces_id IS NOT NULL AS replaces, reason, approver_name IS NOT NULL AS approved, is_after_lock FROM attendance.entry WHERE lesson_id = $1 AND member_id = $2 ORDER BY replaces_id NULLS FIRST",
    lesson.uuid,
    member.uuid,
  )

describe("correcting a closed sheet", () => {
  test("whoever keeps its books does so at once: a new fact replaces the one before, and the sheet is counted anew", async () => {
    const { correct, keeper, lesson, members } = await closed()
    expect(await correct(keeper)).toMatchObject({
      __typename: "AttendanceCorrected",
      entry: {
        before: "ABSENT",
        after: "LATE",
        minutesBefore: 0,
        minutesAfter: 100,
        reason: "纸质签到表有其签名",
        daysAfterLesson: 3,
        approvedBy: null,
        afterLock: false,
        kind: "CORRECTED",
      },
    })
    expect(await chain(lesson, members[1]!)).toEqual([
      { state: "ABSENT", minutes: 0, replaces: false, reason: null, approved: false, is_after_lock: false },
      { state: "LATE", minutes: 100, replaces: true, reason: "纸质签到表有其签名", approved: false, is_after_lock: false },
    ])
    expect(await rows("SELECT state::text, present, absent FROM attendance.sheet WHERE lesson_id = $1", lesson.uuid)).toEqual([
      { state: "CLOSED", present: 2, absent: 0 },
    ])
  })

  test("a recorder asks, and somebody who keeps the books decides: never whoever asked, nor whom it is about", async () => {
    const { correct, recorder, keeper, secretary, lesson, members, organiser } = await closed()
    const { request } = (await correct(recorder)) as unknown as Asked
    expect(request).toMatchObject({ state: "REQUESTED", asked: "LATE" })
    expect(await chain(lesson, members[1]!)).toHaveLength(1)
    expect(await correct(recorder)).toMatchObject({ __typename: "InvalidState", state: "CORRECTION_REQUESTED" })

    const account = await rows("SELECT id FROM people.account WHERE subject = $1", members[1]!.subject)
    const grant = {
      account_id: account[0].id,
      role: "COORDINATOR",
      organisation_id: organiser.uuid,
      organisation_path: organiser.path,
      granted_at: new Date("2020-01-01"),
    }
    await world.insert("people.access_grant", grant)
    const decide = (subject: string, approve = true) => act(subject, "decideCorrection", { correction: request.id, approve })
    const before = await books()
    for (const subject of [
      recorder,
      members[1]!.subject,
      members[0]!.subject,
      await world.staff("AUDITOR", world.city),
      await world.staff("COORDINATOR", await world.organisation(world.street)),
    ])
      expect(await decide(subject)).toMatchObject({ __typename: "NotAllowed" })
    expect(await books()).toBe(before)
    expect(await decide(keeper)).toMatchObject({
      __typename: "CorrectionDecided",
      request: { state: "APPROVED" },
      entry: { before: "ABSENT", after: "LATE", approvedBy: `COORDINATOR ${organiser.name}`, afterLock: false },
    })
    expect(await decide(secretary)).toMatchObject({ __typename: "InvalidState", state: "APPROVED" })
    expect(await chain(lesson, members[1]!)).toHaveLength(2)
  })

  test("one's own attendance is corrected by somebody else", async () => {
    const { lesson, members, organiser, keeper } = await closed()
    const account = await rows("SELECT id FROM people.account WHERE subject = $1", members[1]!.subject)
    const grant = {
      account_id: account[0].id,
      role: "SECRETARY",
      organisation_id: organiser.uuid,
      organisation_path: organiser.path,
      granted_at: new Date("2020-01-01"),
    }
    await world.insert("people.access_grant", grant)
    const answer = (await act(members[1]!.subject, "correctAttendance", {
      lesson: lesson.id,
      member: members[1]!.id,
      state: "PRESENT",
      reason: "到课",
    })) as unknown as Asked
    expect(answer).toMatchObject({ __typename: "ApprovalRequired" })
    expect(await act(keeper, "decideCorrection", { correction: answer.request.id, approve: true })).toMatchObject({ entry: { after: "PRESENT" } })
  })

  test("a refused request leaves what stands; another may follow", async () => {
    const { correct, recorder, keeper, lesson, members } = await closed()
    const { request } = (await correct(recorder)) as unknown as Asked
    expect(await act(keeper, "decideCorrection", { correction: request.id, approve: false, note: "无佐证" })).toMatchObject({
      request: { state: "REFUSED" },
      entry: null,
    })
    expect(await chain(lesson, members[1]!)).toHaveLength(1)
    expect(await correct(recorder)).toMatchObject({ __typename: "ApprovalRequired" })
  })

  test("what was corrected since is not approved blindly", async () => {
    const { correct, recorder, keeper, secretary } = await closed()
    const { request } = (await correct(recorder)) as unknown as Asked
    await correct(secretary, { state: "PRESENT", arrivedAt: null })
    const before = await books()
    expect(await act(keeper, "decideCorrection", { correction: request.id, approve: true })).toMatchObject({
      __typename: "InvalidState",
      state: "CHANGED_SINCE",
    })
    expect(await books()).toBe(before)
    expect(await act(keeper, "decideCorrection", { correction: request.id, approve: false })).toMatchObject({ request: { state: "REFUSED" } })
  })

  test("what was approved is always decided by a second person", async () => {
    const { correct, secretary, lesson, keeper } = await closed()
    await act(secretary, "approveAttendanceSheet", { lesson: lesson.id })
    const { request } = (await correct(secretary)) as unknown as Asked
    expect(await act(secretary, "decideCorrection", { correction: request.id, approve: true })).toMatchObject({ __typename: "NotAllowed" })
    expect(await act(keeper, "decideCorrection", { correction: request.id, approve: true })).toMatchObject({ entry: { after: "LATE" } })
    expect(await rows("SELECT state::text, present FROM attendance.sheet WHERE lesson_id = $1", lesson.uuid)).toEqual([{ state: "APPROVED", present: 2 }])
  })

  test("ten corrections at once make one chain, and the counts are those of its end", { timeout: 60_000 }, async () => {
    const { keeper, secretary, lesson, members } = await closed()
    const states = ["PRESENT", "ABSENT", "ON_LEAVE"]
    await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        act(at % 2 ? keeper : secretary, "correctAttendance", { lesson: lesson.id, member: members[1]!.id, state: states[at % 3], reason: `第${at}次` }),
      ),
    )
    const ends = await rows(
      "SELECT state::text FROM attendance.entry e WHERE lesson_id = $1 AND member_id = $2 AND NOT EXISTS (SELECT FROM attendance.entry l WHERE l.replaces_id = e.id)",
      lesson.uuid,
      members[1]!.uuid,
    )
    expect(ends).toHaveLength(1)
    const [sheet] = await rows("SELECT expected, present, on_leave, absent FROM attendance.sheet WHERE lesson_id = $1", lesson.uuid)
    const end = ends[0].state
    expect(sheet).toEqual({ expected: 2, present: end === "PRESENT" ? 2 : 1, on_leave: end === "ON_LEAVE" ? 1 : 0, absent: end === "ABSENT" ? 1 : 0 })
  })

  test("says everything that is wrong at once, and changes nothing", async () => {
    const { correct, keeper } = await closed()
    const before = await books()
    const paths = async (more: object) => ((await correct(keeper, more)) as unknown as { fields?: { path: string }[] }).fields?.map(({ path }) => path)
    expect(await paths({ state: "NOT_MARKED", reason: "" })).toEqual(["state", "reason"])
    expect(await paths({ state: "ABSENT", leftAt: "2026-11-20T15:00:00+08:00" })).toEqual(["arrivedAt", "leftAt"])
    expect(await paths({ state: "LATE", arrivedAt: null })).toEqual(["arrivedAt"])
    expect(await paths({ state: "LEFT_EARLY" })).toEqual(["leftAt"])
    expect(await paths({ arrivedAt: "2026-11-20T16:00:00+08:00" })).toEqual(["arrivedAt"])
    expect(await paths({ leftAt: "2026-11-20T14:10:00+08:00" })).toEqual(["leftAt"])
    expect(await paths({ arrivedAt: "2025-11-20T14:10:00+08:00" })).toEqual(["arrivedAt"])
    expect(await paths({ state: "ABSENT", arrivedAt: null })).toEqual(["state"])
    expect(await paths({ member: (await world.member(world.community)).id })).toEqual(["member"])
    expect(await paths({ evidence: ["scan_01j2gv5gymfay8vvr14d2pf2db"] })).toEqual(["evidence.0"])
    expect(await books()).toBe(before)
  })

  test("the same key again gives the same answer and corrects once", async () => {
    const { correct, keeper, lesson, members } = await closed()
    const first = await correct(keeper, { clientMutationKey: "更正-1" })
    expect(await correct(keeper, { clientMutationKey: "更正-1" })).toEqual(first)
    expect(await chain(lesson, members[1]!)).toHaveLength(2)
  })

  test("a list of requests is for those who read the subtree, the longest waiting first", async () => {
    const { correct, recorder, organiser, members } = await closed()
    await correct(recorder)
    const query = `query ($organisation: ID!, $state: CorrectionState) { correctionRequests(organisation: $organisation, state: $state) { totalCount nodes { state asked requestedBy member { id } lesson { title } } } }`
    const ask = async (subject: string, state: string | null = null) =>
      (await (await stack.as(subject)).request<{ correctionRequests: object | null }>(query, { organisation: organiser.id, state })).correctionRequests
    expect(await ask(await world.staff("AUDITOR", world.district))).toEqual({
      totalCount: 1,
      nodes: [
        { state: "REQUESTED", asked: "LATE", requestedBy: `RECORDER ${organiser.name}`, member: { id: members[1]!.id }, lesson: { title: "党章专题辅导" } },
      ],
    })
    expect(await ask(recorder, "APPROVED")).toEqual({ totalCount: 0, nodes: [] })
    expect(await ask(members[0]!.subject)).toBeNull()
    expect(await ask(await world.staff("ADMIN", await world.organisation(world.street)))).toBeNull()
  })
})
