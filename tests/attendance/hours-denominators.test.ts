import { expect, test } from "vitest"
import { actsOf } from "../kit/acts.ts"
import { emptyDatabase } from "../kit/database.ts"
import { decide, sent } from "../kit/movement.ts"
import { openStack } from "../kit/stack.ts"
import type { Person, Place } from "../kit/things.ts"
import { hoursIn } from "../kit/world-hours.ts"
import { newWorld } from "../kit/world.ts"
import { yearReportsOf } from "../kit/year-reports.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const hours = hoursIn(world)
await hours.rules()
const admin = await world.staff("ADMIN", world.city)
const reports = yearReportsOf(stack)
const client = await stack.as(admin)

/** Make the accounts of a community again, and give for each branch its denominator and the people of it; and who stands beside. */
async function booksOf(community: Place, year = 2026) {
  await actsOf(stack)(admin, "recalculateHours", { organisation: community.id, year })
  const people = async (asked: object) =>
    (await reports.hours(admin, community, { year, ...asked }))?.nodes.map(({ member, branch, roleInYear, required }) => [
      member?.id,
      branch?.id,
      roleInYear,
      required,
    ]) ?? []
  const total = (await reports.hours(admin, community, { year }))?.totals
  return { lines: await people({}), asides: await people({ verdict: "NOT_REQUIRED" }), total }
}

const community = () => world.organisation(world.street, { kind: "GENERAL_BRANCH", level: "COMMUNITY" })
const line = (person: Person, branch: Place, role = "MEMBER", required = 32) => [person.id, branch.id, role, required]
const studied = async (person: Person, branch: Place) => hours.fact(person, await hours.heldLesson(branch, "2026-03-01T09:00:00+08:00"))
const ended = (person: Person, day: string) => world.client.query("UPDATE people.membership SET to_on = $2 WHERE member_id = $1", [person.uuid, day])

test("whoever is on the way with a letter counts where they come from until they are received, and then where they are", async () => {
  const place = await community()
  const [from, to] = [await world.organisation(place), await world.organisation(place)]
  const wang = await world.member(from)
  const letter = await sent(client, wang, to)
  expect(await booksOf(place)).toMatchObject({ lines: [line(wang, from)], asides: [], total: { denominator: 1, required: 32 } })
  await decide(client, letter)
  expect(await booksOf(place)).toMatchObject({ lines: [line(wang, to)], asides: [], total: { denominator: 1, required: 32 } })
})

test("whoever floats out counts at home; whoever floats in or reported in stands beside, with what they studied", async () => {
  const [home, there] = [await community(), await community()]
  const [branch, host] = [await world.organisation(home), await world.organisation(there)]
  const [out, floating, reported] = [
    await world.member(branch),
    await world.member(host, { participation: "FLOATING_IN" }),
    await world.member(host, { participation: "IN_SERVICE" }),
  ]
  await world.insert("people.floating_record", { member_id: out.uuid, direction: "OUT", mode: "CARD", since: "2026-01-01", destination: "某省某市" })
  await studied(floating, host)
  await studied(reported, host)
  const books = await booksOf(there)
  expect(books).toMatchObject({ lines: [], total: { denominator: 0, credited: 0 } })
  expect(new Set(books.asides.map(String))).toEqual(
    new Set([String([floating.id, host.id, "IN_SERVICE", null]), String([reported.id, host.id, "IN_SERVICE", null])]),
  )
  expect(await booksOf(home)).toMatchObject({ lines: [line(out, branch)], asides: [], total: { denominator: 1 } })
})

test("whoever joined or left within the year counts where they were last", async () => {
  const place = await community()
  const branch = await world.organisation(place)
  const [joined, left, gone] = [await world.member(branch, { joinedOn: "2026-07-01" }), await world.member(branch), await world.member(branch)]
  await ended(left, "2026-06-01")
  await ended(gone, "2025-06-01")
  const { lines, total } = await booksOf(place)
  expect(new Set(lines.map(([id]) => id))).toEqual(new Set([joined.id, left.id]))
  expect(total).toMatchObject({ denominator: 2, required: 64, credited: 0, gap: 64, rate: 0 })
  expect((await booksOf(place, 2025)).lines.map(([id]) => id).sort()).toEqual([left.id, gone.id].sort())
})

test("probationers count like members; development targets by what the rules ask; activists stand beside", async () => {
  const place = await community()
  const branch = await world.organisation(place)
  const [probationer, target, activist] = [
    await world.member(branch, { stage: "PROBATIONARY", joinedOn: "2026-01-01" }),
    await world.member(branch, { stage: "DEVELOPMENT_TARGET", joinedOn: "2026-01-01" }),
    await world.member(branch, { stage: "ACTIVIST", joinedOn: "2026-01-01" }),
  ]
  await studied(activist, branch)
  const { lines, asides, total } = await booksOf(place)
  expect(lines).toEqual([line(probationer, branch, "PROBATIONARY", 32), line(target, branch, "DEVELOPMENT_TARGET", 24)])
  expect(asides).toEqual([[activist.id, branch.id, "ACTIVIST", null]])
  expect(total).toMatchObject({ denominator: 2, required: 56 })
})
