import { describe, expect, test } from "vitest"
import { toUuid } from "../../subgraphs/shared/typeid.ts"
import { emptyDatabase } from "../kit/database.ts"
import { unique } from "../kit/insert.ts"
import { booksOf, decide, sent } from "../kit/movement.ts"
import { MEMBER, countsOfBooks, numberOfWoman, recordWithCode } from "../kit/newcomers.ts"
import { acts, expectOnlyKeepers } from "../kit/records.ts"
import { openStack } from "../kit/stack.ts"
import type { Person, Place } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const [branch, other] = [await world.organisation(world.community, { name: "元宝支部" }), await world.organisation(world.district, { name: "河畔支部" })]
const [keeper, far] = [await world.staff("COORDINATOR", world.street), await world.staff("SECRETARY", other)]
const FROM = "中共南宁市某街道某支部委员会"
const SUCCESS = `... on MemberReceived { wasKnown warnings member { id code name stage joinedOn fullOn participation branch { id } stages { stage since documentNumber } }
  transfer { state letterNumber startedOn validUntil duesPaidTo receivedOn receiptOn memberName remark fromName toName from { id } to { id } } }
  ... on LetterExpired { message validUntil } ... on InvalidState { state message }`
const act = acts(stack, "receiveMember", SUCCESS, keeper)
const inputOf = (person: object = {}, more: object = {}, at: Place = branch) => ({
  organisation: at.id,
  person: { ...MEMBER, ...person },
  fromName: FROM,
  letterNumber: `南字${unique()}`,
  startedOn: "2026-11-10",
  ...more,
})
const receive = (person: object = {}, more: object = {}) => act(inputOf(person, more))
type Answer = Awaited<ReturnType<typeof receive>>
const memberOf = (answer: Answer): Person & { code: string } => {
  const member = answer["member"] as { id: string; code: string; name: string } | null
  if (!member) throw new Error(JSON.stringify(answer))
  return { ...member, uuid: toUuid("member", member.id), subject: "" }
}
const pathsOf = (answer: Answer) => (answer["fields"] as { path: string }[] | undefined)?.map(({ path }) => path) ?? answer
const untouched = async (work: () => Promise<Answer>) => {
  const before = await countsOfBooks(world)
  const answer = await work()
  expect(await countsOfBooks(world)).toEqual(before)
  return answer
}

/** Somebody who was taken in, and then left the city again with a letter. */
const leaver = async (person: object = {}, leftOn = "2026-11-20") => {
  const nationalId = numberOfWoman()
  const one = memberOf(await receive({ name: "卓一", nationalId, ...person }, { startedOn: "2026-10-20", receivedOn: "2026-11-01" }))
  await decide(await stack.as(keeper), await sent(await stack.as(keeper), one, "中共外地某支部委员会", { startedOn: "2026-11-02" }), { receivedOn: leftOn })
  return { ...one, nationalId }
}

