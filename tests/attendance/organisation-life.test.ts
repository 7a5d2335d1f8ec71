import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { inspectionsIn } from "../kit/inspections.ts"
import { openStack } from "../kit/stack.ts"
import type { Person, Place } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const inspections = inspectionsIn(world)
const admin = await world.staff("ADMIN", world.city)

type Answer = { __typename: string; state?: string; fields?: { path: string }[]; meeting?: { id: string; version: number; present: number; filedAt: string } }
const MEETING = "meeting { id version kind present host filedAt evidence { id } organisation { id } viewerCanAmend isVoid }"
async function act(subject: string, mutation: "recordMeeting" | "amendMeeting", input: object): Promise<Answer> {
  const [type, success] = mutation === "recordMeeting" ? ["RecordMeetingInput", "MeetingRecorded"] : ["AmendMeetingInput", "MeetingAmended"]
  const document = `mutation ($input: ${type}!) { answer: ${mutation}(input: $input) { __typename ... on ${success} { ${MEETING} } ... on InvalidInput { fields { path message } } ${mutation === "amendMeeting" ? "... on InvalidState { state }" : ""} } }`
  return (await (await stack.as(subject)).request<{ answer: Answer }>(document, { input })).answer
}
const meetingsOf = async (subject: string, at: Place, more: object = {}) =>
  (
    await (
      await stack.as(subject)
    ).request<{ meetings: { totalCount: number; nodes: { id: string; kind: string; present: number | null }[] } | null }>(
      'query ($id: ID!, $kind: MeetingKind) { meetings(organisation: $id, from: "2025-01-01", to: "2026-11-23", kind: $kind) { totalCount nodes { id kind present } } }',
      { id: at.id, ...more },
    )
  ).meetings

const COUNTS = "{ assemblies committees groups lectures themeDays }"
type Life = {
  header: { title: string; digest: string; asOf: string }
  gaps: { message: string }[]
  totalCount: number
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
  nodes: { branch: { id: string }; quarter: number; due: object; held: object; attendanceRate: number | null; filing: object; missing: string[] }[]
} | null
async function lifeOf(subject: string, at: Place, more: object = {}): Promise<Life> {
  const document = `query ($id: ID!, $year: Int!, $quarter: Int, $asOf: DateTime, $first: Int, $after: String) {
    organisationLife(organisation: $id, year: $year, quarter: $quarter, asOf: $asOf, first: $first, after: $after) {
      header { title digest asOf } gaps { message } totalCount pageInfo { hasNextPage endCursor }
      nodes { branch { id } year quarter due ${COUNTS} held ${COUNTS} attendanceRate filing { inTime all rate } missing } } }`
  return (await (await stack.as(subject)).request<{ organisationLife: Life }>(document, { id: at.id, year: 2026, quarter: 2, ...more })).organisationLife
}

/** A meeting on the books, filed so many days after it was held. */
async function meeting(at: Place, kind: string, heldOn: string, counts: { expected?: number; present?: number } = {}, filedOn = heldOn): Promise<void> {
  const filed = new Date(`${filedOn}T21:00:00+08:00`)
  const who = { recorded_at: filed, recorded_by: "00000000-0000-7000-8000-000000000001", recorder_name: "记录人", filed_at: filed }
  const place = { organisation_id: at.uuid, organisation_path: at.path }
  await world.insert("attendance.branch_meeting", {
    version: 1,
    ...place,
    kind,
    held_at: new Date(`${heldOn}T19:00:00+08:00`),
    held_on: heldOn,
    ...counts,
    ...who,
  })
}

