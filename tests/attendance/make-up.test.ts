import { describe, expect, test } from "vitest"
import { toTypeId } from "../../subgraphs/shared/typeid.ts"
import { absencesIn } from "../kit/absences.ts"
import { actsOf } from "../kit/acts.ts"
import { emptyDatabase } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"
import type { Person, Place, Thing } from "../kit/things.ts"
import { hoursIn } from "../kit/world-hours.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const absences = absencesIn(world)
const act = actsOf(stack)
await hoursIn(world).rules()
const branch = await world.organisation(world.community)
const sibling = await world.organisation(world.community)
const keeper = await world.staff("COORDINATOR", branch)

const SETTLED = "makeUp { id state form completedOn minutes hours isLate dueOn note settledBy leave { id } evidence { id } }"
const answers = (type: string) => `... on ${type} { ${SETTLED} } ... on InvalidState { state } ... on PeriodLocked { lockedAt }`
const complete = (subject: string, makeUp: Thing, more: object = {}) =>
  act(subject, "completeMakeUp", { makeUp: makeUp.id, form: "SELF_STUDY", completedOn: "2026-11-20", minutes: 90, ...more }, answers("MakeUpCompleted"))
const exempt = (subject: string, makeUp: Thing, reason = "年老体弱") =>
  act(subject, "exemptMakeUp", { makeUp: makeUp.id, reason }, answers("MakeUpExempted").replace("... on PeriodLocked { lockedAt }", ""))
const postpone = (subject: string, makeUp: Thing, dueOn: string, reason = "住院") =>
  act(subject, "postponeMakeUp", { makeUp: makeUp.id, dueOn, reason }, answers("MakeUpPostponed").replace("... on PeriodLocked { lockedAt }", ""))
const revoke = (subject: string, makeUp: Thing, reason = "未学完") => act(subject, "revokeMakeUp", { makeUp: makeUp.id, reason }, answers("MakeUpRevoked"))

/** An absence on 10 November, due by the day given, at a lesson of two hours whose sheet is closed. */
async function missed(dueOn = "2026-12-10", person?: Person, at: Place = branch, heldOn = "2026-11-10") {
  const wang = person ?? (await world.member(at))
  const lesson = await world.lesson(world.community, `${heldOn}T09:00:00+08:00`, { expected: [wang], status: "HELD" })
  await absences.sheetOf(lesson, world.community, at, { state: "CLOSED", heldOn, expected: [wang] })
  await absences.mark(lesson, wang, at, "ABSENT", heldOn)
  const { uuid } = await absences.obligation(lesson, wang, at, dueOn)
  return { wang, lesson, makeUp: { uuid, id: toTypeId("makeup", uuid) } }
}

