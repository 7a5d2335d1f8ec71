import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { inspectionsIn } from "../kit/inspections.ts"
import { openStack } from "../kit/stack.ts"
import type { Person, Place } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const inspections = inspectionsIn(world)

type Found = {
  id: string
  kind: string
  severity: string
  state: string
  rows: number
  people: number
  lesson: { id: string }
  settlement: { note: string } | null
}
type Rows = {
  evidenceRows: { member: { id: string } | null; otherLesson: { id: string } | null; otherMember: { id: string } | null; minutes: number | null }[]
}
const FIELDS = "id kind severity state rows people message lesson { id } settlement { note settledBy }"
const ROWS = "evidenceRows { member { id } otherLesson { id } otherMember { id } minutes at }"

async function inspect(subject: string, at: Place, more: Record<string, unknown> = {}, fields = `${FIELDS} ${ROWS}`): Promise<(Found & Rows)[] | null> {
  const document = `query ($id: ID!, $from: Date!, $to: Date!, $asOf: DateTime, $kinds: [FindingKind!], $state: FindingState) {
    inspection(organisation: $id, from: $from, to: $to, asOf: $asOf, kinds: $kinds, state: $state, first: 100) { totalCount nodes { ${fields} } } }`
  const variables = { id: at.id, from: "2026-01-01", to: "2026-11-23", ...more }
  const { inspection } = await (await stack.as(subject)).request<{ inspection: { totalCount: number; nodes: (Found & Rows)[] } | null }>(document, variables)
  if (inspection && inspection.totalCount !== inspection.nodes.length) throw new Error(`${inspection.totalCount} counted, ${inspection.nodes.length} listed`)
  return inspection?.nodes ?? null
}
const kindsOf = (found: Found[] | null) => found?.map(({ kind }) => kind)

/** A branch of its own with people, and who inspects it. */
async function ground(people = 6) {
  const at = await world.organisation(world.community)
  const members: Person[] = []
  for (let number = 0; number < people; number += 1) members.push(await world.member(at))
  return { at, members, auditor: await world.staff("AUDITOR", at) }
}
/** A lesson that everybody came to but for the last `away`, who are absent. */
async function faultless(at: Place, members: Person[], startsAt: string, away = 0, mark: object = {}) {
  const lesson = await inspections.held(at, startsAt, { people: members, at })
  for (const person of members.slice(0, members.length - away)) await inspections.mark(lesson, person, at, mark)
  for (const person of members.slice(members.length - away)) await inspections.mark(lesson, person, at, { state: "ABSENT", source: "RECORDER" })
  return lesson
}

describe("a clean world", () => {
  test("has no findings", async () => {
    const { at, members, auditor } = await ground()
    for (const day of ["03-10", "04-10", "05-12"]) await faultless(at, members, `2026-${day}T09:00:00+08:00`)
    expect(await inspect(auditor, at)).toEqual([])
  })
})

