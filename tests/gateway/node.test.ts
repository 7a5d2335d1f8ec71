import { gql } from "graphql-request"
import { beforeAll, expect, test } from "vitest"
import { NodeDocument } from "party-school-graph/operations"
import { emptyDatabase } from "../kit/database.ts"
import { type Stack, openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"
import { toTypeId } from "../../subgraphs/shared/typeid.ts"

let stack: Stack
let url: string
beforeAll(async () => {
  url = await emptyDatabase()
  stack = await openStack(url)
})

test("anything is found again by its id, in the shape of its type", async () => {
  const world = await newWorld(url)
  const branch = await world.organisation(world.community, { name: "第一党支部" })
  const wang = await world.member(branch)
  const lesson = await world.lesson(branch, "2026-11-24T09:00:00+08:00", { title: "主题党日" })
  const client = await stack.as(await world.staff("AUDITOR", world.city))

  expect(await client.request(NodeDocument, { id: wang.id })).toEqual({ node: { __typename: "Member", id: wang.id, name: "王春梅" } })
  expect(await client.request(NodeDocument, { id: branch.id })).toEqual({
    node: { __typename: "Organisation", id: branch.id, name: "第一党支部", kind: "BRANCH" },
  })
  expect(await client.request(NodeDocument, { id: lesson.id })).toEqual({
    node: { __typename: "Lesson", id: lesson.id, title: "主题党日", startsAt: "2026-11-24T09:00:00+08:00" },
  })
})

const EXISTS = gql`
  query Exists($id: ID!) {
    node(id: $id) {
      id
    }
  }
`
const OWNERS: Record<string, string> = {
  member: "query Own($id: ID!) { own: member(id: $id) { code } }",
  organisation: "query Own($id: ID!) { own: organisation(id: $id) { shortName } }",
  lesson: "query Own($id: ID!) { own: lesson(id: $id) { version } }",
  school: "query Own($id: ID!) { own: partySchool(id: $id) { isDemonstration } }",
  venue: "query Own($id: ID!) { own: node(id: $id) { ... on Venue { capacity } } }",
  teacher: "query Own($id: ID!) { own: node(id: $id) { ... on Teacher { unit } } }",
  class: "query Own($id: ID!) { own: node(id: $id) { ... on TrainingClass { year } } }",
  course: "query Own($id: ID!) { own: node(id: $id) { ... on Course { isOffered } } }",
}

test("node says that a thing exists to exactly those to whom its owner shows it", async () => {
  const world = await newWorld(url)
  const branch = await world.organisation(world.community)
  const sibling = await world.organisation(world.community)
  const elsewhere = await world.organisation(world.city, { kind: "COMMITTEE", level: "DISTRICT" })
  const wang = await world.member(branch)
  const classId = await world.insert("courses.training_class", {
    organisation_id: branch.uuid,
    organisation_path: branch.path,
    level: "COMMUNITY",
    year: 2026,
    name: "轮训班",
    starts_on: "2026-03-01",
    ends_on: "2026-03-02",
    planned_places: 30,
    hours: 16,
  })
  const place = { organisation_id: branch.uuid, organisation_path: branch.path }
  const courseId = await world.insert("courses.course", { ...place, name: "党章导读", kind: "LECTURE", category: "PARTY_LECTURE", hours: 2 })
  const things: [string, string][] = [
    ["member", wang.id],
    ["organisation", branch.id],
    ["school", (await world.school(branch)).id],
    ["venue", (await world.venue(branch)).id],
    ["teacher", (await world.teacher(branch)).id],
    ["class", toTypeId("class", classId)],
    ["course", toTypeId("course", courseId)],
    ["lesson", (await world.lesson(branch, "2026-11-24T09:00:00+08:00")).id],
    ["lesson", (await world.lesson(branch, "2026-11-24T09:00:00+08:00", { status: "DRAFT" })).id],
    ["lesson", (await world.lesson(sibling, "2026-11-24T09:00:00+08:00", { expected: [wang] })).id],
    ["member", "member_01j2gv5gymfay8vvr14d2pf2db"],
  ]
  const viewers = [
    await world.staff("AUDITOR", world.city),
    await world.staff("RECORDER", branch),
    await world.staff("COORDINATOR", sibling),
    await world.staff("ADMIN", elsewhere),
    wang.subject,
    (await world.member(branch, { name: "李建国" })).subject,
    (await world.member(elsewhere)).subject,
  ]
  let shown = 0
  for (const viewer of viewers) {
    const client = await stack.as(viewer)
    for (const [kind, id] of things) {
      const { own } = await client.request<{ own: object | null }>(OWNERS[kind] ?? "", { id })
      const { node } = await client.request<{ node: object | null }>(EXISTS, { id })
      expect(node !== null, `${kind} for ${viewer}`).toBe(own !== null)
      if (node) shown += 1
    }
  }
  // All see school, venue, teacher and course. The auditor sees all 10, the recorder not the sibling's lesson; who is invited sees it.
  expect(shown).toBe(10 + 9 + 5 + 4 + 9 + 7 + 4)
})