describe("somebody of whom the books know nothing", () => {
  test("belongs to the branch from the day of receipt on; the letter is accepted, its receipt sent", async () => {
    const more = { letterNumber: " 南字1号 ", duesPaidTo: "2026-10", receivedOn: "2026-11-20", remark: "党费已结清" }
    const answer = await receive({ name: "覃一", nationalId: numberOfWoman() }, more)
    expect(answer).toEqual({
      __typename: "MemberReceived",
      wasKnown: false,
      warnings: [],
      member: {
        id: expect.stringMatching(/^member_/),
        code: expect.stringMatching(/^P\d{7}$/),
        name: "覃一",
        stage: "FULL",
        joinedOn: "2014-07-01",
        fullOn: "2015-07-01",
        participation: "DIRECT",
        branch: { id: branch.id },
        stages: [
          { stage: "APPLICANT", since: "2012-01-01", documentNumber: null },
          { stage: "PROBATIONARY", since: "2014-07-01", documentNumber: null },
          { stage: "FULL", since: "2015-07-01", documentNumber: "南字1号" },
        ],
      },
      transfer: {
        state: "ACCEPTED",
        letterNumber: "南字1号",
        startedOn: "2026-11-10",
        validUntil: "2026-12-10",
        duesPaidTo: "2026-10",
        receivedOn: "2026-11-20",
        receiptOn: "2026-11-20",
        memberName: "覃一",
        remark: "党费已结清",
        fromName: FROM,
        toName: "元宝支部",
        from: null,
        to: { id: branch.id },
      },
    })
    expect(await booksOf(world, memberOf(answer))).toEqual({
      memberships: [{ organisation: branch.uuid, participation: "DIRECT", from: "2026-11-20", to: null }],
      today: { branch: branch.uuid, path: branch.path, participation: "DIRECT" },
    })
  })

  test("may be on probation, and may have been received by a letter that has expired since", async () => {
    expect(await receive({ name: "覃二", stage: "PROBATIONARY", joinedOn: "2026-03-01", fullOn: null })).toMatchObject({ member: { stage: "PROBATIONARY" } })
    const late = { startedOn: "2026-08-01", validDays: 90, receivedOn: "2026-10-30" }
    expect(await receive({ name: "覃三" }, late)).toMatchObject({ transfer: { validUntil: "2026-10-30", receivedOn: "2026-10-30" } })
  })

  test("under one key is taken in once, also when it is sent ten times at once", async () => {
    const input = inputOf({ name: "覃四" }, { clientMutationKey: "k" })
    const answers = await Promise.all(Array.from({ length: 10 }, () => act(input)))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect((await booksOf(world, memberOf(answers[0] as Answer))).memberships).toHaveLength(1)
  })

  test("sent to two branches at the same moment belongs to one of them", async () => {
    const nationalId = numberOfWoman()
    const sends = Array.from({ length: 10 }, (_, at) => (at % 2 === 0 ? receive({ nationalId }) : act(inputOf({ nationalId }, {}, other), far)))
    const answers = await Promise.all(sends)
    expect(answers.filter(({ __typename }) => __typename === "MemberReceived")).toHaveLength(1)
    expect(answers.filter((answer) => ["BELONGS_ELSEWHERE", "BELONGS_HERE"].includes(String(answer["state"])))).toHaveLength(9)
  })
})

