import { gql } from "graphql-request"
import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { booksOf, decide, sent, start } from "../kit/movement.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const [branch, other] = [await world.organisation(world.community, { name: "元宝支部" }), await world.organisation(world.district, { name: "河畔支部" })]
const [origin, receiver] = [await stack.as(await world.staff("COORDINATOR", branch)), await stack.as(await world.staff("SECRETARY", other))]

const ROSTER = gql`
  query ($id: ID!, $asOf: Date) {
    organisation(id: $id) {
      memberCount
      members(asOf: $asOf) {
        nodes {
          id
        }
      }
    }
  }
`
type Roster = { organisation: { memberCount: number; members: { nodes: { id: string }[] } } }
const MEMBER = gql`
  query ($id: ID!) {
    member(id: $id) {
      id
    }
  }
`
const stateOf = async (letter: string) => {
  const { rows } = await world.client.query(
    `SELECT t.state::text, t.received_on::text AS received, t.receipt_on::text AS receipt, t.refused_reason AS reason FROM people.transfer t
     WHERE t.letter_number = (SELECT letter_number FROM people.transfer WHERE id = $1)`,
    [letter],
  )
  return rows[0]
}
const uuidOf = async (member: { uuid: string }) =>
  String((await world.client.query("SELECT id FROM people.transfer WHERE member_id = $1 ORDER BY id DESC LIMIT 1", [member.uuid])).rows[0].id)

