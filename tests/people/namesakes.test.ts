import { gql } from "graphql-request"
import { expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"
import type { Person, Place } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

const LABELS = gql`
  query ($search: String!, $first: Int = 50) {
    members(search: $search, first: $first) {
      nodes {
        id
        distinguishedBy
      }
    }
  }
`

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const [first, second] = [await world.organisation(world.community, { name: "一支部" }), await world.organisation(world.community, { name: "二支部" })]

async function born(at: Place, name: string, birthOn: string): Promise<Person> {
  const person = await world.member(at, { name, pinyin: "zhangwei", initials: "zw" })
  await world.client.query("UPDATE people.member SET birth_on = $2 WHERE id = $1", [person.uuid, birthOn])
  return person
}

const [elder, younger, distant, alone] = [
  await born(first, "张伟", "1990-05-01"),
  await born(first, "张伟", "1999-05-01"),
  await born(second, "张伟", "1999-05-01"),
  await born(first, "张维", "1990-05-01"),
]

/** The labels that this viewer is shown, by person. */
async function labels(subject: string): Promise<Record<string, string | null>> {
  const client = await stack.as(subject)
  const { members } = await client.request<{ members: { nodes: { id: string; distinguishedBy: string | null }[] } }>(LABELS, { search: "zw" })
  return Object.fromEntries(members.nodes.map(({ id, distinguishedBy }) => [id, distinguishedBy]))
}

test("namesakes are told apart by what is shortest, among those whom the viewer may read", async () => {
  expect(await labels(await world.staff("AUDITOR", world.street))).toEqual({
    [elder.id]: "1990年生",
    [younger.id]: "一支部，1999年生",
    [distant.id]: "二支部",
    [alone.id]: null,
  })
  expect(await labels(await world.staff("RECORDER", first))).toEqual({ [elder.id]: "1990年生", [younger.id]: "1999年生", [alone.id]: null })
  expect(await labels(await world.staff("RECORDER", second))).toEqual({ [distant.id]: null })
  expect(await labels(elder.subject)).toEqual({ [elder.id]: null })
})

test("same branch and same year: by month; same month: by code", async () => {
  const [june, may] = [await born(first, "张炜", "1990-06-01"), await born(first, "张炜", "1990-05-01")]
  const twins = [await born(second, "张玮", "1990-06-01"), await born(second, "张玮", "1990-06-01")]
  const shown = await labels(await world.staff("AUDITOR", world.street))
  expect([june, may].map(({ id }) => shown[id])).toEqual(["1990年6月生", "1990年5月生"])
  const { rows } = await world.client.query<{ id: string; code: string }>("SELECT id, code FROM people.member WHERE name = '张玮'")
  expect(twins.map(({ id }) => shown[id])).toEqual(twins.map(({ uuid }) => rows.find(({ id }) => id === uuid)?.code))
})