describe("somebody who left the city", () => {
  test("comes back to the record of then, with a new membership; who they are stays, what is new is written", async () => {
    const one = await leaver({ stage: "PROBATIONARY", joinedOn: "2025-10-01", fullOn: null })
    expect((await booksOf(world, one)).today).toMatchObject({ branch: null })
    const person = { name: "卓一", nationalId: one.nationalId, birthOn: "1991-01-01", education: "硕士", joinedOn: "2025-10-01", fullOn: "2026-11-15" }
    const before = (await countsOfBooks(world)) as { members: number; letters: number }
    const answer = await act(inputOf(person, { letterNumber: "南字2号" }, other), far)
    expect(answer).toMatchObject({
      __typename: "MemberReceived",
      wasKnown: true,
      member: { id: one.id, code: one.code, stage: "FULL", fullOn: "2026-11-15", branch: { id: other.id } },
      transfer: { state: "ACCEPTED", receivedOn: "2026-11-23" },
    })
    expect(await countsOfBooks(world)).toMatchObject({ members: before.members, letters: before.letters + 1 })
    expect(await recordWithCode(world, one.code)).toMatchObject({ birth: "1990-05-06", education: "10", stage: "FULL" })
    expect(await booksOf(world, one)).toEqual({
      memberships: [
        { organisation: branch.uuid, participation: "DIRECT", from: "2026-11-01", to: "2026-11-20" },
        { organisation: other.uuid, participation: "DIRECT", from: "2026-11-23", to: null },
      ],
      today: { branch: other.uuid, path: other.path, participation: "DIRECT" },
    })
    const entries = await world.client.query(
      "SELECT stage::text, document_number, reason FROM people.stage_entry WHERE member_id = $1 ORDER BY recorded_at, id",
      [one.uuid],
    )
    expect(entries.rows).toEqual([
      { stage: "PROBATIONARY", document_number: expect.any(String), reason: "随组织关系转入" },
      { stage: "FULL", document_number: "南字2号", reason: "随组织关系转入" },
    ])
  })

  test("and is taken back ten times at once: once", async () => {
    const one = await leaver()
    const answers = await Promise.all(Array.from({ length: 10 }, () => receive({ name: "卓一", nationalId: one.nationalId })))
    expect(answers.filter(({ __typename }) => __typename === "MemberReceived")).toHaveLength(1)
    expect(answers.filter(({ state }) => state === "BELONGS_HERE")).toHaveLength(9)
    expect((await booksOf(world, one)).memberships).toHaveLength(2)
  })

  test("and reports in somewhere goes on doing so; a stay away ends", async () => {
    const one = await leaver()
    const place = { organisation_id: other.uuid, organisation_path: other.path, participation: "IN_SERVICE", from_on: "2026-11-05" }
    await world.insert("people.membership", { member_id: one.uuid, ...place })
    await world.insert("people.floating_record", { member_id: one.uuid, direction: "OUT", mode: "KITE", since: "2026-11-03", destination: "桂林" })
    expect(await receive({ name: "卓一", nationalId: one.nationalId }, { receivedOn: "2026-11-21" })).toMatchObject({ wasKnown: true })
    expect(await booksOf(world, one)).toMatchObject({ memberships: [{}, { participation: "IN_SERVICE", to: null }, { from: "2026-11-21" }] })
    const stays = await world.client.query("SELECT until::text FROM people.floating_record WHERE member_id = $1", [one.uuid])
    expect(stays.rows).toEqual([{ until: "2026-11-21" }])
  })

  test("is not taken back under another name, at a lower stage, with another code or before they left", async () => {
    const one = await leaver()
    const asked = { name: "卓一", nationalId: one.nationalId }
    expect(pathsOf(await untouched(() => receive({ ...asked, name: "卓二" })))).toEqual(["person.name"])
    expect(pathsOf(await untouched(() => receive({ ...asked, stage: "PROBATIONARY", fullOn: null })))).toEqual(["person.stage"])
    expect(pathsOf(await untouched(() => receive({ ...asked, code: "别的" })))).toEqual(["person.code"])
    expect(pathsOf(await untouched(() => receive(asked, { receivedOn: "2026-11-19" })))).toEqual(["receivedOn"])
    expect(await receive({ ...asked, code: one.code }, { receivedOn: "2026-11-20" })).toMatchObject({ wasKnown: true })
  })

  test("who was no member in good standing then, or has a letter under way, is not taken back", async () => {
    const [one, two] = [await leaver(), await leaver()]
    await world.client.query("UPDATE people.member SET state = 'LEFT' WHERE id = $1", [one.uuid])
    expect(await untouched(() => receive({ name: "卓一", nationalId: one.nationalId }))).toMatchObject({ state: "NOT_IN_GOOD_STANDING" })
    await world.client.query("UPDATE people.transfer SET state = 'STARTED', received_on = NULL WHERE member_id = $1 AND from_id IS NOT NULL", [two.uuid])
    expect(await untouched(() => receive({ name: "卓一", nationalId: two.nationalId }))).toMatchObject({ __typename: "InvalidState", state: "STARTED" })
    await world.client.query("UPDATE people.transfer SET valid_until = '2026-11-22' WHERE member_id = $1 AND state = 'STARTED'", [two.uuid])
    expect(await receive({ name: "卓一", nationalId: two.nationalId })).toMatchObject({ wasKnown: true })
  })
})