describe("accepting", () => {
  test("moves the person on the day, on every roster, and the receipt is back", async () => {
    const wang = await world.member(branch)
    const counted = (await origin.request<Roster>(ROSTER, { id: branch.id })).organisation.memberCount
    const letter = await sent(origin, wang, other, { startedOn: "2026-11-10" })
    expect(await receiver.request(MEMBER, { id: wang.id })).toEqual({ member: null })

    expect(await decide(receiver, letter, { receivedOn: "2026-11-20" })).toEqual({
      __typename: "TransferDecided",
      transfer: { id: letter, state: "ACCEPTED", receivedOn: "2026-11-20" },
      member: { id: wang.id, branch: { id: other.id, name: "河畔支部" } },
    })
    expect(await booksOf(world, wang)).toEqual({
      memberships: [
        { organisation: branch.uuid, participation: "DIRECT", from: "2010-07-01", to: "2026-11-20" },
        { organisation: other.uuid, participation: "DIRECT", from: "2026-11-20", to: null },
      ],
      today: { branch: other.uuid, path: other.path, participation: "DIRECT" },
    })
    expect(await stateOf(await uuidOf(wang))).toEqual({ state: "ACCEPTED", received: "2026-11-20", receipt: "2026-11-20", reason: null })
    expect((await origin.request<Roster>(ROSTER, { id: branch.id })).organisation.memberCount).toBe(counted - 1)
    expect(await origin.request(MEMBER, { id: wang.id })).toEqual({ member: null })

    const city = await stack.as(await world.staff("AUDITOR", world.city))
    const on = async (id: string, asOf: string) => (await city.request<Roster>(ROSTER, { id, asOf })).organisation.members.nodes.map((node) => node.id)
    expect(await on(branch.id, "2026-11-19")).toContain(wang.id)
    expect(await on(branch.id, "2026-11-20")).not.toContain(wang.id)
    expect(await on(other.id, "2026-11-19")).not.toContain(wang.id)
    expect(await on(other.id, "2026-11-20")).toContain(wang.id)
  })

  test("twenty times at once is done once; the others learn that it is accepted", async () => {
    const wang = await world.member(branch)
    const letter = await sent(origin, wang, other)
    const answers = await Promise.all(Array.from({ length: 20 }, () => decide(receiver, letter)))
    expect(answers.filter((answer) => answer?.__typename === "TransferDecided")).toHaveLength(1)
    expect(answers.filter((answer) => answer?.__typename === "InvalidState" && answer.state === "ACCEPTED")).toHaveLength(19)
    expect((await booksOf(world, wang)).memberships).toHaveLength(2)
  })

  test("accepting and withdrawing at once: one of them is done", async () => {
    const wang = await world.member(branch)
    const letter = await sent(origin, wang, other)
    const withdraw = gql`mutation ($input: WithdrawTransferInput!) { withdrawTransfer(input: $input) { __typename } }` // prettier-ignore
    const [accepted, withdrawn] = await Promise.all([
      decide(receiver, letter),
      origin.request<{ withdrawTransfer: { __typename: string } }>(withdraw, { input: { transfer: letter } }),
    ])
    const done = [accepted?.__typename, withdrawn.withdrawTransfer.__typename]
    expect(done.filter((name) => name === "InvalidState")).toHaveLength(1)
    const { memberships, today } = await booksOf(world, wang)
    expect(memberships).toHaveLength(done[0] === "TransferDecided" ? 2 : 1)
    expect(today?.branch).toBe(done[0] === "TransferDecided" ? other.uuid : branch.uuid)
  })

  test("under one key is done once, and the answer is the same", async () => {
    const letter = await sent(origin, await world.member(branch), other)
    const answers = [await decide(receiver, letter, { clientMutationKey: "a" }), await decide(receiver, letter, { clientMutationKey: "a" })]
    expect(answers[0]).toMatchObject({ __typename: "TransferDecided" })
    expect(answers[1]).toEqual(answers[0])
  })

  test("and going on to a third place the same day leaves no membership of no day", async () => {
    const wang = await world.member(branch)
    const third = await world.organisation(world.street)
    await decide(receiver, await sent(origin, wang, other))
    await decide(await stack.as(await world.staff("ADMIN", third)), await sent(receiver, wang, third))
    expect(await booksOf(world, wang)).toMatchObject({
      memberships: [
        { organisation: branch.uuid, to: "2026-11-23" },
        { organisation: third.uuid, from: "2026-11-23", to: null },
      ],
      today: { branch: third.uuid },
    })
  })

  test("ends every stay away on that day, and no stay here: whose membership went along no longer floats", async () => {
    const [wang, neighbour] = [await world.member(branch), await world.member(branch)]
    const stay = (member: { uuid: string }, more: object) =>
      world.insert("people.floating_record", { member_id: member.uuid, direction: "OUT", mode: "KITE", since: "2026-03-01", destination: "桂林", ...more })
    await stay(wang, { until: "2026-05-01" })
    await stay(wang, { mode: "CARD", card_number: "LD-1" })
    await stay(wang, { mode: "TRANSFER", since: "2026-11-22" })
    await stay(wang, { direction: "IN" })
    await stay(neighbour, {})
    const staysOf = async ({ uuid }: { uuid: string }) =>
      (await world.client.query("SELECT direction::text || ' ' || mode || ' ' || coalesce(until::text, '…') AS stay FROM people.floating_record WHERE member_id = $1 ORDER BY 1", [uuid])).rows.map((row) => row.stay) // prettier-ignore
    const refused = await sent(origin, wang, other, { startedOn: "2026-11-10" })
    await decide(receiver, refused, { decision: "REFUSE", reason: "不在本支部工作" })
    expect(await staysOf(wang)).toEqual(["IN KITE …", "OUT CARD …", "OUT KITE 2026-05-01", "OUT TRANSFER …"])
    await decide(receiver, await sent(origin, wang, other, { startedOn: "2026-11-10" }), { receivedOn: "2026-11-20" })
    expect(await staysOf(wang)).toEqual(["IN KITE …", "OUT CARD 2026-11-20", "OUT KITE 2026-05-01", "OUT TRANSFER 2026-11-22"])
    expect(await staysOf(neighbour)).toEqual(["OUT KITE …"])
  })

  test("keeps the other ways of taking part", async () => {
    const wang = await world.member(branch)
    const home = await world.organisation(world.community)
    const place = { organisation_id: home.uuid, organisation_path: home.path, participation: "IN_SERVICE", from_on: "2020-01-01" }
    await world.insert("people.membership", { member_id: wang.uuid, ...place })
    await decide(receiver, await sent(origin, wang, other))
    const { memberships, today } = await booksOf(world, wang)
    expect(memberships).toContainEqual({ organisation: home.uuid, participation: "IN_SERVICE", from: "2020-01-01", to: null })
    expect(today).toMatchObject({ branch: other.uuid, participation: "DIRECT" })
  })

  test("of one who goes outside is for the origin, when the receipt is back; where they report in is then their place", async () => {
    const wang = await world.member(branch)
    const [home, letter] = [await world.organisation(world.community), await sent(origin, wang, "中共外地某支部委员会", { startedOn: "2026-11-01" })]
    const place = { organisation_id: home.uuid, organisation_path: home.path, participation: "IN_SERVICE", from_on: "2020-01-01" }
    await world.insert("people.membership", { member_id: wang.uuid, ...place })
    expect(await decide(receiver, letter)).toMatchObject({ __typename: "NotAllowed" })
    expect(await decide(origin, letter, { receivedOn: "2026-11-15" })).toEqual({
      __typename: "TransferDecided",
      transfer: { id: letter, state: "ACCEPTED", receivedOn: "2026-11-15" },
      member: null,
    })
    expect(await booksOf(world, wang)).toMatchObject({ today: { branch: home.uuid, participation: "IN_SERVICE" } })

    const alone = await world.member(branch)
    await decide(origin, await sent(origin, alone, "中共外地某支部委员会"))
    expect((await booksOf(world, alone)).today).toEqual({ branch: null, path: null, participation: "DIRECT" })
  })
})

