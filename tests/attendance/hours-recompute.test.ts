import { describe, expect, test } from "vitest"
import { toTypeId } from "../../subgraphs/shared/typeid.ts"
import { actsOf } from "../kit/acts.ts"
import { emptyDatabase } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"
import type { Person, Place } from "../kit/things.ts"
import { hoursIn } from "../kit/world-hours.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const hours = hoursIn(world)
const act = actsOf(stack)
const governor = await world.staff("SECRETARY", world.city)
const branch = await world.organisation(world.community)
const rules = await hours.rules()

const recalculate = (year = 2026, place: Place = branch, subject = governor, after?: string) =>
  act(subject, "recalculateHours", { organisation: place.id, year, ...(after && { after }) }, "... on HoursRecalculated { recalculated continueAfter { id } }")
const account = async (person: Person, year = 2026) =>
  (
    await world.client.query(
      `SELECT role::text, is_required, required::float8, intensive::float8, collective::float8, online_raw::float8, online_counted::float8, make_up::float8,
         credited::float8, intensive_sessions, rule_set_id, organisation_id, computed_at IS NOT NULL AS is_computed FROM attendance.annual_hours WHERE member_id = $1 AND year = $2`,
      [person.uuid, year],
    )
  ).rows[0]
const steps = async (person: Person) =>
  (
    await world.client.query(
      `SELECT entry_id, bucket::text, decision, minutes, creditable, raw, rounded, apart, within_lesson, capped, counted FROM attendance.hour_entry WHERE member_id = $1`,
      [person.uuid],
    )
  ).rows

describe("an account is made again", () => {
  test("from the facts that stand, of sheets that are closed", async () => {
    const wang = await world.member(branch)
    const [first, second, third] = [
      await hours.heldLesson(branch, "2026-03-01T09:00:00+08:00"),
      await hours.heldLesson(branch, "2026-03-02T09:00:00+08:00", { category: "INTENSIVE", hours: 4 }),
      await hours.heldLesson(branch, "2026-03-03T09:00:00+08:00", { sheet: "OPEN" }),
    ]
    const wrong = await hours.fact(wang, first, { state: "ABSENT" })
    const right = await hours.fact(wang, first, { state: "LATE", minutes: 100, replaces: wrong })
    await hours.fact(wang, second)
    await hours.fact(wang, third)
    expect(await recalculate()).toEqual({ __typename: "HoursRecalculated", recalculated: 1, continueAfter: null })
    const made = { role: "MEMBER", is_required: true, required: 32, intensive: 4, collective: 1.5, online_raw: 0, online_counted: 0, make_up: 0, credited: 5.5 }
    const place = { rule_set_id: rules.uuid, organisation_id: branch.uuid, is_computed: true }
    expect(await account(wang)).toEqual({ ...made, intensive_sessions: 1, ...place })
    expect((await steps(wang)).find((one) => one.entry_id === right)).toEqual({
      entry_id: right,
      bucket: "COLLECTIVE",
      decision: "BY_THE_MINUTE",
      minutes: 100,
      creditable: 100,
      raw: 167,
      rounded: 150,
      apart: 150,
      within_lesson: 150,
      capped: 150,
      counted: 150,
    })
    await world.client.query("UPDATE attendance.sheet SET state = 'REOPENED' WHERE lesson_id = $1", [first.uuid])
    await world.client.query("UPDATE attendance.sheet SET state = 'APPROVED' WHERE lesson_id = $1", [third.uuid])
    await recalculate()
    expect(await account(wang)).toMatchObject({ credited: 7.5 })
    expect(await steps(wang)).toHaveLength(3)
  })

  test("and again, with nothing changed; what no longer counts goes", async () => {
    const li = await world.member(branch)
    const lesson = await hours.heldLesson(branch, "2026-04-01T09:00:00+08:00")
    await hours.fact(li, lesson)
    await recalculate()
    const [before, entries] = [await account(li), await steps(li)]
    await recalculate()
    expect([await account(li), await steps(li)]).toEqual([before, entries])
    await world.client.query("UPDATE attendance.sheet SET is_counted = false WHERE lesson_id = $1", [lesson.uuid])
    await recalculate()
    expect(await account(li)).toMatchObject({ credited: 0 })
    expect(await steps(li)).toMatchObject([{ bucket: "NONE", decision: "NOT_COUNTED", counted: 0, minutes: 120 }])
  })

  test("for a make-up and for training outside at once, the latter by its days in each year", async () => {
    const zhao = await world.member(branch)
    const lesson = await hours.heldLesson(branch, "2026-05-01T09:00:00+08:00", { sheet: "OPEN" })
    await hours.fact(zhao, lesson, { state: "ON_LEAVE" })
    await hours.fact(zhao, lesson, { isMakeUp: true })
    const training = await world.insert("attendance.external_training", {
      member_id: zhao.uuid,
      organiser_name: "市委党校",
      title: "进修班",
      form: "OFF_JOB",
      category: "INTENSIVE",
      starts_on: "2025-12-30",
      ends_on: "2026-01-02",
      hours: 30,
      evidence: [],
      state: "APPROVED",
      submitted_at: new Date("2026-01-05T00:00:00Z"),
      submitted_by_id: zhao.uuid,
      submitted_by: "王春梅",
    })
    const when = new Date("2026-01-05T00:00:00Z")
    const entry = {
      member_id: zhao.uuid,
      state: "PRESENT",
      category: "INTENSIVE",
      minutes: 1800,
      planned_hours: 30,
      held_on: "2025-12-30",
      training_id: training,
    }
    await world.insert("attendance.entry", { ...entry, occurred_at: when, recorded_at: when, source: "EXTERNAL" })
    await recalculate()
    await recalculate(2025)
    expect(await account(zhao)).toMatchObject({ make_up: 2, intensive: 15, credited: 17, intensive_sessions: 1 })
    expect(await account(zhao, 2025)).toMatchObject({ intensive: 15, credited: 15 })
    await world.client.query("UPDATE attendance.external_training SET state = 'SUBMITTED' WHERE id = $1", [training])
    await recalculate()
    expect(await account(zhao)).toMatchObject({ intensive: 0, credited: 2 })
  })

  test("as what and where somebody is judged, by the dates of posts and memberships", async () => {
    const [other, secretary, mover, applicant, guest, gone] = [
      await world.organisation(world.community),
      await world.member(branch),
      await world.member(branch),
      await world.member(branch, { stage: "APPLICANT" }),
      await world.member(branch, { participation: "IN_SERVICE" }),
      await world.member(branch),
    ]
    await world.insert("organisation.office", {
      organisation_id: branch.uuid,
      member_id: secretary.uuid,
      post: "SECRETARY",
      since: "2025-06-01",
      until: "2026-06-01",
    })
    await world.client.query("UPDATE people.membership SET to_on = '2026-06-01' WHERE member_id = ANY($1)", [[mover.uuid, gone.uuid]])
    await world.insert("people.membership", {
      member_id: mover.uuid,
      organisation_id: other.uuid,
      organisation_path: other.path,
      participation: "DIRECT",
      from_on: "2026-06-01",
    })
    await recalculate()
    await recalculate(2025)
    expect(await account(secretary)).toMatchObject({ role: "MEMBER", required: 32 })
    expect(await account(secretary, 2025)).toMatchObject({ role: "SECRETARY", required: 56 })
    expect(await account(mover)).toMatchObject({ organisation_id: other.uuid })
    expect(await account(mover, 2025)).toMatchObject({ organisation_id: branch.uuid })
    expect(await account(applicant)).toBeUndefined()
    expect(await account(guest)).toBeUndefined()
    expect(await account(gone)).toMatchObject({ organisation_id: branch.uuid, required: 32 })
  })
})