describe("what cannot be changes nothing:", () => {
  test("somebody who belongs to an organisation of the city; no more is told, not even to whoever may read them", async () => {
    const nationalId = numberOfWoman()
    const one = memberOf(await receive({ name: "蒙一", nationalId }))
    const input = inputOf({ name: "蒙一", nationalId }, {}, other)
    const answer = await untouched(() => act(input, far))
    expect(answer).toMatchObject({ __typename: "InvalidState", state: "BELONGS_ELSEWHERE", message: expect.stringContaining("transfer") })
    for (const secret of ["蒙一", one.code, "元宝", branch.id]) expect(JSON.stringify(answer)).not.toContain(secret)
    const both = await world.staff("ADMIN", world.district)
    expect(await untouched(() => act(input, both))).toEqual(answer)
    expect(await untouched(() => receive({ name: "蒙一", nationalId }))).toMatchObject({ state: "BELONGS_HERE" })
  })

  test("a letter that had expired on the day of receipt", async () => {
    const answer = await untouched(() => receive({}, { startedOn: "2026-11-01", validDays: 20, receivedOn: "2026-11-22" }))
    expect(answer).toEqual({ __typename: "LetterExpired", message: expect.stringContaining("2026-11-21"), validUntil: "2026-11-21" })
  })

  test.each([
    [{}, { validDays: 91 }, ["validDays"]],
    [{}, { startedOn: "2026-11-24" }, ["startedOn", "receivedOn"]],
    [{}, { receivedOn: "2026-11-09" }, ["receivedOn"]],
    [{}, { receivedOn: "2026-11-24" }, ["receivedOn"]],
    [{}, { duesPaidTo: "2026-13" }, ["duesPaidTo"]],
    [{ ethnicity: "?" }, { fromName: " ", letterNumber: "\u0000", remark: "一".repeat(2_001) }, ["person.ethnicity", "fromName", "letterNumber", "remark"]],
    [{ stage: "APPLICANT", joinedOn: null, fullOn: null }, {}, ["person.stage"]],
    [{ stage: null, joinedOn: null, fullOn: null }, {}, ["person.stage"]],
    [{ stage: "PROBATIONARY", joinedOn: "2026-11-12", fullOn: null }, {}, ["person.joinedOn"]],
    [{}, { organisation: world.community.id }, ["organisation"]],
  ])("%j %j", async (person, more, paths) => {
    expect(pathsOf(await untouched(() => receive(person, more)))).toEqual(paths)
  })

  test("a letter, a code, or a name and birth that are in the books already", async () => {
    const one = memberOf(await receive({ name: "农一" }, { letterNumber: "南字3号" }))
    expect(pathsOf(await untouched(() => receive({ name: "农二" }, { letterNumber: "南字3号 " })))).toEqual(["letterNumber"])
    expect(pathsOf(await untouched(() => receive({ name: "农二", code: one.code })))).toEqual(["person.code"])
    expect(pathsOf(await untouched(() => receive({ name: "农一" })))).toEqual(["person.name"])
    const twice = await Promise.all(["农三", "农四", "农五"].map((name) => receive({ name }, { letterNumber: "南字4号" })))
    expect(twice.map(({ __typename }) => __typename).sort()).toEqual(["InvalidInput", "InvalidInput", "MemberReceived"])
  })

  test("a malformed id is a mistake of the program", async () => {
    await expect(receive({}, { organisation: "branch" })).rejects.toThrow(/input\.organisation/)
  })

  test("whoever does not keep the branch's books", async () => {
    const before = (await countsOfBooks(world)) as { members: number; letters: number; entries: number }
    await expectOnlyKeepers(world, act, inputOf({ name: "黎一" }), { place: branch })
    expect(await countsOfBooks(world)).toMatchObject({ members: before.members + 1, letters: before.letters, entries: before.entries }) // the check adds a member
    expect(await act(inputOf(), far)).toEqual(await receive({}, { organisation: "organisation_00000000000000000000000000" }))
    for (const role of ["COORDINATOR", "SECRETARY", "ADMIN"] as const)
      expect(await act(inputOf({ nationalId: numberOfWoman() }), await world.staff(role, world.street))).toMatchObject({ __typename: "MemberReceived" })
  })
})

test("the sender is read by whoever reads the branch, as other letters are", async () => {
  const { letterNumber } = (await receive({ name: "莫一" }))["transfer"] as { letterNumber: string }
  const list = `query ($id: ID!) { organisation(id: $id) { transfers(direction: IN, first: 1) { nodes { letterNumber fromName member { name } } } } }`
  const client = await stack.as(await world.staff("AUDITOR", world.city))
  expect(await client.request(list, { id: branch.id })).toEqual({
    organisation: { transfers: { nodes: expect.arrayContaining([expect.objectContaining({ fromName: FROM })]) } },
  })
  expect(letterNumber).toMatch(/^南字/)
})
