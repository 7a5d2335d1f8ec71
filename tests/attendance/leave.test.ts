import { describe, expect, test } from "vitest"
import { absencesIn } from "../kit/absences.ts"
import { actsOf } from "../kit/acts.ts"
import { emptyDatabase } from "../kit/database.ts"
import { fetchFile, sendFile } from "../kit/files.ts"
import { openStack } from "../kit/stack.ts"
import type { Person, Thing } from "../kit/things.ts"
import { PARAMETERS } from "../kit/rule-parameters.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const absences = absencesIn(world)
const act = actsOf(stack)
const branch = await world.organisation(world.community)
const sibling = await world.organisation(world.community)
const keeper = await world.staff("COORDINATOR", branch)
const organiserKeeper = await world.staff("SECRETARY", world.community)
const SOON = "2026-12-01T14:00:00+08:00"
const PDF = "%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"

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
const withdraw = (subject: string, leave: string) =>
  act(subject, "withdrawLeave", { leave }, `... on LeaveWithdrawn { ${LEAVE} } ... on InvalidState { state }`)
const idOf = (answer: { [field: string]: unknown }) => (answer["leave"] as { id: string }).id
const owed = async (lesson: Thing) =>
  (
    await world.client.query("SELECT member_id, state::text, due_on::text, leave_id IS NOT NULL AS by_leave FROM attendance.make_up WHERE lesson_id = $1", [
      lesson.uuid,
    ])
  ).rows
const expecting = async (startsAt = SOON, columns: object = {}) => {
  const wang = await world.member(branch)
  return { wang, lesson: await world.lesson(world.community, startsAt, { expected: [wang], ...columns }) }
}
const asked = async (startsAt = SOON) => {
  const { wang, lesson } = await expecting(startsAt)
  return { wang, lesson, leave: idOf(await ask(wang.subject, lesson)) }
}

