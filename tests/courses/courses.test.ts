import { expect, test } from "vitest"
import { actsOf } from "../kit/acts.ts"
import { emptyDatabase } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const database = await emptyDatabase()
const stack = await openStack(database)
const world = await newWorld(database)
const act = actsOf(stack)
const planner = await world.staff("COORDINATOR", world.community)
const COURSE = "course { id name kind category topic syllabus hours isOffered version viewerCanPlan materials { title url } organisation { id } }"
const good = { organisation: world.community.id, name: "党章导读", kind: "LECTURE", category: "PARTY_LECTURE", hours: 1.5 }
const material = (url: string) => ({ title: "讲稿", url })

test("a course is entered with its links, changed part by part, and found in the catalogue and by its id", async () => {
  const added = await act(
    planner,
    "addCourse",
    { ...good, syllabus: "总纲\n条文", materials: [material("https://example.org/1")] },
    `... on CourseAdded { ${COURSE} }`,
  )
  const course = added["course"] as { id: string }
  const expected = {
    id: expect.stringMatching(/^course_/),
    name: "党章导读",
    kind: "LECTURE",
    category: "PARTY_LECTURE",
    topic: null,
    syllabus: "总纲\n条文",
    hours: 1.5,
    isOffered: true,
    version: 1,
    viewerCanPlan: true,
    materials: [material("https://example.org/1")],
    organisation: { id: world.community.id },
  }
  expect(course).toEqual(expected)
  const change = {
    course: course.id,
    version: 1,
    topic: "党章",
    isOffered: false,
    materials: [material("http://example.org/2"), material("https://example.org/3")],
  }
  expect(await act(planner, "updateCourse", change, `... on CourseUpdated { ${COURSE} }`)).toEqual({
    __typename: "CourseUpdated",
    course: { ...expected, topic: "党章", isOffered: false, version: 2, materials: change.materials },
  })
  expect(await act(planner, "updateCourse", change, "... on StaleVersion { currentVersion }")).toEqual({ __typename: "StaleVersion", currentVersion: 2 })
  const branch = await world.organisation(world.community)
  const client = await stack.as((await world.member(branch)).subject)
  const found = await client.request(
    `query ($id: ID!) { node(id: $id) { __typename ... on Course { name } } courses(search: "党章", category: PARTY_LECTURE) { totalCount nodes { id } } }`,
    course,
  )
  expect(found).toEqual({ node: { __typename: "Course", name: "党章导读" }, courses: { totalCount: 1, nodes: [{ id: course.id }] } })
  const elsewhere = await stack.as(await world.staff("ADMIN", await world.organisation(world.street)))
  expect(await elsewhere.request("{ courses { totalCount } }")).toEqual({ courses: { totalCount: 0 } })
})

test.each([
  ["javascript:alert(1)"],
  ["JavaScript:alert(1)"],
  ["data:text/html,x"],
  ["//example.org"],
  ["https://user:secret@example.org"],
  [" https://example.org"],
  ["https://example.org/\u0007"],
  [`https://example.org/${"a".repeat(1_000)}`],
  ["ftp://example.org"],
  ["讲稿.pdf"],
])("%s is no link", async (url) => {
  expect(await act(planner, "addCourse", { ...good, materials: [material(url)] })).toMatchObject({
    __typename: "InvalidInput",
    fields: [{ path: "materials.0.url" }],
  })
})

test("hours that are no halves, and whoever does not plan there, are refused; nothing is kept", async () => {
  const count = async () => (await world.client.query("SELECT FROM courses.course")).rowCount
  const before = await count()
  expect(await act(planner, "addCourse", { ...good, hours: 1.25 })).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "hours" }] })
  for (const subject of [
    await world.staff("RECORDER", world.community),
    await world.staff("AUDITOR", world.city),
    await world.staff("ADMIN", await world.organisation(world.community)),
  ])
    expect(await act(subject, "addCourse", good)).toMatchObject({ __typename: "NotAllowed" })
  expect(await count()).toBe(before)
})

test("a page of 50 courses costs what a page of 2 costs", async () => {
  const here = await newWorld(database)
  const place = { organisation_id: here.community.uuid, organisation_path: here.community.path }
  for (let at = 0; at < 50; at += 1) await here.insert("courses.course", { ...place, name: `课程${at}`, kind: "LECTURE", category: "PARTY_LECTURE", hours: 2 })
  const client = await stack.as(await here.staff("AUDITOR", here.street))
  const page = (first: number) => client.request(`{ courses(first: ${first}) { nodes { name materials { url } organisation { id } viewerCanPlan } } }`)
  await page(2)
  expect(await stack.costOf(() => page(50))).toEqual(await stack.costOf(() => page(2)))
})
