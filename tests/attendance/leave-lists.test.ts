import { readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { toTypeId } from "../../subgraphs/shared/typeid.ts"
import { actsOf } from "../kit/acts.ts"
import { emptyDatabase } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"
import type { Thing } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const act = actsOf(stack)
const branch = await world.organisation(world.community)
const sibling = await world.organisation(world.community)
const keeper = await world.staff("COORDINATOR", branch)
const organiserKeeper = await world.staff("SECRETARY", world.community)
const SOON = "2026-12-01T14:00:00+08:00"

const LEAVE = "leave { id state kind reason isAfterwards isForOther requestedBy decidedBy decisionNote makeUp { state dueOn } member { id } }"
const ask = (subject: string, lesson: Thing, more: object = {}) =>
  act(
    subject,
    "requestLeave",
    { lesson: lesson.id, kind: "PERSONAL", reason: "外出务工", ...more },
    `... on LeaveRequested { ${LEAVE} } ... on TooLate { message } ... on InvalidState { state }`,
  )
const decide = (subject: string, leave: string, approve = true, more: object = {}) =>
  act(subject, "decideLeave", { leave, approve, ...more }, `... on LeaveDecided { ${LEAVE} } ... on InvalidState { state } ... on PeriodLocked { lockedAt }`)
const idOf = (answer: { [field: string]: unknown }) => (answer["leave"] as { id: string }).id
const expecting = async (startsAt = SOON, columns: object = {}) => {
  const wang = await world.member(branch)
  return { wang, lesson: await world.lesson(world.community, startsAt, { expected: [wang], ...columns }) }
}
describe("reading leave", () => {
  const LIST = `query ($id: ID!, $state: LeaveState, $first: Int, $after: String) { lesson(id: $id) { leaves(state: $state, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } nodes { id state reason member { id name } } } } }`
  type Listed = { lesson: { leaves: { totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string | null }; nodes: { id: string }[] } } | null }
  const read = async (subject: string, variables: object) => (await (await stack.as(subject)).request<Listed>(LIST, variables)).lesson?.leaves

  test("is for those whose roles reach the lesson or the person, and for the person", async () => {
    const [wang, li] = [await world.member(branch), await world.member(sibling)]
    const lesson = await world.lesson(world.community, SOON, { expected: [wang, li] })
    const leaves = [idOf(await ask(wang.subject, lesson)), idOf(await ask(li.subject, lesson))]
    await decide(organiserKeeper, leaves[1] ?? "", false)
    expect((await read(organiserKeeper, { id: lesson.id }))?.nodes.map(({ id }) => id)).toEqual([...leaves].reverse())
    expect(await read(organiserKeeper, { id: lesson.id, state: "REFUSED" })).toMatchObject({ totalCount: 1, nodes: [{ id: leaves[1] }] })
    expect(await read(keeper, { id: lesson.id })).toMatchObject({ totalCount: 1, nodes: [{ id: leaves[0], member: { id: wang.id, name: "王春梅" } }] })
    expect(await read(wang.subject, { id: lesson.id })).toMatchObject({ totalCount: 1, nodes: [{ id: leaves[0] }] })
    expect(await read((await world.member(branch)).subject, { id: lesson.id })).toMatchObject({ totalCount: 0, nodes: [] })
  })

  test("pages without a gap, and costs the same for two as for twenty people", async () => {
    const people = await Promise.all(Array.from({ length: 20 }, () => world.member(branch)))
    const lesson = await world.lesson(world.community, SOON, { expected: people })
    for (const person of people) await decide(keeper, idOf(await ask(person.subject, lesson)))
    const seen: string[] = []
    for (let after: string | null = null; ;) {
      const page: Listed["lesson"] extends infer L ? (L extends { leaves: infer P } ? P | undefined : never) : never = await read(keeper, {
        id: lesson.id,
        first: 7,
        after,
      })
      seen.push(...(page?.nodes ?? []).map(({ id }) => id))
      if (!page?.pageInfo.hasNextPage) break
      after = page.pageInfo.endCursor
    }
    expect([seen.length, new Set(seen).size]).toEqual([20, 20])
    const client = await stack.as(keeper)
    const page = (first: number) =>
      client.request(`{ lesson(id: "${lesson.id}") { leaves(first: ${first}) { nodes { state makeUp { state leave { id } } evidence { id } warnings { message }
        member { id leaves(first: 3) { totalCount nodes { id } } makeUps(first: 2) { nodes { id lesson { id } } } } } } } }`)
    await page(2)
    expect(await stack.costOf(() => page(20))).toEqual(await stack.costOf(() => page(2)))
  })

  test("warns of more than a seventh of a class's hours", async () => {
    const wang = await world.member(branch)
    const classRow = { organisation_id: world.community.uuid, organisation_path: world.community.path, name: "轮训班", level: "COMMUNITY", year: 2026 }
    const days = { starts_on: "2026-12-01", ends_on: "2026-12-31", planned_places: 40, hours: 14 }
    const trainingClass = await world.insert("courses.training_class", { ...classRow, ...days })
    const lessons: Thing[] = []
    for (let at = 0; at < 7; at += 1) lessons.push(await world.lesson(world.community, `2026-12-1${at}T09:00:00+08:00`, { expected: [wang] }))
    await world.client.query("UPDATE courses.lesson SET training_class_id = $2 WHERE id = ANY($1::uuid[])", [lessons.map(({ uuid }) => uuid), trainingClass])
    const WARNED = "... on LeaveRequested { leave { id warnings { rule leaveHours classHours } } }"
    const request = (lesson: Thing) => act(wang.subject, "requestLeave", { lesson: lesson.id, kind: "PERSONAL", reason: "外出" }, WARNED)
    const first = await request(lessons[0] as Thing)
    expect(first).toMatchObject({ leave: { warnings: [] } })
    await decide(keeper, idOf(first))
    expect(await request(lessons[1] as Thing)).toMatchObject({ leave: { warnings: [{ rule: "SHARE_OF_CLASS", leaveHours: 4, classHours: 14 }] } })
  })

  test("the operations of the contract run as they are written", async () => {
    const query = readFileSync(new URL("../operations/leave-and-make-up.graphql", import.meta.url), "utf8")
    const { wang, lesson } = await expecting()
    const request = async (subject: string, operationName: string, variables: object): Promise<Record<string, Record<string, unknown>>> => {
      const headers = { authorization: `Bearer ${await stack.token(subject)}`, "content-type": "application/json" }
      const response = await fetch(stack.url, { method: "POST", headers, body: JSON.stringify({ query, operationName, variables }) })
      const { data, errors } = (await response.json()) as { data: Record<string, Record<string, unknown>>; errors?: unknown }
      expect(errors).toBeUndefined()
      return data
    }
    const requested = await request(wang.subject, "RequestLeave", { input: { lesson: lesson.id, kind: "FAMILY", reason: "婚假" } })
    const leave = idOf(requested["requestLeave"] ?? {})
    expect(await request(keeper, "DecideLeave", { input: { leave, approve: true } })).toMatchObject({
      decideLeave: { __typename: "LeaveDecided", leave: { id: leave, state: "APPROVED", makeUp: { state: "DUE", dueOn: "2026-12-31" } } },
    })
    const unknown = toTypeId("makeup", wang.uuid)
    expect(await request(keeper, "CompleteMakeUp", { input: { makeUp: unknown, form: "ONLINE", completedOn: "2026-11-23", minutes: 90 } })).toMatchObject({
      completeMakeUp: { __typename: "NotAllowed" },
    })
    expect(await request(wang.subject, "MyYear", { year: 2026 })).toMatchObject({ me: { member: { id: wang.id } } })
  })
})