describe("to make accounts again", () => {
  test("is for those who govern there, and changes nothing for others", async () => {
    const wang = await world.member(await world.organisation(world.district))
    const place = world.district
    for (const subject of [
      wang.subject,
      await world.staff("COORDINATOR", world.city),
      await world.staff("AUDITOR", world.city),
      await world.staff("ADMIN", branch),
    ])
      expect(await recalculate(2026, place, subject)).toMatchObject({ __typename: "NotAllowed" })
    expect(await account(wang)).toBeUndefined()
    expect(await recalculate(1999)).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "year" }] })
    expect(await recalculate(2027)).toMatchObject({ __typename: "InvalidInput" })
  })

  test("goes on where the call before ended", async () => {
    const place = await world.organisation(world.district)
    const people = [await world.member(place), await world.member(place)].sort((a, b) => (a.uuid < b.uuid ? -1 : 1))
    expect(await recalculate(2026, place, governor, people[0]?.id)).toMatchObject({ recalculated: 1 })
    expect(await account(people[0] as Person)).toBeUndefined()
    expect(await account(people[1] as Person)).toMatchObject({ required: 32 })
  })

  test("costs as many statements for fifty people as for two", async () => {
    const costOf = async (count: number) => {
      const place = await world.organisation(world.street)
      const lesson = await hours.heldLesson(place, "2026-07-01T09:00:00+08:00")
      for (let at = 0; at < count; at += 1) await hours.fact(await world.member(place), lesson)
      const other = await world.staff("SECRETARY", world.city)
      await recalculate(1999, place, other)
      const costs = [await stack.costOf(() => recalculate(2026, place, other)), await stack.costOf(() => recalculate(2026, place, other))]
      // A connection may be begun, or who asks read again, in one of them.
      return Math.min(...costs.map(({ statements }) => statements))
    }
    expect(await costOf(50)).toBe(await costOf(2))
  })

  test("keeps the rule set that judged a year that is over, whatever came later", async () => {
    const place = await world.organisation(world.street)
    const wang = await world.member(place)
    await hours.fact(wang, await hours.heldLesson(place, "2025-07-01T09:00:00+08:00"))
    await recalculate(2025, place)
    const kept = await account(wang, 2025)
    await hours.rules(
      {
        minutesPerHour: 30,
        requirements: {
          ...({} as object),
          MEMBER: null,
          PROBATIONARY: null,
          SECRETARY: null,
          COMMITTEE_MEMBER: null,
          DEVELOPMENT_TARGET: null,
          ACTIVIST: null,
          IN_SERVICE: null,
        },
      },
      { effective_from: "2020-01-01" },
      place,
    )
    await recalculate(2025, place)
    expect(await account(wang, 2025)).toEqual(kept)
    expect(toTypeId("rules", String(kept?.["rule_set_id"]))).toBe(rules.id)
  })
})
