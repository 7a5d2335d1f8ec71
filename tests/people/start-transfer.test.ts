import { gql } from "graphql-request"
import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { booksOf, sent, start } from "../kit/movement.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const [branch, other] = [await world.organisation(world.community, { name: "元宝支部" }), await world.organisation(world.district, { name: "河畔支部" })]
const coordinator = await stack.as(await world.staff("COORDINATOR", world.street))
const letters = async () => Number((await world.client.query("SELECT count(*) FROM people.transfer")).rows[0].count)

describe("sending somebody", () => {
  test("starts a letter of 30 days that names both sides, and changes nothing about the person", async () => {
    const wang = await world.member(branch)
    const before = await booksOf(world, wang)
    const counts = gql`query ($id: ID!) { organisation(id: $id) { memberCount members { totalCount nodes { id } } } }` // prettier-ignore
    const roster = await coordinator.request(counts, { id: branch.id })
    expect(await start(coordinator, wang, other, { letterNumber: " 柳元字〔2026〕1号 ", duesPaidTo: "2026-10" })).toEqual({
      __typename: "TransferStarted",
      transfer: {
        id: expect.stringMatching(/^transfer_/),
        state: "STARTED",
        letterNumber: "柳元字〔2026〕1号",
        validUntil: "2026-12-23",
        from: { id: branch.id, name: "元宝支部" },
        to: { id: other.id, name: "河畔支部" },
      },
    })
    expect(await booksOf(world, wang)).toEqual(before)
    expect(await coordinator.request(counts, { id: branch.id })).toEqual(roster)
  })

  test("outside the city takes a name", async () => {
    const answer = await start(coordinator, await world.member(branch), "中共南宁市某街道工作委员会", { validDays: 90, startedOn: "2026-11-20" })
    expect(answer).toMatchObject({ transfer: { validUntil: "2027-02-18", from: { id: branch.id }, to: null } })
  })

  test("under one key is done once", async () => {
    const wang = await world.member(branch)
    const again = { letterNumber: "键一", clientMutationKey: "k1" }
    const answers = await Promise.all([1, 2, 3].map(() => start(coordinator, wang, other, again)))
    expect(answers[0]).toMatchObject({ __typename: "TransferStarted" })
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  })

  test("waits until the letter before is decided on; one that has expired is closed", async () => {
    const wang = await world.member(branch)
    const first = await sent(coordinator, wang, other, { startedOn: "2026-10-01", validDays: 10 })
    const second = await sent(coordinator, wang, other)
    const { rows } = await world.client.query("SELECT state::text FROM people.transfer WHERE member_id = $1 ORDER BY id", [wang.uuid])
    expect(rows).toEqual([{ state: "EXPIRED" }, { state: "STARTED" }])
    expect(first).not.toBe(second)
    expect(await start(coordinator, wang, other)).toMatchObject({ __typename: "InvalidState" })
  })

  test("twice at once: one letter is under way, the other refused", async () => {
    const wang = await world.member(branch)
    const answers = await Promise.all([start(coordinator, wang, other), start(coordinator, wang, other)])
    expect(answers.map((answer) => answer?.__typename).sort()).toEqual(["InvalidState", "TransferStarted"])
  })

  test("two people with one letter at once: one goes, the other's letter is refused by its number", async () => {
    const [one, two] = [await world.member(branch), await world.member(branch)]
    const answers = await Promise.all([one, two].map((person) => start(coordinator, person, other, { letterNumber: "同号" })))
    expect(answers.map((answer) => answer?.__typename).sort()).toEqual(["InvalidInput", "TransferStarted"])
    expect(answers.find((answer) => answer?.__typename === "InvalidInput")).toMatchObject({ fields: [{ path: "letterNumber" }] })
  })
})

describe("what is not right is said at once, and nothing is written", async () => {
  const chen = await world.member(branch, { name: "陈新" })
  await sent(coordinator, await world.member(branch), other, { letterNumber: "已用" })
  const gone = await world.organisation(world.community)
  await world.client.query("UPDATE organisation.organisation SET dissolved_on = '2026-01-01' WHERE id = $1", [gone.uuid])
  const reported = await world.member(branch, { participation: "IN_SERVICE" })

  test.each([
    ["a number that is used", { letterNumber: "已用" }, ["letterNumber"]],
    [
      "an empty number, a letter of 91 days, a day to come, a wrong month",
      { letterNumber: " ", validDays: 91, startedOn: "2026-11-24", duesPaidTo: "2026-13" },
      ["letterNumber", "validDays", "startedOn", "duesPaidTo"],
    ],
    ["a letter from before the person was there", { startedOn: "2010-06-30" }, ["startedOn"]],
    ["no days at all", { validDays: 0 }, ["validDays"]],
    ["control characters", { remark: "a\0b" }, ["remark"]],
    ["both ends", { toName: "他处" }, ["toOrganisation"]],
    ["neither end", { toOrganisation: null }, ["toOrganisation"]],
    ["the own branch", { toOrganisation: branch.id }, ["toOrganisation"]],
    ["a dissolved one", { toOrganisation: gone.id }, ["toOrganisation"]],
    ["one that is not there", { toOrganisation: "organisation_00000000000000000000000000" }, ["toOrganisation"]],
  ])("%s", async (_, input, paths) => {
    const before = await letters()
    const answer = await start(coordinator, chen, other, input)
    expect(answer).toMatchObject({ __typename: "InvalidInput", fields: paths.map((path) => ({ path })) })
    expect(await letters()).toBe(before)
  })

  test("the longest validity names its source", async () => {
    expect(JSON.stringify(await start(coordinator, chen, other, { validDays: 91 }))).toContain("中组发〔2004〕10号")
  })

  test("somebody who belongs nowhere directly", async () => {
    expect(await start(coordinator, reported, other)).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "member" }] })
  })

  test("an id of another kind is an error of the request", async () => {
    await expect(start(coordinator, chen, { ...other, id: chen.id })).rejects.toThrow(/input\.toOrganisation/)
  })
})

test("only whoever keeps the books of the branch sends somebody; all others hear the same", async () => {
  const wang = await world.member(branch)
  const before = await letters()
  const clients = await Promise.all([
    stack.as(await world.staff("RECORDER", world.street)),
    stack.as(await world.staff("AUDITOR", world.city)),
    stack.as(await world.staff("COORDINATOR", other)),
    stack.as(wang.subject),
  ])
  const answers = await Promise.all(clients.map((client) => start(client, wang, other)))
  answers.push(await start(coordinator, { ...wang, id: "member_00000000000000000000000000" }, other))
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(answers[0]).toMatchObject({ __typename: "NotAllowed" })
  expect(await letters()).toBe(before)
  for (const role of ["COORDINATOR", "SECRETARY", "ADMIN"] as const) {
    expect(await start(await stack.as(await world.staff(role, branch)), await world.member(branch), other)).toMatchObject({ __typename: "TransferStarted" })
  }
})
