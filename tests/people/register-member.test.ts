import { createHash } from "node:crypto"
import { describe, expect, test } from "vitest"
import { keyedHash, parseSealingKey } from "../../subgraphs/shared/sealed.ts"
import { CITY_KEY, emptyDatabase } from "../kit/database.ts"
import { booksOf } from "../kit/movement.ts"
import { APPLICANT, MEMBER, countsOfBooks, numberOfWoman, recordWithCode } from "../kit/newcomers.ts"
import { acts, expectOnlyKeepers } from "../kit/records.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"
import { toUuid } from "../../subgraphs/shared/typeid.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const branch = await world.organisation(world.community, { name: "元宝支部" })
const keeper = await world.staff("COORDINATOR", world.street)
const SUCCESS = `... on MemberRegistered { member { id code name stage participation joinedOn fullOn branch { id } contact(purpose: RECORD_CORRECTION) { nationalId mobile }
  stages { stage since documentNumber exceptions { rule reason } } memberships { from to participation } } warnings } ... on RuleBroken { message rules { rule } }`
const act = acts(stack, "registerMember", SUCCESS, keeper)
type Registered = { id: string; code: string; [field: string]: unknown }
const register = (person: object = {}, more: object = {}, as = keeper) => act({ organisation: branch.id, person: { ...APPLICANT, ...person }, ...more }, as)
const registered = async (person: object = {}, more: object = {}, as = keeper) => {
  const answer = await register(person, more, as)
  if (answer.__typename !== "MemberRegistered") throw new Error(JSON.stringify(answer))
  return answer["member"] as Registered
}
const pathsOf = (answer: { [field: string]: unknown }) => (answer["fields"] as { path: string }[] | undefined)?.map(({ path }) => path) ?? answer

/** What the database holds is the same afterwards. */
const untouched = async (work: () => Promise<{ __typename: string; [field: string]: unknown }>) => {
  const before = await countsOfBooks(world)
  const answer = await work()
  expect(await countsOfBooks(world)).toEqual(before)
  return answer
}

describe("entering somebody", () => {
  test("makes an applicant of today, who belongs to the branch, is counted there and found by name", async () => {
    const nationalId = numberOfWoman()
    const answer = await register({ nationalId: nationalId.toLowerCase(), mobile: "+86 199 0000 1234" })
    expect(answer).toEqual({
      __typename: "MemberRegistered",
      member: {
        id: expect.stringMatching(/^member_/),
        code: "P0000001",
        name: "韦小兰",
        stage: "APPLICANT",
        participation: "DIRECT",
        joinedOn: null,
        fullOn: null,
        branch: { id: branch.id },
        contact: { nationalId, mobile: "19900001234" },
        stages: [{ stage: "APPLICANT", since: "2026-11-23", documentNumber: null, exceptions: [] }],
        memberships: [{ from: "2026-11-23", to: null, participation: "DIRECT" }],
      },
      warnings: [],
    })
    expect(await recordWithCode(world, "P0000001")).toEqual({
      name: "韦小兰",
      pinyin: "weixiaolan",
      initials: "wxl",
      sex: "FEMALE",
      ethnicity: "08",
      birth: "1990-05-06",
      education: "20",
      stage: "APPLICANT",
      applied: "2026-11-23",
      joined: null,
      full: null,
    })
    const client = await stack.as(keeper)
    const found = await client.request<{ members: { nodes: { code: string }[] } }>('{ members(search: "韦小") { nodes { code } } }')
    expect(found.members.nodes).toEqual([{ code: "P0000001" }])
    const { rows } = await world.client.query("SELECT stage::text, people FROM people.tally WHERE organisation_id = $1", [branch.uuid])
    expect(rows).toEqual([{ stage: "APPLICANT", people: 1 }])
  })

  test("takes sex and birth from the number where they are left out, and warns where they differ and are kept", async () => {
    const nationalId = numberOfWoman("1988-02-29")
    const one = await registered({ name: "甲一", nationalId, sex: null, birthOn: null })
    expect(await recordWithCode(world, one.code)).toMatchObject({ sex: "FEMALE", birth: "1988-02-29" })
    const other = await register({ name: "甲二", nationalId: numberOfWoman("1988-03-01"), sex: "MALE", birthOn: "1987-03-01", code: "自编-1" })
    expect(other["warnings"]).toEqual([expect.stringContaining("1988-03-01"), expect.stringContaining("FEMALE")])
    expect(await recordWithCode(world, "自编-1")).toMatchObject({ sex: "MALE", birth: "1987-03-01" })
  })

  test("with codes instead of words, a rare name, and a code of one's own; a code somebody wrote by hand is passed over", async () => {
    const last = await registered({ name: "乙一" })
    const next = `P${String(Number(last.code.slice(1)) + 1).padStart(7, "0")}`
    const rare = await registered({ name: "阿卜杜拉•𠮷", ethnicity: "05", education: "60", code: next })
    expect(rare).toMatchObject({ code: next, name: "阿卜杜拉·𠮷" })
    expect((await registered({ name: "乙二" })).code).toBe(`P${String(Number(last.code.slice(1)) + 2).padStart(7, "0")}`)
  })

  test("who applied earlier belongs here from that day, or from the day that is said", async () => {
    expect(await registered({ name: "丙一", appliedOn: "2026-09-01" })).toMatchObject({ memberships: [{ from: "2026-09-01" }] })
    expect(await registered({ name: "丙二", appliedOn: "2020-09-01" }, { from: "2026-10-01" })).toMatchObject({ memberships: [{ from: "2026-10-01" }] })
  })

  test("under one key is done once, also when it is sent ten times at once", async () => {
    const before = await countsOfBooks(world)
    const answers = await Promise.all(Array.from({ length: 10 }, () => register({ name: "丁一" }, { clientMutationKey: "k1" })))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({ __typename: "MemberRegistered" })
    expect(await countsOfBooks(world)).toMatchObject({ members: (before as { members: number }).members + 1 })
  })

  test("keeps of a request under a key no fingerprint that could be tried out for the number without the city's key", async () => {
    const person = { ...APPLICANT, name: "丁二", nationalId: numberOfWoman() }
    const input = { organisation: branch.id, organisationId: branch.id, person, clientMutationKey: "k2" }
    await register(person, { clientMutationKey: "k2" })
    const sorted = (value: unknown): unknown =>
      typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, part]) => [name, sorted(part)])) : value // prettier-ignore
    const request = JSON.stringify(["registerMember", sorted(input)])
    const { rows } = await world.client.query<{ request: Buffer }>("SELECT request FROM people.mutation_key WHERE key = 'k2'")
    expect(rows.map((row) => row.request.toString("hex"))).toEqual([keyedHash(request, parseSealingKey(CITY_KEY)).toString("hex")])
    expect(rows[0]?.request.toString("hex")).not.toBe(createHash("sha256").update(request).digest("hex"))
  })

  test.each(["SECRETARY", "ADMIN"] as const)("%s may", async (role) => {
    expect(await register({ name: "戊" }, {}, await world.staff(role, await world.organisation(world.community)))).toMatchObject({ __typename: "NotAllowed" })
    expect(await register({ name: `戊${role === "ADMIN" ? "一" : "二"}` }, {}, await world.staff(role, branch))).toMatchObject({
      __typename: "MemberRegistered",
    })
  })
})