describe("completeness", () => {
  test("every element that is missing is found, at its lesson, with its people", async () => {
    const { at, members, auditor } = await ground(4)
    const [wang, li, zhou] = members as [Person, Person, Person, Person]
    const lesson = await inspections.held(at, "2026-03-10T09:00:00+08:00", {
      people: members,
      at,
      host: null,
      summary: "短",
      paper: false,
      closedAt: "2026-03-16T09:00:00+08:00",
    })
    await inspections.mark(lesson, wang, at)
    await inspections.mark(lesson, li, at, { state: "ON_LEAVE", source: "RECORDER" })
    await inspections.mark(lesson, zhou, at, { state: "ABSENT", source: "RECORDER" })
    const debt = { lesson_id: lesson.uuid, member_id: zhou.uuid, state: "DUE", due_on: "2026-04-10", created_at: "2026-03-16T09:00:00+08:00" }
    await world.insert("attendance.make_up", debt)
    const found = await inspect(auditor, at)
    expect(kindsOf(found)).toEqual(["UNMARKED", "HOST_MISSING", "SUMMARY_TOO_SHORT", "EVIDENCE_MISSING", "FILED_LATE", "LEAVE_SLIP_MISSING", "MAKE_UP_OVERDUE"])
    const rowsOf = (kind: string) => found?.find((one) => one.kind === kind)?.evidenceRows.map(({ member }) => member?.id)
    expect(rowsOf("UNMARKED")).toEqual([members[3]?.id])
    expect(rowsOf("LEAVE_SLIP_MISSING")).toEqual([li.id])
    expect(rowsOf("MAKE_UP_OVERDUE")).toEqual([zhou.id])
    expect(found?.every((one) => one.lesson.id === lesson.id)).toBe(true)
    // As the books stood in the evening of the day nothing was late yet, and the make-up was not there.
    expect(kindsOf(await inspect(auditor, at, { asOf: "2026-03-10T20:00:00+08:00" }))).toEqual([
      "HOST_MISSING",
      "SUMMARY_TOO_SHORT",
      "EVIDENCE_MISSING",
      "LEAVE_SLIP_MISSING",
    ])
  })

  test("filing counts working days: the 3rd after a Friday is Wednesday, and the long holiday does not count", async () => {
    const { at, members, auditor } = await ground(2)
    const file = async (startsAt: string, closedAt: string) => {
      const lesson = await inspections.held(at, startsAt, { people: members, at, closedAt })
      for (const person of members) await inspections.mark(lesson, person, at)
    }
    await file("2026-03-13T09:00:00+08:00", "2026-03-18T18:00:00+08:00")
    await file("2026-09-30T09:00:00+08:00", "2026-10-10T18:00:00+08:00")
    expect(kindsOf(await inspect(auditor, at))).toEqual([])
    await file("2026-03-20T09:00:00+08:00", "2026-03-26T09:00:00+08:00")
    expect(kindsOf(await inspect(auditor, at))).toEqual(["FILED_LATE"])
  })

  test("what was planned and not held, called off, or planned afterwards is told apart", async () => {
    const { at, members, auditor } = await ground(2)
    const silent = await world.lesson(at, "2026-05-11T09:00:00+08:00", { expected: members })
    const off = await world.lesson(at, "2026-05-12T09:00:00+08:00", { status: "CANCELLED" })
    for (const { uuid } of [silent, off])
      await world.client.query("UPDATE courses.lesson SET created_at = '2026-05-01', published_at = '2026-05-01', changed_at = '2026-05-10' WHERE id = $1", [
        uuid,
      ])
    const sudden = await faultless(at, members, "2026-05-13T09:00:00+08:00")
    await world.client.query("UPDATE courses.lesson SET published_at = starts_at + interval '1 hour' WHERE id = $1", [sudden.uuid])
    const found = await inspect(auditor, at)
    expect(found?.map(({ kind, lesson }) => [kind, lesson.id])).toEqual([
      ["UNPLANNED", sudden.id],
      ["CANCELLED", off.id],
      ["NOT_HELD", silent.id],
    ])
  })
})