describe("asking for leave", () => {
  test("is for oneself before the lesson, for each lesson of a day", async () => {
    const wang = await world.member(branch)
    const lessons = [
      await world.lesson(world.community, "2026-12-01T09:00:00+08:00", { expected: [wang] }),
      await world.lesson(world.community, SOON, { expected: [wang] }),
    ]
    for (const lesson of lessons)
      expect(await ask(wang.subject, lesson, { kind: "SICK", reason: " 住院 " })).toMatchObject({
        __typename: "LeaveRequested",
        leave: {
          state: "REQUESTED",
          kind: "SICK",
          reason: "住院",
          isAfterwards: false,
          isForOther: false,
          requestedBy: "王春梅",
          makeUp: null,
          member: { id: wang.id },
        },
      })
    const { rows } = await world.client.query("SELECT kind::text, after->>'state' AS state FROM attendance.act WHERE member_id = $1", [wang.uuid])
    expect(rows).toEqual([1, 2].map(() => ({ kind: "LEAVE_REQUESTED", state: "REQUESTED" })))
  })

  test("is for recorders of the branch or of the lesson, and shows who asked", async () => {
    for (const at of [branch, world.community]) {
      const { wang, lesson } = await expecting()
      const recorder = await world.staff("RECORDER", at)
      expect(await ask(recorder, lesson, { member: wang.id })).toMatchObject({ leave: { isForOther: true, requestedBy: `RECORDER ${at.name}` } })
    }
  })

  test("is for nobody else, nor for whom nobody expects: hidden and absent are answered alike", async () => {
    const { wang, lesson } = await expecting()
    const before = await absences.books()
    const others = [(await world.member(branch)).subject, await world.staff("AUDITOR", world.city), await world.staff("ADMIN", sibling)]
    const answers = await Promise.all(others.map((subject) => ask(subject, lesson, { member: wang.id })))
    answers.push(await ask((await world.member(branch)).subject, lesson))
    answers.push(await ask(wang.subject, { uuid: "", id: "lesson_00000000000000000000000000" }))
    answers.push(await ask(await world.staff("ADMIN", world.city), lesson))
    answers.push(await ask(wang.subject, await world.lesson(branch, SOON, { expected: [wang], status: "DRAFT" })))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({ __typename: "NotAllowed" })
    expect(await absences.books()).toBe(before)
  })

  test("is too late once the lesson has begun, but in an emergency, until the sheet is closed", async () => {
    const begun = await expecting("2026-11-23T09:00:00+08:00")
    const closed = await expecting("2026-11-20T09:00:00+08:00")
    await absences.sheetOf(closed.lesson, world.community, branch, { state: "CLOSED", heldOn: "2026-11-20", expected: [closed.wang] })
    const before = await absences.books()
    expect(await ask(begun.wang.subject, begun.lesson)).toMatchObject({ __typename: "TooLate", message: expect.stringContaining("isEmergency") })
    expect(await ask(closed.wang.subject, closed.lesson, { isEmergency: true })).toMatchObject({
      __typename: "TooLate",
      message: expect.stringContaining("correction"),
    })
    expect(await absences.books()).toBe(before)
    expect(await ask(begun.wang.subject, begun.lesson, { isEmergency: true })).toMatchObject({ leave: { isAfterwards: true } })
  })

  test("is refused twice, for a cancelled lesson, and for words that are none; a key makes a repeat harmless", async () => {
    const { wang, lesson } = await expecting()
    const cancelled = await expecting(SOON, { status: "CANCELLED" })
    expect(await ask(cancelled.wang.subject, cancelled.lesson)).toMatchObject({ __typename: "InvalidState", state: "CANCELLED" })
    expect(await ask(wang.subject, lesson, { reason: "  " })).toMatchObject({ fields: [{ path: "reason" }] })
    expect(await ask(wang.subject, lesson, { evidence: ["scan_00000000000000000000000000"] })).toMatchObject({ fields: [{ path: "evidence.0" }] })
    const first = await ask(wang.subject, lesson, { clientMutationKey: "k1" })
    expect(await ask(wang.subject, lesson, { clientMutationKey: "k1" })).toEqual(first)
    expect(await ask(wang.subject, lesson, { clientMutationKey: "k2" })).toMatchObject({ __typename: "InvalidState", state: "REQUESTED" })
    const { rows } = await world.client.query("SELECT count(*)::int AS leaves FROM attendance.leave WHERE lesson_id = $1", [lesson.uuid])
    expect(rows).toEqual([{ leaves: 1 }])
  })

  test("keeps the slip, for whoever decides", async () => {
    const { wang, lesson } = await expecting()
    const { body } = await sendFile(stack, wang.subject, PDF, "请假条.pdf", "?for=attendance")
    const document = `mutation ($input: RequestLeaveInput!) { answer: requestLeave(input: $input) { ... on LeaveRequested { leave { evidence { name url } } } } }`
    const client = await stack.as(wang.subject)
    const { answer } = await client.request<{ answer: { leave: { evidence: { name: string; url: string }[] } } }>(document, {
      input: { lesson: lesson.id, kind: "SICK", reason: "住院", evidence: [body.id] },
    })
    expect(answer.leave.evidence).toMatchObject([{ name: "请假条.pdf" }])
    expect((await fetchFile(stack, keeper, answer.leave.evidence[0]?.url ?? "")).status).toBe(200)
    expect((await fetchFile(stack, (await world.member(branch)).subject, answer.leave.evidence[0]?.url ?? "")).status).toBe(404)
  })
})

