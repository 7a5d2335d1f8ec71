import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"
import { asOf, changeTree, flawsOfTree, wholeTree } from "../kit/tree-changes.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
await world.insert("organisation.division", { code: "999999001", name: "元宝街道", level: "STREET", valid_from: "2010-01-01", valid_to: "2020-01-01" })
const admin = await stack.as(await world.staff("ADMIN", world.street))
const good = { parent: world.street.id, name: "元宝社区党总支", kind: "GENERAL_BRANCH", level: "COMMUNITY", setting: "COMMUNITY", foundedOn: "2026-03-01" }
const found = (input: object = {}, client = admin) => changeTree(client, "foundOrganisation", { ...good, ...input })

describe("founding an organisation", () => {
  test("puts it below its superior, from the day on, with its document, once under one key", async () => {
    const first = await found({ shortName: "元宝", reason: "社区成立", decidedOn: "2026-02-20", clientMutationKey: "f1" })
    expect(first).toEqual({
      __typename: "OrganisationFounded",
      organisation: {
        id: expect.stringMatching(/^organisation_/),
        name: "元宝社区党总支",
        kind: "GENERAL_BRANCH",
        asOf: null,
        dissolvedOn: null,
        parent: { id: world.street.id },
      },
      change: {
        id: expect.stringMatching(/^change_/),
        kind: "FOUND",
        effectiveOn: "2026-03-01",
        decidedOn: "2026-02-20",
        documentNumber: "市组发〔2026〕7号",
        reason: "社区成立",
        recordedAt: "2026-11-23T09:00:00+08:00",
        recordedBy: `ADMIN ${world.street.name}`,
        parts: [
          {
            organisation: { id: first.organisation?.id },
            before: null,
            after: { name: "元宝社区党总支", kind: "GENERAL_BRANCH", superior: world.street.name },
          },
        ],
      },
    })
    expect(await Promise.all([1, 2, 3].map(() => found({ shortName: "元宝", reason: "社区成立", decidedOn: "2026-02-20", clientMutationKey: "f1" })))).toEqual([
      first,
      first,
      first,
    ])
    const id = first.organisation?.id ?? ""
    const fields = "shortName level setting foundedOn hasChildren path { id }"
    expect(await asOf(admin, id, null, fields)).toEqual({
      shortName: "元宝",
      level: "COMMUNITY",
      setting: "COMMUNITY",
      foundedOn: "2026-03-01",
      hasChildren: false,
      path: [world.city, world.district, world.street, { id }].map((step) => ({ id: step.id })),
    })
    expect(await asOf(admin, id, "2026-03-01")).toEqual({ id, name: "元宝社区党总支" })
    expect(await asOf(admin, id, "2026-02-28")).toBeNull()
    expect(await flawsOfTree(world.client)).toEqual([])
  })

  test("those founded later come later in the superior's list", async () => {
    const names = ["甲社区", "乙社区", "丙社区"]
    for (const name of names) await found({ name })
    const street = await asOf<{ children: { nodes: { name: string }[] } }>(admin, world.street.id, null, "children { nodes { name } }")
    expect(street?.children.nodes.map(({ name }) => name).filter((name) => names.includes(name))).toEqual(names)
  })

  test("a division must be in force on the day", async () => {
    expect(await found({ divisionCode: "999999001", foundedOn: "2019-12-31" })).toMatchObject({ __typename: "OrganisationFounded" })
    expect(await found({ divisionCode: "999999001" })).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "divisionCode" }] })
  })

  test("everything that is wrong is said at once, and nothing is founded", async () => {
    const before = await wholeTree(world)
    const long = "长".repeat(65)
    expect(
      await found({ name: " ", shortName: "短\u0007名", documentNumber: "", foundedOn: "2026-11-24", decidedOn: "2026-11-24", reason: "因\u0000由" }),
    ).toMatchObject({
      __typename: "InvalidInput",
      fields: ["name", "shortName", "foundedOn", "decidedOn", "documentNumber", "reason"].map((path) => ({ path })),
    })
    expect(await found({ name: long, shortName: long, documentNumber: long, reason: "因".repeat(2_001) })).toMatchObject({
      fields: ["name", "shortName", "documentNumber", "reason"].map((path) => ({ path })),
    })
    expect(await found({ foundedOn: "1999-12-31" })).toMatchObject({ fields: [{ path: "foundedOn", message: expect.stringContaining("2000-01-01") }] })
    for (const level of ["CITY", "DISTRICT", "STREET"])
      expect(await found({ level })).toMatchObject({ __typename: "InvalidState", state: "LEVEL_DOES_NOT_FIT" })
    const group = await world.organisation(world.community, { kind: "PARTY_GROUP" })
    const withGroup = await wholeTree(world)
    expect(await found({ parent: group.id, level: "BRANCH", kind: "BRANCH" })).toMatchObject({ state: "LEVEL_DOES_NOT_FIT" })
    await expect(found({ parent: "organisation_x" })).rejects.toThrow(/input\.parent/)
    expect(await wholeTree(world)).toBe(withGroup)
    expect(withGroup.length).toBeGreaterThan(before.length)
  })

  test("is for administrators of the superior alone", async () => {
    const elsewhere = await newWorld(url)
    const before = await wholeTree(world)
    const outsiders = [
      await world.staff("RECORDER", world.city),
      await world.staff("COORDINATOR", world.city),
      await world.staff("SECRETARY", world.city),
      await world.staff("AUDITOR", world.city),
      await world.staff("ADMIN", world.community),
      await elsewhere.staff("ADMIN", elsewhere.city),
      (await world.member(await world.organisation(elsewhere.community))).subject,
    ]
    for (const subject of outsiders) expect(await found({}, await stack.as(subject))).toEqual({ __typename: "NotAllowed" })
    expect(await wholeTree(world)).toBe(before)
    expect(await found({}, await stack.as(await world.staff("ADMIN", world.city)))).toMatchObject({ __typename: "OrganisationFounded" })
  })
})