describe("finding a make-up done", () => {
  test("is a fact beside the absence, and earns what the rules say", async () => {
    const { wang, lesson, makeUp } = await missed()
    expect(await complete(keeper, makeUp, { form: "HOME_DELIVERY", note: " 送学上门 " })).toEqual({
      __typename: "MakeUpCompleted",
      makeUp: {
        id: makeUp.id,
        state: "COMPLETED",
        form: "HOME_DELIVERY",
        completedOn: "2026-11-20",
        minutes: 90,
        hours: 2,
        isLate: false,
        dueOn: "2026-12-10",
        note: "送学上门",
        settledBy: `COORDINATOR ${branch.name}`,
        leave: null,
        evidence: [],
      },
    })
    expect(await absences.entriesOf(lesson, wang)).toMatchObject(
      [
        { state: "PRESENT", is_make_up: true, minutes: 90, hours: 2, held_on: "2026-11-10", approver_name: `COORDINATOR ${branch.name}`, is_after_lock: false },
        { state: "ABSENT", is_make_up: false },
      ].sort((a, b) => Number(a.is_make_up) - Number(b.is_make_up)),
    )
    const { rows } = await world.client.query("SELECT make_up::float8, credited::float8 FROM attendance.annual_hours WHERE member_id = $1 AND year = 2026", [
      wang.uuid,
    ])
    expect(rows).toEqual([{ make_up: 2, credited: 2 }])
  })

  test("online counts what was watched", async () => {
    const { makeUp } = await missed()
    expect(await complete(keeper, makeUp, { form: "ONLINE", minutes: 60 })).toMatchObject({ makeUp: { hours: 1 } })
  })

  test("late is possible, and visible", async () => {
    const { makeUp } = await missed("2026-11-19")
    expect(await complete(keeper, makeUp)).toMatchObject({ makeUp: { state: "COMPLETED", isLate: true } })
  })

  test.each([
    ["before the lesson", { completedOn: "2026-11-09" }, "completedOn"],
    ["in the future", { completedOn: "2026-11-24" }, "completedOn"],
    ["in no time", { minutes: 0 }, "minutes"],
    ["in more than a day", { minutes: 1441 }, "minutes"],
    ["with evidence that nobody sent", { evidence: ["scan_00000000000000000000000000"] }, "evidence.0"],
    ["with words that are none", { note: "长".repeat(2001) }, "note"],
  ])("%s is refused and changes nothing", async (_, more, path) => {
    const { makeUp } = await missed()
    const before = await absences.books()
    expect(await complete(keeper, makeUp, more)).toMatchObject({ __typename: "InvalidInput", fields: [{ path }] })
    expect(await absences.books()).toBe(before)
  })

  test("is for keepers of the person's branch, and never for one's own", async () => {
    const { wang, makeUp } = await missed()
    const { rows } = await world.client.query<{ id: string }>("SELECT id FROM people.account WHERE member_id = $1", [wang.uuid])
    const grant = { role: "ADMIN", organisation_id: world.city.uuid, organisation_path: world.city.path, granted_at: new Date("2020-01-01") }
    await world.insert("people.access_grant", { account_id: rows[0]?.id, ...grant })
    const before = await absences.books()
    for (const subject of [
      wang.subject,
      await world.staff("RECORDER", world.community),
      await world.staff("AUDITOR", world.city),
      await world.staff("ADMIN", sibling),
      (await world.member(branch)).subject,
    ])
      for (const tried of [complete(subject, makeUp), exempt(subject, makeUp), postpone(subject, makeUp, "2026-12-20"), revoke(subject, makeUp)])
        expect(await tried).toMatchObject({ __typename: "NotAllowed" })
    expect(await complete(wang.subject, makeUp)).toMatchObject({ message: expect.stringContaining("their own") })
    expect(await absences.books()).toBe(before)
  })

  test("by twenty at once is done once", async () => {
    const { wang, lesson, makeUp } = await missed()
    const tried = await Promise.all(Array.from({ length: 20 }, () => complete(keeper, makeUp)))
    expect(tried.filter(({ __typename }) => __typename === "MakeUpCompleted")).toHaveLength(1)
    expect(tried.filter(({ __typename, state }) => __typename === "InvalidState" && state === "COMPLETED")).toHaveLength(19)
    expect((await absences.entriesOf(lesson, wang)).filter(({ is_make_up }) => is_make_up)).toHaveLength(1)
  })

  test("after a period was locked is for whoever governs there, and says so", async () => {
    const place = await world.organisation(world.street)
    const wang = await world.member(place)
    const lesson = await world.lesson(place, "2026-03-10T09:00:00+08:00", { expected: [wang], status: "HELD" })
    await absences.sheetOf(lesson, place, place, { state: "APPROVED", heldOn: "2026-03-10", expected: [wang] })
    const { uuid } = await absences.obligation(lesson, wang, place, "2026-04-09")
    const makeUp = { uuid, id: toTypeId("makeup", uuid) }
    await absences.lockedPeriod(place, "2026-03-01", "2026-04-01")
    const before = await absences.books()
    expect(await complete(await world.staff("COORDINATOR", place), makeUp)).toMatchObject({ __typename: "PeriodLocked", lockedAt: "2026-11-20T09:00:00+08:00" })
    expect(await absences.books()).toBe(before)
    expect(await complete(await world.staff("SECRETARY", place), makeUp)).toMatchObject({ makeUp: { state: "COMPLETED" } })
    expect(await absences.entriesOf(lesson, wang)).toMatchObject([{ is_make_up: true, is_after_lock: true }])
  })

  test("takes the forms of the rule set", async () => {
    const own = await world.organisation(world.district, { kind: "COMMITTEE", level: "STREET" })
    await hoursIn(world).rules({ makeUp: { owedBy: ["ABSENT"], deadlineDays: 30, forms: ["TAUGHT_AGAIN"] } }, { effective_from: "2026-01-01" }, own)
    const wang = await world.member(own)
    const lesson = await world.lesson(own, "2026-11-10T09:00:00+08:00", { expected: [wang], status: "HELD" })
    const { uuid } = await absences.obligation(lesson, wang, own, "2026-12-10")
    const subject = await world.staff("ADMIN", own)
    expect(await complete(subject, { uuid, id: toTypeId("makeup", uuid) })).toMatchObject({
      fields: [{ path: "form", message: "The rule set takes TAUGHT_AGAIN." }],
    })
  })
})