describe("a full record", () => {
  const steps = { stage: "FULL", appliedOn: "2012-01-01", activistOn: "2012-06-01", targetOn: "2013-06-01", joinedOn: "2014-07-01", fullOn: "2015-07-01" }
  const allowed = { documentNumber: "柳组〔2026〕3号", exceptions: [{ rule: "SHORT_COURSE", reason: "结业证遗失，档案有记载" }] }

  test("needs what the rules ask for, or a document and a reason for each rule", async () => {
    expect(await untouched(() => register({ name: "己一", ...steps }))).toMatchObject({ __typename: "RuleBroken", rules: [{ rule: "SHORT_COURSE" }] })
    expect(await untouched(() => register({ name: "己一", ...steps }, { ...allowed, documentNumber: null }))).toMatchObject({
      fields: [{ path: "documentNumber" }],
    })
    expect(await registered({ name: "己一", ...steps }, allowed)).toMatchObject({
      stage: "FULL",
      joinedOn: "2014-07-01",
      fullOn: "2015-07-01",
      memberships: [{ from: "2014-07-01" }],
      stages: [
        {},
        {},
        {},
        { stage: "PROBATIONARY", exceptions: [] },
        { stage: "FULL", documentNumber: "柳组〔2026〕3号", exceptions: [{ rule: "SHORT_COURSE", reason: "结业证遗失，档案有记载" }] },
      ],
    })
  })

  test("an exception for a rule that is kept, and an applicant under 18, are refused", async () => {
    expect(pathsOf(await untouched(() => register({ name: "己二" }, allowed)))).toEqual(["exceptions.0.rule"])
    const child = await untouched(() => register({ name: "己二", birthOn: "2010-01-01" }))
    expect(child).toMatchObject({ __typename: "RuleBroken", rules: [{ rule: "EIGHTEEN_YEARS" }] })
  })
})

describe("what is wrong is said at once, and nothing is entered:", () => {
  test.each([
    [
      { name: " ", ethnicity: "火星族", education: "自学", mobile: "12", nationalId: "999999199005060011" },
      ["name", "nationalId", "ethnicity", "education", "mobile"],
    ],
    [{ name: "王\0" }, ["name"]],
    [{ name: "王".repeat(65) }, ["name"]],
    [{ nationalId: "999999********0045" }, ["nationalId"]],
    [{ sex: null, birthOn: null }, ["sex", "birthOn"]],
    [{ birthOn: "2026-11-24" }, ["birthOn", "appliedOn"]],
    [{ appliedOn: "2026-11-24" }, ["appliedOn"]],
    [{ code: "\u0007" }, ["code"]],
    [{ joinedOn: "2020-01-01" }, ["joinedOn"]],
    [{ stage: "ACTIVIST", appliedOn: "2020-01-01" }, ["activistOn"]],
    [{ stage: "FULL" }, ["joinedOn", "fullOn"]],
    [{ ...MEMBER, joinedOn: "2011-01-01" }, ["joinedOn"]],
  ])("%j", async (person, fields) => {
    const answer = await untouched(() => register(person))
    expect(pathsOf(answer)).toEqual(fields.map((field) => `person.${field}`))
  })

  test("a day to come in the branch, and an organisation that is no branch", async () => {
    expect(pathsOf(await untouched(() => register({}, { from: "2026-11-24" })))).toEqual(["from"])
    expect(pathsOf(await untouched(() => act({ organisation: world.community.id, person: APPLICANT })))).toEqual(["organisation"])
  })

  test("a malformed id is a mistake of the program", async () => {
    await expect(act({ organisation: "branch", person: APPLICANT })).rejects.toThrow(/input\.organisation/)
  })
})