describe("deciding on leave", () => {
  test("obliges to a make-up thirty days after the lesson; the answer says so", async () => {
    const { wang, lesson, leave } = await asked()
    expect(await decide(keeper, leave, true, { note: "同意" })).toMatchObject({
      __typename: "LeaveDecided",
      leave: { id: leave, state: "APPROVED", decidedBy: `COORDINATOR ${branch.name}`, decisionNote: "同意", makeUp: { state: "DUE", dueOn: "2026-12-31" } },
    })
    expect(await owed(lesson)).toEqual([{ member_id: wang.uuid, state: "DUE", due_on: "2026-12-31", by_leave: true }])
    expect(await absences.entriesOf(lesson, wang)).toEqual([])
  })

  test("takes the deadline, and who owes anything, from the rule set of the organiser and the day", async () => {
    const parameters = (owedBy: string[], deadlineDays: number) => JSON.stringify({ ...PARAMETERS, makeUp: { owedBy, deadlineDays, forms: ["ONLINE"] } })
    const ruleSet = {
      title: "区规则",
      jurisdiction: "某区",
      source_document: "试行",
      status: "LOCAL",
      effective_from: "2026-01-01",
      effective_to: "2026-12-01",
    }
    const own = await world.organisation(world.district, { kind: "COMMITTEE", level: "STREET" })
    await world.insert("attendance.rule_set", { ...ruleSet, organisation_id: own.uuid, organisation_path: own.path, parameters: parameters(["ON_LEAVE"], 10) })
    await world.insert("attendance.rule_set", {
      ...ruleSet,
      effective_from: "2026-12-01",
      effective_to: null,
      organisation_id: own.uuid,
      organisation_path: own.path,
      parameters: parameters(["ABSENT"], 10),
    })
    const wang = await world.member(await world.organisation(own))
    for (const [day, makeUp] of [
      ["2026-11-30", { state: "DUE", dueOn: "2026-12-10" }],
      ["2026-12-01", null],
    ] as const) {
      const lesson = await world.lesson(own, `${day}T09:00:00+08:00`, { expected: [wang] })
      const leave = idOf(await ask(wang.subject, lesson))
      expect(await decide(await world.staff("ADMIN", own), leave)).toMatchObject({ leave: { state: "APPROVED", makeUp } })
    }
  })

  test("is for keepers of the branch or of the lesson, never for one's own, and for nobody else", async () => {
    const { leave } = await asked()
    const before = await absences.books()
    const li = await world.member(branch)
    for (const subject of [
      await world.staff("RECORDER", branch),
      await world.staff("AUDITOR", world.city),
      await world.staff("ADMIN", sibling),
      await world.staff("COORDINATOR", await world.organisation(branch)),
      li.subject,
    ])
      expect(await decide(subject, leave)).toMatchObject({ __typename: "NotAllowed", message: expect.stringContaining("no such thing") })
    expect(await decide(keeper, "leave_00000000000000000000000000")).toMatchObject({ __typename: "NotAllowed" })
    expect(await absences.books()).toBe(before)
    expect(await decide(organiserKeeper, leave, false)).toMatchObject({ leave: { state: "REFUSED", makeUp: null } })
    expect(await decide(keeper, leave)).toMatchObject({ __typename: "InvalidState", state: "REFUSED" })
  })

  test("on one's own is refused, whatever one's role", async () => {
    const { wang, lesson } = await expecting()
    const leave = idOf(await ask(await world.staff("RECORDER", branch), lesson, { member: wang.id }))
    const { rows } = await world.client.query<{ id: string }>("SELECT id FROM people.account WHERE member_id = $1", [wang.uuid])
    const grant = {
      account_id: rows[0]?.id,
      role: "ADMIN",
      organisation_id: world.city.uuid,
      organisation_path: world.city.path,
      granted_at: new Date("2020-01-01"),
    }
    await world.insert("people.access_grant", grant)
    expect(await decide(wang.subject, leave)).toMatchObject({ __typename: "NotAllowed", message: expect.stringContaining("own leave") })
    expect(await owed(lesson)).toEqual([])
  })

  test("by twenty at once is one decision", async () => {
    const { lesson, leave } = await asked()
    const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => decide(at % 2 ? keeper : organiserKeeper, leave, at % 3 !== 0)))
    expect(answers.filter(({ __typename }) => __typename === "LeaveDecided")).toHaveLength(1)
    expect(answers.filter(({ __typename }) => __typename === "InvalidState")).toHaveLength(19)
    const { rows } = await world.client.query("SELECT count(*)::int AS acts FROM attendance.act WHERE lesson_id = $1 AND kind = 'LEAVE_DECIDED'", [lesson.uuid])
    expect(rows).toEqual([{ acts: 1 }])
  })

  test("puts the person on leave on an open sheet, in place of a mark of absence, too, and leaves alone who came", async () => {
    const people = await Promise.all([1, 2, 3].map(() => world.member(branch)))
    const lesson = await world.lesson(world.community, "2026-11-23T10:00:00+08:00", { expected: people })
    await absences.sheetOf(lesson, world.community, branch, { expected: people })
    const [unmarked, absent, present] = people as [Person, Person, Person]
    await absences.mark(lesson, absent, branch, "ABSENT")
    await absences.mark(lesson, present, branch, "PRESENT")
    for (const person of people) await decide(keeper, idOf(await ask(person.subject, lesson, { isEmergency: true })))
    const approved = { state: "ON_LEAVE", source: "LEAVE", minutes: 0, is_make_up: false, approver_name: `COORDINATOR ${branch.name}`, is_after_lock: false }
    expect(await absences.entriesOf(lesson, unmarked)).toMatchObject([{ ...approved, replaces: false, reason: null }])
    expect(await absences.entriesOf(lesson, absent)).toMatchObject([{ state: "ABSENT" }, { ...approved, replaces: true, reason: "请假已批准" }])
    expect(await absences.entriesOf(lesson, present)).toMatchObject([{ state: "PRESENT" }])
    expect((await owed(lesson)).map(({ member_id }) => member_id).sort()).toEqual([unmarked.uuid, absent.uuid].sort())
  })

  test("after the sheet was closed turns absence into leave, and counts the sheet again", async () => {
    const { wang, lesson, leave } = await asked("2026-11-23T10:00:00+08:00")
    await absences.sheetOf(lesson, world.community, branch, { state: "CLOSED", expected: [wang] })
    await absences.mark(lesson, wang, branch, "ABSENT")
    await absences.obligation(lesson, wang, branch, "2026-12-20")
    expect(await decide(keeper, leave)).toMatchObject({ leave: { makeUp: { state: "DUE", dueOn: "2026-12-23" } } })
    expect(await absences.entriesOf(lesson, wang)).toMatchObject([{ state: "ABSENT" }, { state: "ON_LEAVE", replaces: true }])
    const { rows } = await world.client.query("SELECT on_leave, absent FROM attendance.sheet WHERE lesson_id = $1", [lesson.uuid])
    expect(rows).toEqual([{ on_leave: 1, absent: 0 }])
    expect(await owed(lesson)).toEqual([{ member_id: wang.uuid, state: "DUE", due_on: "2026-12-23", by_leave: true }])
  })

  test("within a locked period is for whoever governs there", async () => {
    const place = await world.organisation(world.street)
    const wang = await world.member(place)
    const lesson = await world.lesson(place, "2026-11-23T10:00:00+08:00", { expected: [wang] })
    const leave = idOf(await ask(wang.subject, lesson))
    await absences.sheetOf(lesson, place, place, { state: "CLOSED", expected: [wang] })
    await absences.mark(lesson, wang, place, "ABSENT")
    await absences.lockedPeriod(place, "2026-11-01", "2026-12-01")
    const before = await absences.books()
    expect(await decide(await world.staff("COORDINATOR", place), leave)).toMatchObject({ __typename: "PeriodLocked", lockedAt: "2026-11-20T09:00:00+08:00" })
    expect(await absences.books()).toBe(before)
    expect(await decide(await world.staff("SECRETARY", place), leave)).toMatchObject({ __typename: "LeaveDecided" })
    expect(await absences.entriesOf(lesson, wang)).toMatchObject([{ state: "ABSENT" }, { state: "ON_LEAVE", is_after_lock: true }])
  })
})

