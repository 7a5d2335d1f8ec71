import { describe, expect, test } from "vitest"
import { actsOf } from "../kit/acts.ts"
import { emptyDatabase } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"
import { toTypeId } from "../../subgraphs/shared/typeid.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const act = actsOf(stack)
const branch = await world.organisation(world.community)
const sibling = await world.organisation(world.street, { kind: "GENERAL_BRANCH", level: "COMMUNITY" })
const planner = await world.staff("COORDINATOR", world.community)
const wang = await world.member(branch)
const CLASS = `trainingClass { id name level year cohort state cancelledReason plannedPlaces hours startsOn endsOn version viewerCanPlan placesTaken waitlistedCount organisation { id }
  audience { includeDescendants posts stages hiddenMembers organisations { id } members { id } } coOrganisers { name organisation { id } } }`
const good = {
  organisation: world.community.id,
  name: "支部书记轮训班",
  level: "COMMUNITY",
  year: 2026,
  cohort: 3,
  plannedPlaces: 2,
  hours: 16,
  startsOn: "2026-12-01",
  endsOn: "2026-12-03",
  coOrganisers: [
    { name: "某大学" },
    {
      name: "社区",
      organisation: branch.id,
    },
  ],
  audience: {
    organisations: [world.community.id],
    posts: ["SECRETARY"],
    stages: ["FULL"],
    members: [wang.id],
  },
}
type Class = { id: string; version: number }
const open = async (input: object = {}) => (await act(planner, "openClass", { ...good, ...input }, `... on ClassOpened { ${CLASS} }`))["trainingClass"] as Class
const read = async (subject: string, id: string) =>
  (await (await stack.as(subject)).request<{ node: object | null }>(`{ node(id: "${id}") { ... on TrainingClass ${CLASS.slice("trainingClass ".length)} } }`))
    .node