describe("taking a completion back", () => {
  test("replaces its entry, makes it due again, and it can be done anew", async () => {
    const { wang, lesson, makeUp } = await missed()
    await complete(keeper, makeUp)
    expect(await revoke(keeper, makeUp)).toMatchObject({
      __typename: "MakeUpRevoked",
      makeUp: { state: "DUE", form: null, completedOn: null, hours: null, settledBy: null },
    })
    const { rows } = await world.client.query("SELECT credited::float8 FROM attendance.annual_hours WHERE member_id = $1", [wang.uuid])
    expect(rows).toEqual([{ credited: 0 }])
    expect(await revoke(keeper, makeUp)).toMatchObject({ __typename: "InvalidState", state: "DUE" })
    expect(await complete(keeper, makeUp, { minutes: 120 })).toMatchObject({ makeUp: { state: "COMPLETED", hours: 2 } })
    expect((await absences.entriesOf(lesson, wang)).filter(({ is_make_up }) => is_make_up)).toMatchObject([
      { state: "PRESENT", replaces: false },
      { state: "ABSENT", minutes: 0, reason: "未学完", replaces: true },
      { state: "PRESENT", minutes: 120, replaces: true },
    ])
  })
})

describe("exempting and postponing", () => {
  test("an exemption closes the obligation with its reason", async () => {
    const { makeUp } = await missed()
    expect(await exempt(keeper, makeUp, " ")).toMatchObject({ fields: [{ path: "reason" }] })
    expect(await exempt(keeper, makeUp)).toMatchObject({ __typename: "MakeUpExempted", makeUp: { state: "EXEMPT", note: "年老体弱", hours: null } })
    expect(await complete(keeper, makeUp)).toMatchObject({ __typename: "InvalidState", state: "EXEMPT" })
    const { rows } = await world.client.query("SELECT kind::text, reason FROM attendance.act WHERE subject_id = $1", [makeUp.uuid])
    expect(rows).toEqual([{ kind: "MAKE_UP_EXEMPTED", reason: "年老体弱" }])
  })

  test("what was overdue is due again by its new day, which is later than the old, from today to a year ahead", async () => {
    const { makeUp } = await missed("2026-11-19")
    expect(await postpone(keeper, makeUp, "2026-11-19")).toMatchObject({ fields: [{ path: "dueOn" }] })
    expect(await postpone(keeper, makeUp, "2026-11-22")).toMatchObject({ fields: [{ path: "dueOn" }] })
    expect(await postpone(keeper, makeUp, "2027-11-25")).toMatchObject({ fields: [{ path: "dueOn" }] })
    expect(await postpone(keeper, makeUp, "2026-11-23")).toMatchObject({ __typename: "MakeUpPostponed", makeUp: { state: "DUE", dueOn: "2026-11-23" } })
  })

  test("nobody owes what was cancelled", async () => {
    const wang = await world.member(branch)
    const lesson = await world.lesson(world.community, "2026-12-10T09:00:00+08:00", { expected: [wang], status: "CANCELLED" })
    const { uuid } = await absences.obligation(lesson, wang, branch, "2026-11-19")
    expect(await exempt(keeper, { uuid, id: toTypeId("makeup", uuid) })).toMatchObject({ __typename: "InvalidState", state: "LIFTED" })
  })
})

