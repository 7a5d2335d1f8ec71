import { gql } from "graphql-request"
import { expect, test } from "vitest"
import { appUrlsFrom } from "../../prisma/setup.ts"
import { findElected } from "../../subgraphs/people/data/leadership.repository.ts"
import { openDatabase } from "../../subgraphs/shared/database.ts"
import { newId, toTypeId } from "../../subgraphs/shared/typeid.ts"
import { emptyDatabase } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"
import type { Person, Place } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

const ELECTIONS = gql`
  query ($id: ID!) {
    organisation(id: $id) {
      elections {
        nodes {
          heldOn
          leadership {
            counted
            unknown
            averageAge
            averageAgeChange
            collegeOrAboveShare
            collegeOrAboveChangePoints
            collegeOrAboveChangePercent
          }
        }
      }
    }
  }
`
type Elections = { organisation: { elections: { nodes: { heldOn: string | null; leadership: object | null }[] } } }

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const leadershipOf = async ({ id }: Place, subject: string) =>
  (await (await stack.as(subject)).request<Elections>(ELECTIONS, { id })).organisation.elections.nodes.map((node) => node.leadership)

async function elected(at: Place, birthOn: string, education: string): Promise<Person> {
  const person = await world.member(at)
  await world.client.query("UPDATE people.member SET birth_on = $2, education = $3 WHERE id = $1", [person.uuid, birthOn, education])
  return person
}

async function round(at: Place, number: number, heldOn: string | null, people: readonly Person[], town = world): Promise<void> {
  const id = await town.insert("organisation.election_round", { organisation_id: at.uuid, term_number: number, held_on: heldOn, planned_on: "2031-01-01" })
  for (const person of people) await town.insert("organisation.election_seat", { round_id: id, member_id: person.uuid, post: "COMMITTEE_MEMBER" }, false)
}

test("a round's figures compare it with the round before of the same organisation that elected anybody", async () => {
  const branch = await world.organisation(world.community)
  const old = [await elected(branch, "1960-05-20", "60"), await elected(branch, "1970-05-21", "30")]
  const young = [await elected(branch, "1980-01-01", "20"), await elected(branch, "1985-01-01", "30"), await elected(branch, "1990-01-01", "80")]
  await round(branch, 1, "2011-05-20", [await elected(branch, "1950-01-01", "10")])
  await round(branch, 2, "2016-05-20", old)
  await round(branch, 3, "2019-05-20", [])
  await round(branch, 4, "2021-05-20", young)
  await round(branch, 5, null, [])
  await round(await world.organisation(world.community), 2, "2020-05-20", old)

  const auditor = await world.staff("AUDITOR", world.street)
  const statistics = [
    null,
    {
      counted: 3,
      unknown: 0,
      // 41, 36 and 31 against 56 and 45 (the second had not had the birthday of that year).
      averageAge: 36,
      averageAgeChange: -14.5,
      collegeOrAboveShare: 66.7,
      collegeOrAboveChangePoints: 16.7,
      collegeOrAboveChangePercent: 33.3,
    },
    null,
    {
      counted: 2,
      unknown: 0,
      averageAge: 50.5,
      averageAgeChange: -10.5,
      collegeOrAboveShare: 50,
      collegeOrAboveChangePoints: -50,
      collegeOrAboveChangePercent: -50,
    },
    {
      counted: 1,
      unknown: 0,
      averageAge: 61,
      averageAgeChange: null,
      collegeOrAboveShare: 100,
      collegeOrAboveChangePoints: null,
      collegeOrAboveChangePercent: null,
    },
  ]
  expect(await leadershipOf(branch, auditor)).toEqual(statistics)
  expect(await leadershipOf(branch, await world.staff("RECORDER", branch))).toEqual(statistics)
})

test("whoever may not read the place learns nothing, by whatever way", async () => {
  const branch = await world.organisation(world.community)
  const person = await elected(branch, "1980-01-01", "20")
  await round(branch, 1, "2021-05-20", [person])
  expect(await leadershipOf(branch, person.subject)).toEqual([])
  expect(await leadershipOf(branch, await world.staff("RECORDER", branch))).toEqual([expect.objectContaining({ averageAge: 41 })])
})

test("the figures keep the scope themselves: an id of a round is no key to them", async () => {
  const branch = await world.organisation(world.community)
  await round(branch, 1, "2021-05-20", [await elected(branch, "1980-01-01", "20")])
  const { rows } = await world.client.query("SELECT id FROM organisation.election_round WHERE organisation_id = $1", [branch.uuid])
  const id = toTypeId("election", rows[0].id)
  const database = openDatabase(appUrlsFrom(url, {}).people, { name: "people", connections: 1, onError: () => {} })
  const found = async (path: string) => {
    const grants = [{ role: "AUDITOR" as const, organisationId: branch.id, path }]
    return (await findElected(database, { accountId: newId("account"), name: "", memberId: null, homePath: branch.path, grants }, [id])).length
  }
  const other = await world.organisation(world.community)
  expect([await found(branch.path), await found(world.city.path), await found(other.path)]).toEqual([1, 1, 0])
  await database.close()
})

test("lists of elections cost the same for 2 organisations and for 50", async () => {
  const town = await newWorld(url)
  for (let at = 0; at < 50; at += 1) {
    const branch = await town.organisation(town.community)
    const person = await town.member(branch)
    await round(branch, 1, "2016-05-20", [person], town)
    await round(branch, 2, "2021-05-20", [person], town)
  }
  const client = await stack.as(await town.staff("AUDITOR", town.city))
  const query = gql`
    query ($first: Int!) {
      organisations(kind: BRANCH, first: $first) {
        nodes {
          elections(first: 3) {
            nodes {
              leadership {
                averageAgeChange
              }
            }
          }
        }
      }
    }
  `
  const costOf = (first: number) => stack.costOf(() => client.request(query, { first }))
  await costOf(2)
  expect(await costOf(50)).toEqual(await costOf(2))
})
