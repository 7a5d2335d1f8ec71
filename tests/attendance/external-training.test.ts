import { describe, expect, test } from "vitest"
import { absencesIn } from "../kit/absences.ts"
import { actsOf } from "../kit/acts.ts"
import { emptyDatabase } from "../kit/database.ts"
import { sendFile } from "../kit/files.ts"
import { openStack } from "../kit/stack.ts"
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
const first = await world.staff("COORDINATOR", branch)
const second = await world.staff("SECRETARY", world.community)
const PDF = "%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
const COURSE = { title: "全市书记轮训班", organiserName: "市委组织部", form: "OFF_JOB", startsOn: "2026-05-11", endsOn: "2026-05-13", hours: 24 }

const TRAINING = `training { id title form state hours startsOn endsOn isCounted submittedBy endorsedBy decidedBy decisionNote member { id } evidence { name } warnings { rule heldOn lesson { id } } }`
const answers = (type: string, more = "... on InvalidState { state }") => `... on ${type} { ${TRAINING} } ${more}`
const LOCKED = "... on InvalidState { state } ... on PeriodLocked { lockedAt }"
const slip = async (subject: string) => (await sendFile(stack, subject, PDF, "结业证.pdf", "?for=attendance")).body.id
const submit = async (subject: string, more: object = {}) =>
  act(subject, "submitExternalTraining", { ...COURSE, evidence: [await slip(subject)], ...more }, answers("ExternalTrainingSubmitted", ""))
const endorse = (subject: string, training: string) => act(subject, "endorseExternalTraining", { training }, answers("ExternalTrainingEndorsed"))
const decide = (subject: string, training: string, approve = true) =>
  act(subject, "decideExternalTraining", { training, approve, note: "属实" }, answers("ExternalTrainingDecided", LOCKED))
const withdraw = (subject: string, training: string) => act(subject, "withdrawExternalTraining", { training }, answers("ExternalTrainingWithdrawn"))
const revoke = (subject: string, training: string, reason = "证书不实") =>
  act(subject, "revokeExternalTraining", { training, reason }, answers("ExternalTrainingRevoked", LOCKED))
const idOf = (answer: { [field: string]: unknown }) => (answer["training"] as { id: string }).id
const credited = async (memberUuid: string) =>
  (await world.client.query("SELECT year, credited::float8, intensive::float8 FROM attendance.annual_hours WHERE member_id = $1 ORDER BY year", [memberUuid]))
    .rows

async function submitted(more: object = {}) {
  const wang = await world.member(branch)
  return { wang, training: idOf(await submit(wang.subject, more)) }
}
async function endorsed(more: object = {}) {
  const made = await submitted(more)
  await endorse(first, made.training)
  return made
}

