import { gql } from "graphql-request"
import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"
import { tellIn } from "../kit/tell.ts"
import type { Thing } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const branch = await world.organisation(world.community)
const elsewhere = await world.organisation(world.community)

const NOTICES = gql`
  query ($id: ID!, $unreadOnly: Boolean! = false, $first: Int, $after: String) {
    member(id: $id) {
      unreadNoticeCount
      notices(unreadOnly: $unreadOnly, first: $first, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
          kind
          title
          text
          reason
          createdAt
          readAt
          now {
            startsAt
            venueName
            teacherNames
          }
          before {
            startsAt
          }
          lesson {
            id
          }
        }
      }
    }
  }
`
const MARK = gql`
  mutation ($input: MarkNoticesReadInput!) {
    markNoticesRead(input: $input) {
      __typename
      ... on NoticesMarkedRead {
        marked
      }
    }
  }
`
type Shown = { id: string; text: string; readAt: string | null; lesson: Thing | null }
type Read = {
  member: {
    unreadNoticeCount: number | null
    notices: { totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string }; nodes: Shown[] } | null
  } | null
}
const read = async (subject: string, variables: object) => (await (await stack.as(subject)).request<Read>(NOTICES, variables)).member
const mark = async (subject: string, input: object) =>
  (await (await stack.as(subject)).request<{ markNoticesRead: { __typename: string; marked?: number } }>(MARK, { input })).markNoticesRead
const readAts = async (...notices: Thing[]) =>
  (
    await world.client.query<{ read_at: Date | null }>("SELECT read_at FROM courses.notice WHERE id = ANY($1::uuid[]) ORDER BY created_at", [
      notices.map(({ uuid }) => uuid),
    ])
  ).rows.map(({ read_at }) => read_at?.toISOString() ?? null)

describe("a member's notices", async () => {
  const wang = await world.member(branch)
  const lesson = await world.lesson(branch, "2026-11-25T14:30:00+08:00", { expected: [wang] })
  const gone = await world.lesson(elsewhere, "2026-11-26T14:30:00+08:00")
  const first = await tellIn(world.insert, lesson, { member: wang })
  const moved = await tellIn(world.insert, lesson, {
    member: wang,
    kind: "RESCHEDULED",
    createdAt: "2026-11-21T09:00:00+08:00",
    content: {
      venueName: "一号教室",
      teacherNames: ["赵老师"],
      reason: "教室检修",
      before: { startsAt: "2026-11-24T01:00:00.000Z", endsAt: "2026-11-24T03:00:00.000Z" },
    },
  })
  const removed = await tellIn(world.insert, gone, {
    member: wang,
    kind: "REMOVED",
    createdAt: "2026-11-22T09:00:00+08:00",
    readAt: "2026-11-22T10:00:00+08:00",
  })

  test("say in words what happened, the newest first, also of a lesson that is no longer the reader's to see", async () => {
    const member = await read(wang.subject, { id: wang.id })
    expect(member?.unreadNoticeCount).toBe(2)
    expect(member?.notices?.nodes.map(({ id, lesson: of }) => [id, of?.id ?? null])).toEqual([
      [removed.id, null],
      [moved.id, lesson.id],
      [first.id, lesson.id],
    ])
    expect(member?.notices?.nodes[1]).toEqual({
      id: moved.id,
      kind: "RESCHEDULED",
      title: "党章专题辅导",
      text: "《党章专题辅导》由2026年11月24日（周二）09:00—11:00改为2026年11月25日（周三）14:30—16:30在一号教室。原因：教室检修。",
      reason: "教室检修",
      createdAt: "2026-11-21T09:00:00+08:00",
      readAt: null,
      now: { startsAt: "2026-11-25T14:30:00+08:00", venueName: "一号教室", teacherNames: ["赵老师"] },
      before: { startsAt: "2026-11-24T09:00:00+08:00" },
      lesson: { id: lesson.id },
    })
    expect(member?.notices?.nodes[0]?.text).toBe("您不再列入《党章专题辅导》（2026年11月25日（周三）14:30—16:30）的应到名单。")
  })

  test("come in pages, and the unread ones alone", async () => {
    const page = await read(wang.subject, { id: wang.id, first: 1, unreadOnly: true })
    expect([page?.notices?.nodes.map(({ id }) => id), page?.notices?.totalCount, page?.notices?.pageInfo.hasNextPage]).toEqual([[moved.id], 2, true])
    const next = await read(wang.subject, { id: wang.id, first: 1, unreadOnly: true, after: page?.notices?.pageInfo.endCursor })
    expect([next?.notices?.nodes.map(({ id }) => id), next?.notices?.pageInfo.hasNextPage]).toEqual([[first.id], false])
  })

  test.each(["RECORDER", "COORDINATOR", "SECRETARY", "AUDITOR", "ADMIN"] as const)("are read by a %s of the branch, who cannot mark them", async (role) => {
    const subject = await world.staff(role, branch)
    expect((await read(subject, { id: wang.id }))?.notices?.totalCount).toBe(3)
    expect(await mark(subject, { notices: [first.id] })).toEqual({ __typename: "NotAllowed" })
    expect(await readAts(first)).toEqual([null])
  })

  test("are nobody else's", async () => {
    const colleague = await world.member(branch)
    for (const subject of [colleague.subject, await world.staff("ADMIN", elsewhere)]) {
      expect(await read(subject, { id: wang.id })).toBeNull()
      expect(await mark(subject, { notices: [first.id] })).toEqual({ __typename: "NotAllowed" })
    }
  })

  test("are marked by name, all of them or none, and keep the moment at which they were read", async () => {
    const foreign = await tellIn(world.insert, lesson, { member: await world.member(branch) })
    expect(await mark(wang.subject, { notices: [first.id, foreign.id] })).toEqual({ __typename: "NotAllowed" })
    expect(await mark(wang.subject, { notices: [first.id, "notice_00000000000000000000000000"] })).toEqual({ __typename: "NotAllowed" })
    expect(await readAts(first, moved, removed)).toEqual([null, null, "2026-11-22T02:00:00.000Z"])
    expect(await mark(wang.subject, { notices: [first.id, removed.id, first.id] })).toEqual({ __typename: "NoticesMarkedRead", marked: 2 })
    expect(await readAts(first, moved, removed)).toEqual(["2026-11-23T01:00:00.000Z", null, "2026-11-22T02:00:00.000Z"])
  })

  test("are marked up to a moment, own ones alone", async () => {
    const later = await tellIn(world.insert, lesson, { member: wang, createdAt: "2026-11-22T18:00:00+08:00" })
    const foreign = await tellIn(world.insert, lesson, { member: await world.member(branch) })
    expect(await mark(wang.subject, { until: "2026-11-21T09:00:00+08:00" })).toEqual({ __typename: "NoticesMarkedRead", marked: 1 })
    expect(await readAts(first, moved, later)).toEqual(["2026-11-23T01:00:00.000Z", "2026-11-23T01:00:00.000Z", null])
    expect(await readAts(foreign)).toEqual([null])
    expect(await mark(await world.staff("ADMIN", world.city), { until: "2026-11-21T09:00:00+08:00" })).toEqual({ __typename: "NotAllowed" })
  })

  test("need one way of naming them", async () => {
    for (const input of [{}, { notices: [] }, { notices: [first.id], until: "2026-11-21T09:00:00+08:00" }, { notices: Array(101).fill(first.id) }]) {
      expect(await mark(wang.subject, input)).toEqual({ __typename: "InvalidInput" })
    }
  })
})

