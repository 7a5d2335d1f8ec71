import { describe, expect, test } from "vitest"
import { actsOf } from "../kit/acts.ts"
import { emptyDatabase } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const act = actsOf(stack)
const SCHOOL = "school { id name level isDemonstration demonstrationBatch establishedOn version viewerCanPlan organisation { id } headmaster { name } }"
const ground = async () => {
  const world = await newWorld(url)
  const planner = await world.staff("SECRETARY", world.community)
  const opened = await act(
    planner,
    "openSchool",
    { organisation: world.community.id, name: "元宝社区党校", level: "COMMUNITY", establishedOn: "2015-06-01" },
    `... on SchoolOpened { ${SCHOOL} }`,
  )
  const school = opened["school"] as { id: string }
  const board = async (asOf: string) =>
    (
      await (
        await stack.as(planner)
      ).request<{ partySchool: { headmaster: { name: string } | null; board: object[] } }>(
        `{ partySchool(id: "${school.id}") { headmaster(asOf: "${asOf}") { name } board(asOf: "${asOf}") { name position since until member { id } } } }`,
      )
    ).partySchool
  return { world, planner, school, board }
}

describe("a Party school", () => {
  test("is opened once at an organisation, and honoured in a batch", async () => {
    const { world, planner, school } = await ground()
    const expected = {
      id: expect.stringMatching(/^school_/),
      name: "元宝社区党校",
      level: "COMMUNITY",
      isDemonstration: false,
      demonstrationBatch: null,
      establishedOn: "2015-06-01",
      version: 1,
      viewerCanPlan: true,
      organisation: { id: world.community.id },
      headmaster: null,
    }
    expect(school).toEqual(expected)
    const again = { organisation: world.community.id, name: "第二党校", level: "COMMUNITY", establishedOn: "2016-01-01" }
    expect(await act(planner, "openSchool", again, "... on InvalidState { state }")).toMatchObject({ __typename: "InvalidState", state: "HAS_SCHOOL" })
    const change = { school: school.id, version: 1, isDemonstration: true, demonstrationBatch: 2 }
    expect(await act(planner, "updateSchool", change, `... on SchoolUpdated { ${SCHOOL} }`)).toMatchObject({
      school: { ...expected, isDemonstration: true, demonstrationBatch: 2, version: 2 },
    })
    expect(await act(planner, "updateSchool", change, "... on StaleVersion { currentVersion }")).toMatchObject({ currentVersion: 2 })
    const lost = await act(planner, "updateSchool", { school: school.id, version: 2, isDemonstration: false }, `... on SchoolUpdated { ${SCHOOL} }`)
    expect(lost).toMatchObject({ school: { isDemonstration: false, demonstrationBatch: null, version: 3 } })
  })

  test("names the venues in use that its organisation keeps, by name", async () => {
    const { world, planner, school } = await ground()
    const second = await world.venue(world.community, "二号教室")
    const first = await world.venue(world.community)
    const closed = await world.venue(world.community, "三号教室")
    await world.venue(world.street)
    await world.client.query("UPDATE courses.venue SET is_in_use = false WHERE id = $1", [closed.uuid])
    const read = async (subject: string) => (await stack.as(subject)).request(`{ node(id: "${school.id}") { ... on PartySchool { venues { id } } } }`)
    const venues = [first, second].map(({ id }) => ({ id }))
    expect(await read(planner)).toEqual({ node: { venues } })
    expect(await read((await world.member(await world.organisation(world.street))).subject)).toEqual({ node: { venues } })
  })

  test("has one headmaster at a time, and a board as of each day", async () => {
    const { world, planner, school, board } = await ground()
    const wang = await world.member(await world.organisation(world.community))
    const appoint = (input: object) =>
      act(planner, "appointSchoolOfficer", { school: school.id, ...input }, "... on InvalidState { state } ... on SchoolOfficerAppointed { officer { id } }")
    const first = await appoint({ name: "王春梅", member: wang.id, position: "HEADMASTER", since: "2016-01-01" })
    await appoint({ name: "孙主任", position: "BOARD_MEMBER", since: "2017-01-01", until: "2018-01-01" })
    expect(await appoint({ name: "李校长", position: "HEADMASTER", since: "2020-01-01" })).toMatchObject({
      __typename: "InvalidState",
      state: "HEADMASTER_IN_OFFICE",
    })
    expect(await appoint({ name: "李校长", position: "HEADMASTER", since: "2014-01-01" })).toMatchObject({
      __typename: "InvalidInput",
      fields: [{ path: "since" }],
    })
    const officer = (first["officer"] as { id: string }).id
    expect(await act(planner, "endSchoolOfficer", { officer, until: "2016-01-01" })).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "until" }] })
    expect(await act(planner, "endSchoolOfficer", { officer, until: "2020-01-01" })).toMatchObject({ __typename: "SchoolOfficerEnded" })
    expect(await act(planner, "endSchoolOfficer", { officer, until: "2021-01-01" }, "... on InvalidState { state }")).toMatchObject({ state: "ENDED" })
    expect(await appoint({ name: "李校长", position: "HEADMASTER", since: "2020-01-01" })).toMatchObject({ __typename: "SchoolOfficerAppointed" })
    expect(await board("2019-12-31")).toEqual({
      headmaster: { name: "王春梅" },
      board: [{ name: "王春梅", position: "HEADMASTER", since: "2016-01-01", until: "2020-01-01", member: { id: wang.id } }],
    })
    expect((await board("2017-12-31")).board).toHaveLength(2)
    expect((await board("2020-01-01")).headmaster).toEqual({ name: "李校长" })
    expect((await board("2015-12-31")).board).toEqual([])
  })

  test("two headmasters appointed at once: one stands", async () => {
    const { planner, school } = await ground()
    const appoint = (name: string) => act(planner, "appointSchoolOfficer", { school: school.id, name, position: "HEADMASTER", since: "2020-01-01" })
    const answers = await Promise.all(["甲", "乙", "丙", "丁"].map(appoint))
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(["InvalidState", "InvalidState", "InvalidState", "SchoolOfficerAppointed"])
  })

  test("is kept by planners alone; a refusal changes nothing", async () => {
    const { world, school, board } = await ground()
    const home = await world.organisation(world.community)
    const who = [
      await world.staff("RECORDER", world.community),
      await world.staff("AUDITOR", world.city),
      await world.staff("ADMIN", home),
      (await world.member(home)).subject,
    ]
    for (const subject of who) {
      expect(await act(subject, "updateSchool", { school: school.id, version: 1, name: "x" })).toMatchObject({ __typename: "NotAllowed" })
      const input = { school: school.id, name: "x", position: "BOARD_MEMBER", since: "2020-01-01" }
      expect(await act(subject, "appointSchoolOfficer", input)).toMatchObject({ __typename: "NotAllowed" })
    }
    expect((await board("2026-11-23")).board).toEqual([])
  })

  test("lists its lessons in a time, and schools cost the same for 20 as for 2", async () => {
    const world = await newWorld(url)
    for (let at = 0; at < 20; at += 1) {
      const community = await world.organisation(world.street, { kind: "GENERAL_BRANCH", level: "COMMUNITY" })
      const school = await world.school(community, { name: `党校${at}` })
      await world.lesson(community, "2026-12-01T14:00:00+08:00", { school })
      await world.lesson(community, "2026-12-08T14:00:00+08:00", { school })
    }
    const client = await stack.as(await world.staff("AUDITOR", world.street))
    type Schools = { schools: { totalCount: number; nodes: { lessons: { totalCount: number; nodes: object[] } }[] } }
    const page = (first: number) =>
      client.request<Schools>(`{ schools(first: ${first}, organisation: "${world.street.id}") { totalCount nodes { name version organisation { id } headmaster { name } board { name }
        lessons(to: "2026-12-08T00:00:00+08:00", first: 5) { totalCount nodes { title } } } } }`)
    const { schools } = await page(20)
    expect([schools.totalCount, schools.nodes.length]).toEqual([20, 20])
    expect(schools.nodes.map(({ lessons }) => [lessons.totalCount, lessons.nodes.length])).toEqual(schools.nodes.map(() => [1, 1]))
    expect(await stack.costOf(() => page(20))).toEqual(await stack.costOf(() => page(2)))
  })
})