describe("somebody who is in the books already", () => {
  test("by number: is named to whoever may read them, and to nobody else", async () => {
    const nationalId = numberOfWoman()
    const own = await registered({ name: "庚一", nationalId })
    const near = await untouched(() => register({ name: "庚二", nationalId }))
    expect(near).toMatchObject({ fields: [{ path: "person.nationalId", message: `庚一 (${own.code}) of 元宝支部 has this number; change that record.` }] })
    const far = await world.organisation(world.district)
    const stranger = await world.staff("ADMIN", far)
    const answer = await untouched(() => act({ organisation: far.id, person: { ...APPLICANT, nationalId } }, stranger))
    expect(pathsOf(answer)).toEqual(["person.nationalId"])
    for (const secret of ["庚一", own.code, "元宝", "王"]) expect(JSON.stringify(answer)).not.toContain(secret)
  })

  test("by number, sent twenty times at once without a key: entered once", async () => {
    const nationalId = numberOfWoman()
    const answers = await Promise.all(Array.from({ length: 20 }, () => register({ name: "辛", nationalId })))
    expect(answers.filter(({ __typename }) => __typename === "MemberRegistered")).toHaveLength(1)
    expect(answers.filter((answer) => JSON.stringify(pathsOf(answer)) === '["person.nationalId"]')).toHaveLength(19)
  })

  test("by code, also at the same moment", async () => {
    await registered({ name: "壬一", code: "甲-1" })
    expect(pathsOf(await untouched(() => register({ name: "壬二", code: " 甲-1 " })))).toEqual(["person.code"])
    const answers = await Promise.all(["一", "二", "三"].map((name) => register({ name: `癸${name}`, code: "甲-2" })))
    expect(answers.map((answer) => answer.__typename).sort()).toEqual(["InvalidInput", "InvalidInput", "MemberRegistered"])
  })

  test("by name, birth and branch where no number tells two apart; elsewhere or with a number it is somebody else", async () => {
    const one = await registered({ name: "子" })
    const again = await untouched(() => register({ name: "子" }))
    expect(again).toMatchObject({ fields: [{ path: "person.name", message: expect.stringContaining(one.code) }] })
    expect(await register({ name: "子", nationalId: numberOfWoman() })).toMatchObject({ __typename: "MemberRegistered" })
    expect(await act({ organisation: (await world.organisation(world.community)).id, person: { ...APPLICANT, name: "子" } })).toMatchObject({
      __typename: "MemberRegistered",
    })
  })
})

test("only those who keep the branch's books may; nobody else learns whether there is such a branch", async () => {
  const before = await countsOfBooks(world)
  await expectOnlyKeepers(world, act, { organisation: branch.id, person: { ...APPLICANT, name: "丑" } }, { place: branch })
  const { members, ...rest } = (await countsOfBooks(world)) as { members: number }
  expect(members).toBe((before as { members: number }).members + 1) // the member whom the check itself adds
  expect(rest).toMatchObject({ entries: (before as { entries: number }).entries })
  const absent = await act({ organisation: "organisation_00000000000000000000000000", person: APPLICANT })
  const hidden = await act({ organisation: branch.id, person: APPLICANT }, await world.staff("ADMIN", await world.organisation(world.district)))
  expect(absent).toEqual(hidden)
  expect(absent).toMatchObject({ __typename: "NotAllowed" })
})

test("a person who was entered is a person like any other: the next step, and a letter", async () => {
  const { id } = await registered({ name: "寅", appliedOn: "2025-01-01" })
  const step = acts(stack, "recordStage", "... on StageRecorded { member { stage } }", keeper)
  expect(await step({ member: id, stage: "ACTIVIST", since: "2026-11-01" })).toEqual({ __typename: "StageRecorded", member: { stage: "ACTIVIST" } })
  const person = { uuid: toUuid("member", id), id, name: "寅", subject: "" }
  expect((await booksOf(world, person)).today).toEqual({ branch: branch.uuid, path: branch.path, participation: "DIRECT" })
  const send = acts(stack, "startTransfer", "... on TransferStarted { transfer { state } }", keeper)
  expect(await send({ member: id, toName: "外地某支部", letterNumber: "寅字1号" })).toMatchObject({ transfer: { state: "STARTED" } })
})