describe("training outside", () => {
  test("counts once two levels have approved it, as one fact in the ledger", async () => {
    const { wang, training } = await submitted({ capacity: "支部书记", grade: "优秀" })
    expect(await credited(wang.uuid)).toEqual([])
    expect(await endorse(first, training)).toMatchObject({ training: { state: "ENDORSED", endorsedBy: `COORDINATOR ${branch.name}`, decidedBy: null } })
    expect(await absences.entriesOf(null, wang)).toEqual([])
    expect(await decide(second, training)).toMatchObject({
      __typename: "ExternalTrainingDecided",
      training: {
        state: "APPROVED",
        decidedBy: `SECRETARY ${world.community.name}`,
        decisionNote: "属实",
        evidence: [{ name: "结业证.pdf" }],
        member: { id: wang.id },
      },
    })
    expect(await absences.entriesOf(null, wang)).toMatchObject([
      {
        state: "PRESENT",
        source: "EXTERNAL",
        hours: 24,
        minutes: 1440,
        held_on: "2026-05-11",
        replaces: false,
        approver_name: `SECRETARY ${world.community.name}`,
      },
    ])
    expect(await credited(wang.uuid)).toEqual([{ year: 2026, credited: 24, intensive: 24 }])
    const { rows } = await world.client.query("SELECT kind::text FROM attendance.act WHERE member_id = $1 ORDER BY id", [wang.uuid])
    expect(rows.map(({ kind }) => kind)).toEqual(["TRAINING_SUBMITTED", "TRAINING_ENDORSED", "TRAINING_DECIDED"])
  })

  test("that crosses the year counts in each by its days", async () => {
    const { wang, training } = await endorsed({ startsOn: "2025-12-31", endsOn: "2026-01-02", hours: 24 })
    await decide(second, training)
    expect(await credited(wang.uuid)).toEqual([
      { year: 2025, credited: 8, intensive: 8 },
      { year: 2026, credited: 16, intensive: 16 },
    ])
  })

  test("that does not count towards the year is kept, and earns nothing", async () => {
    const { wang, training } = await endorsed({ isCounted: false })
    expect(await decide(second, training)).toMatchObject({ training: { state: "APPROVED", isCounted: false } })
    expect(await absences.entriesOf(null, wang)).toHaveLength(1)
    expect(await credited(wang.uuid)).toEqual([{ year: 2026, credited: 0, intensive: 0 }])
  })

  test("is submitted for oneself, or by a keeper of the branch, and by nobody else", async () => {
    const wang = await world.member(branch)
    expect(await submit(first, { member: wang.id })).toMatchObject({
      training: { state: "SUBMITTED", submittedBy: `COORDINATOR ${branch.name}`, member: { id: wang.id } },
    })
    const before = await absences.books()
    for (const subject of [
      (await world.member(branch)).subject,
      await world.staff("ADMIN", sibling),
      await world.staff("RECORDER", branch),
      await world.staff("AUDITOR", world.city),
    ])
      expect(await act(subject, "submitExternalTraining", { ...COURSE, member: wang.id, evidence: [] })).toMatchObject({ __typename: "NotAllowed" })
    expect(await act(await world.staff("ADMIN", world.city), "submitExternalTraining", { ...COURSE, evidence: [] })).toMatchObject({ __typename: "NotAllowed" })
    expect(await absences.books()).toBe(before)
  })

  test("is refused with everything that is wrong, at once", async () => {
    const wang = await world.member(branch)
    const wrong = { title: " ", organiserName: "长".repeat(201), kind: "a\u0000", startsOn: "2026-12-03", endsOn: "2026-12-01", hours: 7.3, evidence: [] }
    const paths = ["title", "organiserName", "kind", "endsOn", "endsOn", "hours", "evidence"]
    expect(await submit(wang.subject, wrong)).toMatchObject({ __typename: "InvalidInput", fields: paths.map((path) => ({ path })) })
    expect(await submit(wang.subject, { evidence: ["scan_00000000000000000000000000"] })).toMatchObject({ fields: [{ path: "evidence.0" }] })
  })

  test("goes through two people, neither of whom is the person", async () => {
    const { training } = await submitted()
    const both = await world.staff("ADMIN", world.city)
    const before = await absences.books()
    expect(await decide(second, training)).toMatchObject({ __typename: "InvalidState", state: "SUBMITTED" })
    expect(await decide(first, training)).toMatchObject({ __typename: "NotAllowed" })
    for (const subject of [
      await world.staff("RECORDER", branch),
      await world.staff("COORDINATOR", sibling),
      await world.staff("AUDITOR", world.city),
      (await world.member(branch)).subject,
    ])
      for (const tried of [endorse(subject, training), decide(subject, training), revoke(subject, training)])
        expect(await tried).toMatchObject({ __typename: "NotAllowed" })
    expect(await absences.books()).toBe(before)
    await endorse(both, training)
    expect(await endorse(first, training)).toMatchObject({ __typename: "InvalidState", state: "ENDORSED" })
    expect(await decide(both, training)).toMatchObject({ __typename: "NotAllowed", message: expect.stringContaining("another person") })
    expect(await decide(second, training, false)).toMatchObject({ training: { state: "REFUSED" } })

    const secretary = await world.member(branch)
    const { rows } = await world.client.query<{ id: string }>("SELECT id FROM people.account WHERE member_id = $1", [secretary.uuid])
    const grant = { role: "ADMIN", organisation_id: world.city.uuid, organisation_path: world.city.path, granted_at: new Date("2020-01-01") }
    await world.insert("people.access_grant", { account_id: rows[0]?.id, ...grant })
    const own = idOf(await submit(secretary.subject))
    for (const tried of [endorse(secretary.subject, own), decide(secretary.subject, own)])
      expect(await tried).toMatchObject({ __typename: "NotAllowed", message: expect.stringContaining("their own") })
  })

  test("by twenty at once is decided once", async () => {
    const { wang, training } = await endorsed()
    const tried = await Promise.all(Array.from({ length: 20 }, () => decide(second, training)))
    expect(tried.filter(({ __typename }) => __typename === "ExternalTrainingDecided")).toHaveLength(1)
    expect(tried.filter(({ state }) => state === "APPROVED")).toHaveLength(19)
    expect(await absences.entriesOf(null, wang)).toHaveLength(1)
  })

  test("refused or withdrawn leaves no entry; approved, it is taken back by an entry that says so", async () => {
    const [refusedOne, withdrawn, approved] = [await endorsed(), await submitted(), await endorsed()]
    await decide(second, refusedOne.training, false)
    expect(await withdraw((await world.member(branch)).subject, withdrawn.training)).toMatchObject({ __typename: "NotAllowed" })
    expect(await withdraw(withdrawn.wang.subject, withdrawn.training)).toMatchObject({ training: { state: "WITHDRAWN" } })
    expect(await endorse(first, withdrawn.training)).toMatchObject({ __typename: "InvalidState", state: "WITHDRAWN" })
    for (const { wang } of [refusedOne, withdrawn]) expect(await absences.entriesOf(null, wang)).toEqual([])
    await decide(second, approved.training)
    expect(await withdraw(approved.wang.subject, approved.training)).toMatchObject({ __typename: "InvalidState", state: "APPROVED" })
    expect(await revoke(second, approved.training, " ")).toMatchObject({ fields: [{ path: "reason" }] })
    expect(await revoke(second, approved.training)).toMatchObject({ training: { state: "REVOKED", decisionNote: "证书不实" } })
    expect(await absences.entriesOf(null, approved.wang)).toMatchObject([
      { state: "PRESENT", replaces: false },
      { state: "ABSENT", minutes: 0, reason: "证书不实", replaces: true },
    ])
    expect(await credited(approved.wang.uuid)).toEqual([{ year: 2026, credited: 0, intensive: 0 }])
  })

  test("within a locked period is for whoever governs there", async () => {
    const place = await world.organisation(world.street)
    const wang = await world.member(place)
    const training = idOf(await submit(wang.subject))
    await endorse(await world.staff("COORDINATOR", place), training)
    await absences.lockedPeriod(world.street, "2026-05-01", "2026-06-01")
    const before = await absences.books()
    expect(await decide(await world.staff("COORDINATOR", world.street), training)).toMatchObject({ __typename: "PeriodLocked" })
    expect(await absences.books()).toBe(before)
    expect(await decide(await world.staff("SECRETARY", world.street), training)).toMatchObject({ training: { state: "APPROVED" } })
    expect(await absences.entriesOf(null, wang)).toMatchObject([{ is_after_lock: true }])
  })

  test("warns of lessons attended on its days, and of other training", async () => {
    const { wang, training } = await submitted()
    const lesson = await world.lesson(world.community, "2026-05-12T09:00:00+08:00", { status: "HELD", expected: [wang] })
    await absences.mark(lesson, wang, branch, "PRESENT", "2026-05-12")
    await absences.mark(await world.lesson(world.community, "2026-05-13T09:00:00+08:00", { status: "HELD" }), wang, branch, "ABSENT", "2026-05-13")
    await submit(wang.subject, { title: "另一个班", startsOn: "2026-05-13", endsOn: "2026-05-14", hours: 8 })
    expect(await endorse(first, training)).toMatchObject({
      training: {
        warnings: [
          { rule: "OVERLAPS_LESSON", heldOn: "2026-05-12", lesson: { id: lesson.id } },
          { rule: "OVERLAPS_TRAINING", heldOn: "2026-05-13", lesson: null },
        ],
      },
    })
  })
})