describe("consistency", () => {
  const only = async (subject: string, at: Place) =>
    (await inspect(subject, at))?.map(({ kind, lesson, rows, evidenceRows }) => ({ kind, lesson: lesson.id, rows, shown: evidenceRows.length }))

  test("the same people at two lessons, where others were expected", async () => {
    const { at, members, auditor } = await ground(7)
    const first = await faultless(at, members, "2026-03-10T09:00:00+08:00", 2)
    await faultless(at, members, "2026-03-24T09:00:00+08:00", 1)
    const copy = await faultless(at, members, "2026-04-10T09:00:00+08:00", 2)
    const [found, ...others] = (await inspect(auditor, at)) ?? []
    expect(others).toEqual([])
    expect(found).toMatchObject({ kind: "SAME_LIST", severity: "GRAVE", rows: 1, lesson: { id: copy.id }, evidenceRows: [{ otherLesson: { id: first.id } }] })
  })

  test("nearly the same people of twenty or more", async () => {
    const { at, members, auditor } = await ground(23)
    await faultless(at, members, "2026-03-10T09:00:00+08:00", 2)
    const near = await faultless(at, members, "2026-04-10T09:00:00+08:00", 1)
    expect(await only(auditor, at)).toEqual([{ kind: "NEAR_SAME_LIST", lesson: near.id, rows: 1, shown: 1 }])
  })

  test("arrivals outside the window, at round times, and equal minutes", async () => {
    const { at, members, auditor } = await ground(5)
    const early = await faultless(at, members, "2026-03-10T09:00:00+08:00")
    await world.client.query("UPDATE courses.lesson SET title = title WHERE id = $1", [early.uuid])
    const late = await inspections.held(at, "2026-03-12T09:00:00+08:00", { people: members, at })
    for (const [number, person] of members.entries())
      await inspections.mark(late, person, at, { arrivedAt: `2026-03-12T${number === 0 ? "07:40:00" : "08:57:00"}+08:00` })
    const round = await inspections.held(at, "2026-03-14T09:00:00+08:00", { people: members, at })
    for (const person of members) await inspections.mark(round, person, at, { source: "PAPER", arrivedAt: "2026-03-14T08:30:00+08:00" })
    const equal = await inspections.held(at, "2026-03-16T09:00:00+08:00", { people: members, at })
    for (const person of members) await inspections.mark(equal, person, at, { source: "RECORDER", minutes: 90 })
    expect(await only(auditor, at)).toEqual([
      { kind: "EQUAL_MINUTES", lesson: equal.id, rows: 5, shown: 5 },
      { kind: "ROUND_TIMES", lesson: round.id, rows: 5, shown: 5 },
      { kind: "OUTSIDE_WINDOW", lesson: late.id, rows: 1, shown: 1 },
    ])
  })

  test("one person, or one teacher, in two places", async () => {
    const { at, members, auditor } = await ground(2)
    const teacher = await world.teacher(at)
    const [venue, other] = [await world.venue(at, "一号"), await world.venue(at, "二号")]
    const one = await inspections.held(at, "2026-03-10T09:00:00+08:00", { people: members, at, venue })
    const two = await inspections.held(at, "2026-03-10T10:00:00+08:00", { people: members, at, venue: other })
    for (const { uuid } of [one, two]) await world.insert("courses.lesson_teacher", { lesson_id: uuid, teacher_id: teacher.uuid, position: 0 }, false)
    await inspections.mark(one, members[0] as Person, at)
    await inspections.mark(two, members[0] as Person, at)
    // Whoever left one before the other began was at both.
    await inspections.mark(one, members[1] as Person, at, { leftAt: "2026-03-10T09:55:00+08:00" })
    await inspections.mark(two, members[1] as Person, at)
    expect(await only(auditor, at)).toEqual(
      [one, two]
        .flatMap(({ id }) => ["TWO_PLACES", "TEACHER_IN_TWO_PLACES"].map((kind) => ({ kind, lesson: id, rows: 1, shown: 1 })))
        .sort((a, b) => (a.lesson === two.id ? 0 : 1) - (b.lesson === two.id ? 0 : 1)),
    )
  })

  test("marks written together days afterwards, after a lock, and corrections all upwards", async () => {
    const { at, members, auditor } = await ground(10)
    const batch = await inspections.held(at, "2026-03-10T09:00:00+08:00", { people: members, at })
    for (const person of members) await inspections.mark(batch, person, at, { source: "RECORDER", recordedAt: "2026-03-14T20:00:30+08:00" })
    const raised = await inspections.held(at, "2026-04-14T09:00:00+08:00", { people: members.slice(0, 3), at })
    for (const person of members.slice(0, 3)) {
      const wrong = await inspections.mark(raised, person, at, { state: "ABSENT", source: "RECORDER" })
      await inspections.mark(raised, person, at, {
        replaces: wrong,
        reason: "核对",
        recordedAt: "2026-04-15T09:00:00+08:00",
        isAfterLock: person === members[0],
      })
    }
    expect(await only(auditor, at)).toEqual([
      { kind: "AFTER_LOCK", lesson: raised.id, rows: 1, shown: 1 },
      { kind: "CREDIT_ONLY", lesson: raised.id, rows: 3, shown: 3 },
      { kind: "BATCH_ENTRY", lesson: batch.id, rows: 10, shown: 10 },
    ])
  })

  test("one device for several people", async () => {
    const { at, members, auditor } = await ground(2)
    const [one, two] = [await faultless(at, members, "2026-03-10T09:00:00+08:00"), await faultless(at, members, "2026-04-10T09:00:00+08:00")]
    const device = inspections.newDevice()
    await inspections.device(one, members[0] as Person, device)
    await inspections.device(two, members[1] as Person, device)
    const [found, ...others] = (await inspect(auditor, at)) ?? []
    expect(others).toEqual([])
    expect(found).toMatchObject({
      kind: "ONE_DEVICE",
      lesson: { id: two.id },
      evidenceRows: [{ member: { id: members[1]?.id }, otherMember: { id: members[0]?.id }, otherLesson: { id: one.id } }],
    })
  })
})