describe("the list of what is to be made up", () => {
  const LIST = `query ($id: ID!, $state: MakeUpState, $before: Date, $first: Int, $after: String) {
    makeUps(organisation: $id, state: $state, dueBefore: $before, first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { id state dueOn member { id } } } }`
  type Listed = {
    makeUps: { totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string | null }; nodes: { id: string; state: string; dueOn: string }[] } | null
  }
  const read = async (subject: string, variables: object) => (await (await stack.as(subject)).request<Listed>(LIST, variables)).makeUps

  test("is ordered by deadline, tells overdue from due, and is for whose roles reach it", async () => {
    const [at, own] = [await world.organisation(world.community), await world.staff("RECORDER", world.community)]
    const made = [await missed("2026-12-10", undefined, at), await missed("2026-11-01", undefined, at), await missed("2026-11-23", undefined, at)]
    const ids = (list: Listed["makeUps"]) => list?.nodes.map(({ id }) => id)
    const all = await read(own, { id: at.id })
    expect(all).toMatchObject({ totalCount: 3, nodes: [{ state: "OVERDUE" }, { state: "DUE", dueOn: "2026-11-23" }, { state: "DUE", dueOn: "2026-12-10" }] })
    expect(ids(await read(own, { id: at.id, state: "OVERDUE" }))).toEqual([made[1]?.makeUp.id])
    expect(ids(await read(own, { id: at.id, state: "DUE" }))).toEqual([made[2]?.makeUp.id, made[0]?.makeUp.id])
    expect(await read(own, { id: at.id, before: "2026-12-01" })).toMatchObject({ totalCount: 2 })
    for (const subject of [await world.staff("ADMIN", sibling), made[0]?.wang.subject ?? ""]) expect(await read(subject, { id: at.id })).toBeNull()
    expect(await read(await world.staff("COORDINATOR", at), { id: world.community.id })).toBeNull()
    const mine = await (await stack.as(made[1]?.wang.subject ?? "")).request(`{ me { member { makeUps(state: OVERDUE) { totalCount nodes { id } } } } }`)
    expect(mine).toEqual({ me: { member: { makeUps: { totalCount: 1, nodes: [{ id: made[1]?.makeUp.id }] } } } })
  })

  test("pages without a gap, and costs the same for two as for twenty", async () => {
    const at = await world.organisation(world.community)
    for (let one = 0; one < 20; one += 1) await missed(`2026-12-${String(10 + (one % 5))}`, undefined, at)
    const subject = await world.staff("COORDINATOR", at)
    const seen: string[] = []
    for (let after: string | null = null; ;) {
      const page: Listed["makeUps"] = await read(subject, { id: at.id, first: 6, after })
      seen.push(...(page?.nodes ?? []).map(({ id }) => id))
      if (!page?.pageInfo.hasNextPage) break
      after = page.pageInfo.endCursor
    }
    expect([seen.length, new Set(seen).size]).toEqual([20, 20])
    const client = await stack.as(subject)
    const page = (first: number) =>
      client.request(`{ makeUps(organisation: "${at.id}", first: ${first}) { totalCount nodes { state hours isLate leave { id } evidence { id } lesson { id title } member { id name
        makeUps(first: 2) { totalCount nodes { id } } leaves(first: 2) { nodes { id } } externalTrainings(first: 2) { nodes { id warnings { message } } } } } } }`)
    await page(2)
    expect(await stack.costOf(() => page(20))).toEqual(await stack.costOf(() => page(2)))
  })
})
