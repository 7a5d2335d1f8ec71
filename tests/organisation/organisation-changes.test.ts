import { expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"
import { asOf, changeTree } from "../kit/tree-changes.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)

type Changes = { changes: { totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string | null }; nodes: { kind: string; effectiveOn: string }[] } }

test("the history of an organisation is read page by page, the newest first, in the words of its time", async () => {
  const world = await newWorld(url)
  const admin = await stack.as(await world.staff("ADMIN", world.city))
  const founded = await changeTree(admin, "foundOrganisation", {
    parent: world.community.id,
    name: "第一党支部",
    kind: "BRANCH",
    level: "BRANCH",
    setting: "COMMUNITY",
    foundedOn: "2020-01-01",
  })
  const id = founded.organisation?.id ?? ""
  await changeTree(admin, "renameOrganisation", { organisation: id, name: "先锋党支部", effectiveOn: "2021-01-01" })
  await changeTree(admin, "changeOrganisationKind", { organisation: id, kind: "GENERAL_BRANCH", effectiveOn: "2022-01-01" })
  await changeTree(admin, "moveOrganisation", { organisation: id, parent: world.street.id, effectiveOn: "2022-01-01" })
  await changeTree(admin, "renameOrganisation", { organisation: world.community.id, name: "新社区党总支", effectiveOn: "2023-01-01" })

  const page = (after: string | null) =>
    admin.request<{ organisation: Changes }>(
      "query ($id: ID!, $after: String) { organisation(id: $id) { changes(first: 3, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { kind effectiveOn } } } }",
      { id, after },
    )
  const first = (await page(null)).organisation.changes
  expect(first).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true } })
  const second = (await page(first.pageInfo.endCursor)).organisation.changes
  expect(second.pageInfo.hasNextPage).toBe(false)
  expect([...first.nodes, ...second.nodes]).toEqual([
    { kind: "MOVE", effectiveOn: "2022-01-01" },
    { kind: "CHANGE_KIND", effectiveOn: "2022-01-01" },
    { kind: "RENAME", effectiveOn: "2021-01-01" },
    { kind: "FOUND", effectiveOn: "2020-01-01" },
  ])
  const words = "changes(first: 1) { nodes { recordedAt recordedBy parts { before { name superior parent { id name } } after { superior parent { name } } } } }"
  expect(await asOf(admin, id, null, words)).toEqual({
    changes: {
      nodes: [
        {
          recordedAt: "2026-11-23T09:00:00+08:00",
          recordedBy: `ADMIN ${world.city.name}`,
          parts: [
            {
              before: { name: "先锋党支部", superior: world.community.name, parent: { id: world.community.id, name: "新社区党总支" } },
              after: { superior: world.street.name, parent: { name: world.street.name } },
            },
          ],
        },
      ],
    },
  })
  await expect(page("bm9uZQ")).rejects.toThrow(/after/)
})

test("a decision is read by the readers of any place that it touched, and by nobody else", async () => {
  const world = await newWorld(url)
  const admin = await stack.as(await world.staff("ADMIN", world.city))
  const newStreet = await world.organisation(world.district, { level: "STREET" })
  const newCommunity = await world.organisation(newStreet, { level: "COMMUNITY" })
  const branch = await world.organisation(world.community)
  const member = await world.member(branch)
  await changeTree(admin, "moveOrganisation", { organisation: branch.id, parent: newCommunity.id, effectiveOn: "2026-06-15" })
  await changeTree(admin, "renameOrganisation", { organisation: world.street.id, name: "西街道", effectiveOn: "2026-06-15" })
  const kinds = async (subject: string, id: string, day: string | null = null) => {
    const found = await asOf<Changes>(await stack.as(subject), id, day, "changes { totalCount nodes { kind } }")
    expect(found?.changes.totalCount).toBe(found?.changes.nodes.length)
    return found?.changes.nodes.map(({ kind }) => kind)
  }

  expect(await kinds(await world.staff("RECORDER", newCommunity), branch.id)).toEqual(["MOVE"])
  // The superior from which it was taken reads of it by the days before.
  const former = await world.staff("RECORDER", world.community)
  expect(await kinds(former, branch.id)).toBeUndefined()
  expect(await kinds(former, branch.id, "2026-06-14")).toEqual(["MOVE"])
  // Who sees a superior only on the way up sees its name, and not what was decided of it.
  expect(await kinds(former, world.street.id)).toEqual([])
  expect(await kinds(member.subject, branch.id)).toEqual([])
  expect(await kinds(await world.staff("RECORDER", world.street), world.street.id)).toEqual(["RENAME"])
})