describe("answering for a finding", () => {
  const settle = async (subject: string, input: object) =>
    (
      await (
        await stack.as(subject)
      ).request<{ settleFinding: { __typename: string; state?: string; finding?: Found } }>(
        `mutation ($input: SettleFindingInput!) { settleFinding(input: $input) { __typename ... on FindingSettled { finding { ${FIELDS} } } ... on InvalidState { state } } }`,
        { input },
      )
    ).settleFinding

  test("it stays listed, as settled, with the same id, from then on", async () => {
    const { at, members, auditor } = await ground(2)
    await inspections.held(at, "2026-03-10T09:00:00+08:00", { people: members, at, host: null })
    const lesson = await inspections.held(at, "2026-03-11T09:00:00+08:00", { people: [], at, host: null })
    const found = (await inspect(auditor, at, { kinds: ["HOST_MISSING"] })) ?? []
    const id = found.find((one) => one.lesson.id === lesson.id)?.id as string
    const keeper = await world.staff("COORDINATOR", at)
    expect(await settle(auditor, { finding: id, note: "已核" })).toEqual({ __typename: "NotAllowed" })
    expect(await settle(await world.staff("ADMIN", world.street), { finding: id, note: " " })).toEqual({ __typename: "InvalidInput" })
    expect(await settle(keeper, { finding: id, note: "主持人为书记，已补记" })).toMatchObject({
      __typename: "FindingSettled",
      finding: { id, state: "SETTLED" },
    })
    expect(await settle(keeper, { finding: id, note: "再次" })).toEqual({ __typename: "InvalidState", state: "SETTLED" })
    const kinds = ["HOST_MISSING"]
    expect((await inspect(auditor, at, { kinds, state: "SETTLED" }))?.map((one) => one.settlement?.note)).toEqual(["主持人为书记，已补记"])
    expect(await inspect(auditor, at, { kinds, state: "OPEN" })).toHaveLength(1)
    expect(await inspect(auditor, at, { kinds, state: "SETTLED", asOf: "2026-11-22T09:00:00+08:00" })).toEqual([])
    const { rows } = await world.client.query("SELECT kind::text, reason, after FROM attendance.act WHERE lesson_id = $1", [lesson.uuid])
    expect(rows).toEqual([{ kind: "FINDING_SETTLED", reason: "主持人为书记，已补记", after: { kind: "HOST_MISSING", rows: 0, people: 0 } }])
  })
})

test("every finding of many lessons can be answered for by its id", async () => {
  const { at, members } = await ground(1)
  const keeper = await world.staff("COORDINATOR", at)
  for (let day = 1; day <= 12; day += 1)
    await inspections.held(at, `2026-06-${String(day).padStart(2, "0")}T09:00:00+08:00`, { people: members, at, host: null })
  const found = (await inspect(keeper, at, { kinds: ["HOST_MISSING"] })) ?? []
  expect(found).toHaveLength(12)
  const document = `mutation ($input: SettleFindingInput!) { settleFinding(input: $input) { __typename } }`
  for (const { id } of found) await (await stack.as(keeper)).request(document, { input: { finding: id, note: "已补记" } })
  expect(await inspect(keeper, at, { kinds: ["HOST_MISSING"], state: "OPEN" })).toEqual([])
})

test("it is for whoever has a role over the organisation", async () => {
  const { at, members } = await ground(1)
  await inspections.held(at, "2026-03-10T09:00:00+08:00", { people: members, at, host: null })
  for (const role of ["RECORDER", "AUDITOR", "ADMIN"] as const) expect(await inspect(await world.staff(role, world.community), at)).not.toEqual([])
  const other = await world.staff("ADMIN", await world.organisation(world.community))
  for (const subject of [other, (members[0] as Person).subject]) expect(await inspect(subject, at)).toBeNull()
})

test("rows of many findings cost as much as rows of two", async () => {
  const { at, members, auditor } = await ground(2)
  const odd = (day: number) => inspections.held(at, `2026-06-${String(day).padStart(2, "0")}T09:00:00+08:00`, { people: members, at })
  for (const day of [1, 2]) await odd(day)
  const few = await stack.costOf(() => inspect(auditor, at, { kinds: ["UNMARKED"] }, "kind evidenceRows { at }"))
  for (let day = 3; day < 25; day += 1) await odd(day)
  const many = await stack.costOf(async () => expect(await inspect(auditor, at, { kinds: ["UNMARKED"] }, "kind evidenceRows { at }")).toHaveLength(24))
  expect(many).toEqual(few)
})