describe("the record of a meeting", () => {
  const input = (at: Place) => ({
    organisation: at.id,
    kind: "ASSEMBLY",
    heldAt: "2026-03-10T19:00:00+08:00",
    host: "王春梅",
    expected: 8,
    present: 6,
    onLeave: 1,
  })

  test("is filed when it is written first, and put right with what it said before kept", async () => {
    const at = await world.organisation(world.community)
    const recorder = await world.staff("RECORDER", at)
    const recorded = await act(recorder, "recordMeeting", input(at))
    expect(recorded).toMatchObject({
      __typename: "MeetingRecorded",
      meeting: { version: 1, present: 6, host: "王春梅", viewerCanAmend: true, organisation: { id: at.id } },
    })
    const id = recorded.meeting?.id as string
    const amended = await act(recorder, "amendMeeting", { meeting: id, version: 1, reason: "漏记一人", present: 7 })
    expect(amended).toMatchObject({ __typename: "MeetingAmended", meeting: { id, version: 2, present: 7, host: "王春梅" } })
    expect(await act(recorder, "amendMeeting", { meeting: id, version: 1, reason: "再改", present: 5 })).toMatchObject({
      __typename: "InvalidState",
      state: "STALE",
    })
    expect(await meetingsOf(recorder, at)).toEqual({ totalCount: 1, nodes: [{ id, kind: "ASSEMBLY", present: 7 }] })
    expect((await meetingsOf(recorder, at, { kind: "GROUP" }))?.nodes).toEqual([])
    const { rows } = await world.client.query(
      "SELECT version, present, replaced_at IS NULL AS stands FROM attendance.branch_meeting WHERE organisation_id = $1 ORDER BY version",
      [at.uuid],
    )
    expect(rows).toEqual([
      { version: 1, present: 6, stands: false },
      { version: 2, present: 7, stands: true },
    ])
    const acts = await world.client.query(
      "SELECT kind::text, reason, before ->> 'present' AS before, after ->> 'present' AS after FROM attendance.act WHERE organisation_id = (SELECT id FROM organisation.organisation WHERE path = $1) ORDER BY recorded_at, id",
      [at.path],
    )
    expect(acts.rows).toEqual([
      { kind: "MEETING_RECORDED", reason: null, before: null, after: "6" },
      { kind: "MEETING_AMENDED", reason: "漏记一人", before: "6", after: "7" },
    ])
    expect(await act(recorder, "amendMeeting", { meeting: id, version: 2, reason: "重复录入", isVoid: true })).toMatchObject({ meeting: { isVoid: true } })
    expect(await meetingsOf(recorder, at)).toEqual({ totalCount: 0, nodes: [] })
  })

  test("is refused with everything that is wrong, and to whoever does not record there", async () => {
    const at = await world.organisation(world.community)
    const member = await world.member(at)
    const bad = { ...input(at), kind: "ASSEMBLY", groupName: "一组", expected: 5, heldAt: "2026-12-01T19:00:00+08:00", number: 0 }
    const answer = await act(await world.staff("RECORDER", at), "recordMeeting", bad)
    expect(answer.fields?.map(({ path }) => path).sort()).toEqual(["expected", "groupName", "heldAt", "number"])
    for (const subject of [member.subject, await world.staff("AUDITOR", at), await world.staff("ADMIN", await world.organisation(world.community))])
      expect(await act(subject, "recordMeeting", input(at))).toEqual({ __typename: "NotAllowed" })
    expect((await meetingsOf(admin, at))?.totalCount).toBe(0)
    expect(await meetingsOf(member.subject, at)).toBeNull()
  })
})