test("an outside teacher's notices are for those who plan there, who mark them once they telephoned", async () => {
  const teacher = await world.teacher(world.street)
  const lesson = await world.lesson(branch, "2026-11-25T14:30:00+08:00", { teachers: [teacher] })
  const notice = await tellIn(world.insert, lesson, { teacher, kind: "CANCELLED", content: { reason: "教师生病" } })
  const coordinator = await world.staff("COORDINATOR", world.street)
  type Answer = { lesson: { teachers: { notices: { nodes: { text: string; readAt: string | null }[] } | null }[] } }
  const query = `query ($id: ID!) { lesson(id: $id) { teachers { notices(unreadOnly: true) { nodes { text readAt } } } } }`
  const asked = async (subject: string) => (await (await stack.as(subject)).request<Answer>(query, { id: lesson.id })).lesson.teachers[0]?.notices
  const text = "《党章专题辅导》（2026年11月25日（周三）14:30—16:30）已取消。原因：教师生病。"
  expect(await asked(coordinator)).toEqual({ nodes: [{ text, readAt: null }] })
  for (const subject of [await world.staff("AUDITOR", world.street), await world.staff("COORDINATOR", branch), (await world.member(branch)).subject]) {
    expect(await asked(subject)).toEqual({ nodes: [] })
    expect(await mark(subject, { notices: [notice.id] })).toEqual({ __typename: "NotAllowed" })
  }
  expect(await mark(coordinator, { notices: [notice.id] })).toEqual({ __typename: "NoticesMarkedRead", marked: 1 })
  expect(await asked(coordinator)).toEqual({ nodes: [] })
})

test("the notices of fifty people with their lessons cost as many statements as those of two", async () => {
  const costs = []
  for (const size of [2, 50]) {
    const place = await world.organisation(world.community)
    const coordinator = await stack.as(await world.staff("COORDINATOR", place))
    const people = await Promise.all(Array.from({ length: size }, () => world.member(place)))
    const lesson = await world.lesson(place, "2026-11-25T14:30:00+08:00", { expected: people })
    for (const member of people) await tellIn(world.insert, lesson, { member })
    const query = `query ($id: ID!) { organisation(id: $id) { members(first: 100) { nodes { unreadNoticeCount notices { totalCount nodes { text lesson { id } } } } } } }`
    type Answer = { organisation: { members: { nodes: { unreadNoticeCount: number; notices: { totalCount: number; nodes: Shown[] } }[] } } }
    const ask = () => coordinator.request<Answer>(query, { id: place.id })
    const { nodes } = (await ask()).organisation.members
    expect([nodes.length, new Set(nodes.map((node) => JSON.stringify([node.unreadNoticeCount, node.notices.nodes[0]?.lesson?.id])))]).toEqual([
      size,
      new Set([JSON.stringify([1, lesson.id])]),
    ])
    costs.push((await stack.costOf(ask)).statements)
  }
  expect(costs[0]).toBe(costs[1])
})