describe("taking leave back", () => {
  test("lifts what it obliged to; one can ask anew", async () => {
    const { wang, lesson, leave } = await asked()
    await decide(keeper, leave)
    expect(await withdraw(wang.subject, leave)).toMatchObject({ __typename: "LeaveWithdrawn", leave: { state: "WITHDRAWN", makeUp: { state: "LIFTED" } } })
    expect(await withdraw(wang.subject, leave)).toMatchObject({ __typename: "InvalidState", state: "WITHDRAWN" })
    const again = idOf(await ask(wang.subject, lesson))
    expect(await decide(keeper, again)).toMatchObject({ leave: { makeUp: { state: "DUE" } } })
    expect(await owed(lesson)).toHaveLength(1)
  })

  test("is for the person and recorders; an approved one not once the lesson or its recording has begun", async () => {
    const { wang, lesson, leave } = await asked("2026-11-23T14:00:00+08:00")
    for (const subject of [(await world.member(branch)).subject, await world.staff("AUDITOR", world.city), await world.staff("RECORDER", sibling)])
      expect(await withdraw(subject, leave)).toMatchObject({ __typename: "NotAllowed" })
    await decide(keeper, leave)
    await absences.sheetOf(lesson, world.community, branch, { expected: [wang] })
    expect(await withdraw(wang.subject, leave)).toMatchObject({ __typename: "InvalidState", state: "APPROVED" })
    const other = await asked()
    expect(await withdraw(await world.staff("RECORDER", branch), other.leave)).toMatchObject({ __typename: "LeaveWithdrawn" })
  })
})