describe("what cannot be changes nothing:", () => {
  const untouched = async (work: (letter: string) => Promise<unknown>, more = {}) => {
    const wang = await world.member(branch)
    const letter = await sent(origin, wang, other, more)
    const before = [await booksOf(world, wang), await stateOf(await uuidOf(wang))]
    const answer = await work(letter)
    expect([await booksOf(world, wang), await stateOf(await uuidOf(wang))]).toEqual(before)
    return answer
  }

  test("an expired letter", async () => {
    const more = { startedOn: "2026-11-01", validDays: 21 }
    const answer = await untouched((letter) => decide(receiver, letter), more)
    expect(answer).toEqual({ __typename: "LetterExpired", message: expect.stringContaining("2026-11-22"), validUntil: "2026-11-22" })
    expect(await untouched((letter) => decide(receiver, letter, { decision: "REFUSE", reason: "迟" }), more)).toMatchObject({ __typename: "LetterExpired" })
  })

  test("a letter on its last day still holds", async () => {
    const letter = await sent(origin, await world.member(branch), other, { startedOn: "2026-11-01", validDays: 22 })
    expect(await decide(receiver, letter)).toMatchObject({ __typename: "TransferDecided" })
  })

  test("a refusal without a reason", async () => {
    for (const reason of [undefined, " "])
      expect(await untouched((letter) => decide(receiver, letter, { decision: "REFUSE", reason: reason ?? null }))).toMatchObject({
        __typename: "InvalidInput",
      })
  })

  test("a day to come, and one before the letter", async () => {
    for (const receivedOn of ["2026-11-24", "2026-11-19"])
      expect(await untouched((letter) => decide(receiver, letter, { receivedOn }), { startedOn: "2026-11-20" })).toMatchObject({ __typename: "InvalidInput" })
  })

  test("whoever is not the receiver", async () => {
    const wang = await world.member(branch)
    const letter = await sent(origin, wang, other)
    const subjects = [await world.staff("AUDITOR", other), await world.staff("RECORDER", other), await world.staff("ADMIN", world.community), wang.subject]
    const answers = [await decide(origin, letter)]
    for (const subject of subjects) answers.push(await decide(await stack.as(subject), letter))
    answers.push(await decide(receiver, "transfer_00000000000000000000000000"))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({ __typename: "NotAllowed" })
    expect((await booksOf(world, wang)).memberships).toHaveLength(1)
  })

  test("a receiver that was dissolved meanwhile", async () => {
    const [wang, gone] = [await world.member(branch), await world.organisation(world.district)]
    const letter = await sent(origin, wang, gone)
    await world.client.query("UPDATE organisation.organisation SET dissolved_on = '2026-11-23' WHERE id = $1", [gone.uuid])
    expect(await decide(await stack.as(await world.staff("ADMIN", gone)), letter)).toMatchObject({ __typename: "InvalidState", state: "DISSOLVED" })
    expect((await booksOf(world, wang)).memberships).toHaveLength(1)
  })

  test("a direct membership elsewhere from a later day on: the database says no, and it is heard as such", async () => {
    const wang = await world.member(branch)
    const letter = await sent(origin, wang, other)
    await world.client.query("UPDATE people.membership SET to_on = '2027-01-01' WHERE member_id = $1", [wang.uuid])
    const place = { organisation_id: branch.uuid, organisation_path: branch.path, participation: "DIRECT", from_on: "2027-01-01" }
    await world.insert("people.membership", { member_id: wang.uuid, ...place })
    const before = await booksOf(world, wang)
    expect(await decide(receiver, letter)).toMatchObject({ __typename: "InvalidState", state: "BELONGS_ELSEWHERE" })
    expect(await booksOf(world, wang)).toEqual(before)
  })
})

test("a refusal says why, and the person stays; the letter is decided on", async () => {
  const wang = await world.member(branch)
  const letter = await sent(origin, wang, other)
  expect(await decide(receiver, letter, { decision: "REFUSE", reason: " 不在本支部工作 " })).toMatchObject({
    transfer: { state: "REFUSED", receivedOn: null },
    member: null,
  })
  expect(await stateOf(await uuidOf(wang))).toMatchObject({ state: "REFUSED", reason: "不在本支部工作" })
  expect((await booksOf(world, wang)).memberships).toHaveLength(1)
  expect(await decide(receiver, letter)).toMatchObject({ __typename: "InvalidState", state: "REFUSED" })
  expect(await start(origin, wang, other)).toMatchObject({ __typename: "TransferStarted" })
})

test("a letter number that somebody else writes at this moment is refused when they are done", async () => {
  const [one, two] = [await world.member(branch), await world.member(branch)]
  await sent(origin, one, other, { letterNumber: "甲" })
  await world.client.query("BEGIN")
  await world.client.query("UPDATE people.transfer SET letter_number = '乙' WHERE letter_number = '甲'")
  const waiting = start(origin, two, other, { letterNumber: "乙" })
  await new Promise((resolve) => setTimeout(resolve, 300))
  await world.client.query("COMMIT")
  expect(await waiting).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "letterNumber" }] })
})