describe("the list of training outside", () => {
  type Listed = { externalTrainings: { totalCount: number; nodes: { id: string }[] } | null }
  const read = async (subject: string, id: string, state: string | null = null) =>
    (
      await (
        await stack.as(subject)
      ).request<Listed>("query ($id: ID!, $state: ExternalTrainingState) { externalTrainings(organisation: $id, state: $state) { totalCount nodes { id } } }", {
        id,
        state,
      })
    ).externalTrainings

  test("is for whose roles reach it; one's own is one's own; it costs the same for two as for twenty", async () => {
    const at = await world.organisation(world.community)
    const people = await Promise.all(Array.from({ length: 20 }, () => world.member(at)))
    const keeper = await world.staff("COORDINATOR", at)
    const made: string[] = []
    for (const person of people) made.push(idOf(await submit(keeper, { member: person.id })))
    await endorse(keeper, made[3] ?? "")
    expect(await read(keeper, at.id)).toMatchObject({ totalCount: 20 })
    expect(await read(keeper, at.id, "ENDORSED")).toEqual({ totalCount: 1, nodes: [{ id: made[3] }] })
    for (const subject of [await world.staff("ADMIN", sibling), people[0]?.subject ?? ""]) expect(await read(subject, at.id)).toBeNull()
    const mine = await (await stack.as(people[0]?.subject ?? "")).request("{ me { member { externalTrainings { nodes { id } } } } }")
    expect(mine).toEqual({ me: { member: { externalTrainings: { nodes: [{ id: made[0] }] } } } })
    const client = await stack.as(keeper)
    const page = (count: number) =>
      client.request(`{ externalTrainings(organisation: "${at.id}", first: ${count}) { totalCount nodes { state evidence { name url } warnings { rule lesson { id } } member { id name
        externalTrainings(first: 2) { totalCount nodes { id } } } } } }`)
    await page(2)
    expect(await stack.costOf(() => page(20))).toEqual(await stack.costOf(() => page(2)))
  })
})