describe("a training class", () => {
  test("is opened for an audience, with partners, and shown to its subtree and those below", async () => {
    const opened = await open()
    expect(opened).toEqual({
      id: expect.stringMatching(/^class_/),
      name: "支部书记轮训班",
      level: "COMMUNITY",
      year: 2026,
      cohort: 3,
      state: "OPEN",
      cancelledReason: null,
      plannedPlaces: 2,
      hours: 16,
      startsOn: "2026-12-01",
      endsOn: "2026-12-03",
      version: 1,
      viewerCanPlan: true,
      placesTaken: 0,
      waitlistedCount: 0,
      organisation: { id: world.community.id },
      audience: {
        includeDescendants: true,
        posts: ["SECRETARY"],
        stages: ["FULL"],
        hiddenMembers: 0,
        organisations: [{ id: world.community.id }],
        members: [{ id: wang.id }],
      },
      coOrganisers: [
        {
          name: "某大学",
          organisation: null,
        },
        {
          name: "社区",
          organisation: { id: branch.id },
        },
      ],
    })
    const stranger = (await world.member(branch)).subject
    expect(await read(stranger, opened.id)).toMatchObject({ viewerCanPlan: false, audience: { hiddenMembers: 1, members: [] } })
    expect(await read(await world.staff("ADMIN", sibling), opened.id)).toBeNull()
  })

  test("is changed part by part; more places go to those who wait; there can be no fewer than are taken", async () => {
    const { id } = await open()
    const people = [wang, await world.member(branch), await world.member(branch)]
    for (const { id: member } of people) await act(planner, "enrolInClass", { class: id, member })
    const update = (input: object) =>
      act(planner, "updateClass", { class: id, ...input }, `... on StaleVersion { currentVersion } ... on ClassUpdated { promoted ${CLASS} }`)
    expect(await update({ version: 1, plannedPlaces: 1 })).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "plannedPlaces" }] })
    expect(await update({ version: 1, endsOn: "2026-11-30" })).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "endsOn" }] })
    expect(await update({ version: 2, name: "x" })).toEqual({ __typename: "StaleVersion", currentVersion: 1 })
    expect(await read(planner, id)).toMatchObject({ version: 1, placesTaken: 2, waitlistedCount: 1 })
    const changed = await update({ version: 1, plannedPlaces: 5, cohort: null, audience: null, isOpen: false, coOrganisers: [] })
    expect(changed).toMatchObject({
      promoted: 1,
      trainingClass: {
        version: 2,
        state: "PLANNED",
        cohort: null,
        audience: null,
        coOrganisers: [],
        placesTaken: 3,
        waitlistedCount: 0,
        name: "支部书记轮训班",
      },
    })
  })

  test("naming what the viewer does not see, or nobody, is refused like naming what is not there", async () => {
    const stranger = await world.member(await world.organisation(sibling))
    const named = (organisation: string, member: string) => ({ ...good, coOrganisers: [], audience: { organisations: [organisation], members: [member] } })
    const answers = await Promise.all([
      act(planner, "openClass", named(sibling.id, stranger.id)),
      act(planner, "openClass", named("organisation_00000000000000000000000000", "member_00000000000000000000000000")),
    ])
    expect(answers[0]).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "audience.organisations.0" }, { path: "audience.members.0" }] })
    expect(answers[0]).toEqual(answers[1])
    expect(await act(planner, "openClass", { ...good, audience: {} })).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "audience" }] })
  })

  test("is cancelled when no lesson of it is to come; those that are, are named", async () => {
    const { id } = await open()
    const { rows } = await world.client.query<{ id: string }>("SELECT id FROM courses.training_class ORDER BY id DESC LIMIT 1")
    const lesson = await world.lesson(world.community, "2026-12-01T14:00:00+08:00")
    await world.client.query("UPDATE courses.lesson SET training_class_id = $2 WHERE id = $1", [lesson.uuid, rows[0]?.id])
    const cancel = (version: number, subject = planner) =>
      act(
        subject,
        "cancelClass",
        { class: id, version, reason: "报名不足" },
        `... on InvalidState { state } ... on ClassHasLessons { message lessons { hidden lessons { id } } } ... on ClassCancelled { ${CLASS} }`,
      )
    expect(await cancel(1)).toMatchObject({ __typename: "ClassHasLessons", lessons: { hidden: 0, lessons: [{ id: lesson.id }] } })
    expect(await read(planner, id)).toMatchObject({ state: "OPEN", version: 1 })
    await world.client.query("UPDATE courses.lesson SET status = 'CANCELLED' WHERE id = $1", [lesson.uuid])
    for (const subject of [
      await world.staff("RECORDER", world.community),
      await world.staff("AUDITOR", world.city),
      await world.staff("ADMIN", branch),
      wang.subject,
    ])
      expect(await cancel(1, subject)).toMatchObject({ __typename: "NotAllowed" })
    expect(await cancel(1)).toMatchObject({ __typename: "ClassCancelled", trainingClass: { state: "CANCELLED", cancelledReason: "报名不足", version: 2 } })
    expect(await cancel(2)).toMatchObject({ __typename: "InvalidState", state: "CANCELLED" })
  })

  test("is cancelled with its lessons where that is asked for: all or none, their people told and what they took up free", async () => {
    const here = await newWorld(url)
    const branchHere = await here.organisation(here.community)
    const [one, two] = [await here.member(branchHere), await here.member(branchHere)]
    const someone = await here.staff("COORDINATOR", here.community)
    const room = await here.venue(here.community)
    const row = { organisation_id: here.community.uuid, organisation_path: here.community.path, level: "COMMUNITY", year: 2026, name: "轮训班" }
    const uuid = await here.insert("courses.training_class", { ...row, starts_on: "2026-12-01", ends_on: "2026-12-20", planned_places: 9, hours: 8 })
    const lessons = [
      await here.lesson(here.community, "2026-12-01T09:00:00+08:00", { venue: room, expected: [one, two] }),
      await here.lesson(here.community, "2026-12-02T09:00:00+08:00", { venue: room, status: "DRAFT" }),
      await here.lesson(here.street, "2026-12-03T09:00:00+08:00", { expected: [one] }),
      await here.lesson(here.community, "2026-11-20T09:00:00+08:00", { expected: [one] }),
    ]
    const ids = lessons.map((lesson) => lesson.uuid)
    await here.client.query("UPDATE courses.lesson SET training_class_id = $2 WHERE id = ANY($1)", [ids, uuid])
    const statuses = async () =>
      (await here.client.query<{ status: string }>("SELECT status::text FROM courses.lesson WHERE id = ANY($1) ORDER BY starts_at", [ids])).rows.map(
        ({ status }) => status,
      )
    const input = { class: toTypeId("class", uuid), version: 1, reason: "报名不足", cancelLessons: true }
    const select = "... on ClassHasLessons { message lessons { lessons { id } } } ... on ClassCancelled { cancelledLessons trainingClass { state } }"
    expect(await act(someone, "cancelClass", input, select)).toEqual({
      __typename: "ClassHasLessons",
      message: "Lessons of the class are for others to cancel: 1. Ask their organisers first.",
      lessons: { lessons: [{ id: lessons[2]?.id }] },
    })
    expect(await statuses()).toEqual(["PUBLISHED", "PUBLISHED", "DRAFT", "PUBLISHED"])
    expect(await act(await here.staff("COORDINATOR", here.street), "cancelClass", input, select)).toEqual({
      __typename: "ClassCancelled",
      cancelledLessons: 3,
      trainingClass: { state: "CANCELLED" },
    })
    expect(await statuses()).toEqual(["PUBLISHED", "CANCELLED", "CANCELLED", "CANCELLED"])
    const told =
      "SELECT lesson_id, member_id, kind::text, content->>'reason' AS reason FROM courses.notice WHERE lesson_id = ANY($1) ORDER BY content->>'startsAt', member_id"
    expect((await here.client.query(told, [ids])).rows).toEqual([
      ...[one.uuid, two.uuid].sort().map((member_id) => ({ lesson_id: ids[0], member_id, kind: "CANCELLED", reason: "报名不足" })),
      { lesson_id: ids[2], member_id: one.uuid, kind: "CANCELLED", reason: "报名不足" },
    ])
    expect((await here.client.query("SELECT FROM courses.booking WHERE resource_id = $1", [room.uuid])).rowCount).toBe(0)
  })

  test("shows the people on its list whom one's roles reach; classes cost the same for 20 as for 2", async () => {
    const here = await newWorld(url)
    const [one, two] = [await here.organisation(here.community), await here.organisation(here.community)]
    const people = [await here.member(one), await here.member(two)]
    for (let at = 0; at < 20; at += 1) {
      const row = { organisation_id: here.community.uuid, organisation_path: here.community.path, level: "COMMUNITY", year: 2026, name: `班${at}` }
      const id = await here.insert("courses.training_class", { ...row, starts_on: "2026-12-01", ends_on: "2026-12-02", planned_places: 9, hours: 8 })
      for (const { uuid } of people) await here.insert("courses.class_place", { class_id: id, member_id: uuid }, false)
    }
    type Classes = {
      organisation: { trainingClasses: { nodes: { hiddenPlaces: number; placesTaken: number; places: { totalCount: number; nodes: object[] } }[] } }
    }
    const page = async (subject: string, first: number) =>
      (await stack.as(subject))
        .request<Classes>(`{ organisation(id: "${here.community.id}") { trainingClasses(first: ${first}) { nodes { name version state audience { posts } coOrganisers { name }
        placesTaken waitlistedCount hiddenPlaces places(first: 5) { totalCount nodes { state member { id } } } lessons(first: 2) { totalCount nodes { id } } } } } }`)
    const recorder = await here.staff("RECORDER", one)
    const { organisation } = await page(recorder, 20)
    expect(organisation.trainingClasses.nodes).toHaveLength(20)
    expect(organisation.trainingClasses.nodes[0]).toMatchObject({
      hiddenPlaces: 1,
      placesTaken: 2,
      places: { totalCount: 1, nodes: [{ state: "EXPECTED", member: { id: people[0]?.id } }] },
    })
    expect(await stack.costOf(() => page(recorder, 20))).toEqual(await stack.costOf(() => page(recorder, 2)))
  })
})