describe("a quarter of a branch", () => {
  /** Lessons of a quarter that people of the branch came to. */
  async function lessons(at: Place, people: Person[], days: [string, string, number][]): Promise<void> {
    for (const [category, day, present] of days) {
      const lesson = await inspections.held(at, `2026-${day}T09:00:00+08:00`, { people, at, category })
      for (const [number, person] of people.entries()) await inspections.mark(lesson, person, at, { state: number < present ? "PRESENT" : "ABSENT" })
    }
  }
  async function branchWithCommittee(parent = world.community): Promise<{ at: Place; people: Person[] }> {
    const at = await world.organisation(parent)
    const people = [await world.member(at), await world.member(at), await world.member(at), await world.member(at)]
    for (const [number, post] of ["SECRETARY", "ORGANISATION_COMMISSIONER", "PUBLICITY_COMMISSIONER"].entries())
      await world.insert("organisation.office", { organisation_id: at.uuid, member_id: people[number]?.uuid, post, since: "2024-01-01" })
    return { at, people }
  }

  test("is judged by what is due: a committee meeting and a lecture are missing, one record came late", async () => {
    const { at, people } = await branchWithCommittee()
    await meeting(at, "ASSEMBLY", "2026-04-10", { expected: 4, present: 3 })
    await meeting(at, "COMMITTEE", "2026-04-14", { expected: 3, present: 3 })
    await meeting(at, "COMMITTEE", "2026-05-12", { expected: 3, present: 2 }, "2026-05-18")
    await meeting(at, "COMMITTEE", "2026-06-09", { expected: 4, present: 2 })
    await lessons(at, people, [
      ["THEME_DAY", "04-20", 4],
      ["THEME_DAY", "05-20", 3],
      ["THEME_DAY", "06-22", 2],
    ])
    const life = await lifeOf(admin, at)
    expect(life?.header.title).toBe("2026年第2季度三会一课落实情况季度表")
    expect(life?.nodes).toEqual([
      {
        branch: { id: at.id },
        year: 2026,
        quarter: 2,
        due: { assemblies: 1, committees: 3, groups: null, lectures: 1, themeDays: 3 },
        held: { assemblies: 1, committees: 2, groups: null, lectures: 0, themeDays: 3 },
        attendanceRate: 73.1,
        filing: { inTime: 6, all: 7, rate: 85.7 },
        missing: ["支委会缺1", "党课缺1", "支委会未过半数1次", "归档超期1次"],
      },
    ])
    expect(life?.gaps).toEqual([{ message: "1个支部季度未见党小组会记录：有无党小组不明，不计应开。" }])
    // In the evening of 14 May the second record was not there, and April alone was over.
    const then = await lifeOf(admin, at, { asOf: "2026-05-14T23:00:00+08:00" })
    expect(then?.nodes[0]).toMatchObject({
      due: { assemblies: 0, committees: 1, lectures: 0, themeDays: 1 },
      held: { assemblies: 1, committees: 1, themeDays: 1 },
      missing: [],
    })
    const digest = (await lifeOf(admin, at, { asOf: "2026-07-15T00:00:00+08:00" }))?.header.digest
    await meeting(at, "COMMITTEE", "2026-06-28", { expected: 3, present: 3 }, "2026-07-20")
    expect((await lifeOf(admin, at, { asOf: "2026-07-15T00:00:00+08:00" }))?.header.digest).toBe(digest)
    expect((await lifeOf(admin, at))?.nodes[0]).toMatchObject({ held: { committees: 3 } })
  })

  test("owes nothing to a committee that is not there, and to groups by their number", async () => {
    const at = await world.organisation(world.community)
    await meeting(at, "GROUP", "2026-04-10")
    await meeting(at, "GROUP", "2026-05-11")
    expect((await lifeOf(admin, at))?.nodes[0]).toMatchObject({
      due: { committees: null, groups: 3 },
      held: { committees: null, groups: 2 },
      attendanceRate: null,
      missing: ["支部党员大会缺1", "党小组会缺1", "党课缺1", "主题党日缺3"],
    })
  })

  test("of a branch founded within it owes by whole months", async () => {
    const at = await world.organisation(world.community)
    await world.client.query("UPDATE organisation.organisation_version SET valid_from = '2026-05-20' WHERE organisation_id = $1", [at.uuid])
    expect((await lifeOf(admin, at))?.nodes[0]).toMatchObject({ due: { assemblies: 0, lectures: 0, themeDays: 1 } })
    expect((await lifeOf(admin, at, { quarter: 1 }))?.nodes).toEqual([])
    expect((await lifeOf(admin, at, { quarter: null }))?.nodes.map(({ quarter }) => quarter)).toEqual([2, 3, 4])
  })

  test("counts a lecture that an organisation above held for its people, with its people alone", async () => {
    const general = await world.organisation(world.street, { kind: "GENERAL_BRANCH", level: "COMMUNITY" })
    const [one, two] = [await branchWithCommittee(general), await branchWithCommittee(general)]
    const lesson = await inspections.held(general, "2026-05-08T09:00:00+08:00", { people: one.people, at: one.at })
    for (const person of one.people) await inspections.mark(lesson, person, one.at)
    const nodes = (await lifeOf(admin, general))?.nodes ?? []
    const rate = (at: Place) => nodes.find(({ branch }) => branch.id === at.id)
    expect(rate(one.at)).toMatchObject({ held: { lectures: 1 }, attendanceRate: 100 })
    expect(rate(two.at)).toMatchObject({ held: { lectures: 0 }, attendanceRate: null })
    const page = await lifeOf(admin, general, { first: 1, quarter: null })
    expect(page).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: true } })
    expect(page?.nodes).toHaveLength(4)
    expect((await lifeOf(admin, general, { first: 1, quarter: null, after: page?.pageInfo.endCursor }))?.pageInfo.hasNextPage).toBe(false)
  })

  test("is for whoever has a role over the branch", async () => {
    const at = await world.organisation(world.community)
    const member = await world.member(at)
    expect(await lifeOf(await world.staff("AUDITOR", world.community), at)).not.toBeNull()
    for (const subject of [member.subject, await world.staff("ADMIN", await world.organisation(world.community))]) expect(await lifeOf(subject, at)).toBeNull()
  })
})
