import { gql } from "graphql-request"
import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const STATISTICS = gql`
  query ($id: ID!, $asOf: Date) {
    organisation(id: $id) {
      statistics(asOf: $asOf) {
        asOf
        communityOrganisations {
          total
        }
        partySchools
        demonstrationSchools
        members
        memberFigures {
          measure
          value
        }
        figures {
          measure
          value
          precision
          unit
          asOf
          source
        }
        schoolFigures {
          measure
          value
          precision
        }
      }
    }
  }
`

const RECORD = gql`
  mutation ($input: RecordFigureInput!) {
    recordFigure(input: $input) {
      __typename
      ... on FigureRecorded {
        figure {
          measure
          value
          precision
          asOf
        }
      }
      ... on InvalidInput {
        fields {
          path
        }
      }
    }
  }
`

type Figure = { measure: string; value: number | null; precision: string; asOf: string }
type Statistics = {
  asOf: string
  communityOrganisations: { total: number }
  partySchools: number | null
  demonstrationSchools: number | null
  members: number | null
  memberFigures: { measure: string; value: number }[]
  figures: Figure[]
  schoolFigures: Figure[]
}
type Read = { organisation: { statistics: Statistics | null } | null }
type Recorded = { recordFigure: { __typename: string } }

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
await world.organisation(world.street, { kind: "BRANCH", level: "COMMUNITY" })
await world.school(world.community, { isDemonstration: true })
await world.client.query("UPDATE courses.party_school SET established_on = '2015-09-01'")
const admin = await stack.as(await world.staff("ADMIN", world.city))
const read = async (asOf: string | null, client = admin, at = world.city) =>
  (await client.request<Read>(STATISTICS, { id: at.id, asOf })).organisation?.statistics ?? null
const figure = {
  organisation: world.city.id,
  measure: "培训参加人次",
  value: 10_000,
  precision: "OVER",
  unit: "人次",
  asOf: "2011-06-15",
  source: "柳州日报 2011-06-15",
}
const record = async (input: object, client = admin) => (await client.request<Recorded>(RECORD, { input })).recordFigure

describe("statistics", () => {
  test("hold on the day that is asked, and say so", async () => {
    expect(await read(null)).toMatchObject({ asOf: "2026-11-23", communityOrganisations: { total: 2 }, partySchools: 1, demonstrationSchools: 1 })
    expect(await read("2015-08-31")).toMatchObject({ asOf: "2015-08-31", communityOrganisations: { total: 2 }, partySchools: 0 })
    expect(await read("1999-12-31")).toMatchObject({ communityOrganisations: { total: 0 }, partySchools: 0 })
  })

  test("do not guess what the books do not hold: unknown is not zero", async () => {
    const past = await read("2020-01-01")
    expect(past?.demonstrationSchools).toBeNull()
    expect(past?.schoolFigures).toContainEqual({ measure: "DEMONSTRATION_SCHOOLS", value: null, precision: "UNKNOWN" })
    expect((await read(null))?.schoolFigures).toContainEqual({ measure: "DEMONSTRATION_SCHOOLS", value: 1, precision: "EXACT" })
  })

  test("refuse a day that has not come", async () => {
    await expect(read("2026-11-24")).rejects.toThrow("lies in the future")
  })

  test("keep what was reported beside what was counted, each as exact as its source", async () => {
    expect(await record(figure)).toMatchObject({ __typename: "FigureRecorded", figure: { measure: "培训参加人次", value: 10_000, precision: "OVER" } })
    expect(await record({ ...figure, measure: "常住人口", value: null, precision: "UNKNOWN", unit: "人" })).toMatchObject({ __typename: "FigureRecorded" })
    await record({ ...figure, asOf: "2012-01-01", value: 12_000 })
    const reported = async (asOf: string | null) => (await read(asOf))?.figures.filter(({ source }: { source?: string } & Figure) => source?.startsWith("柳州"))

    expect(await reported("2011-06-14")).toEqual([])
    expect(await reported("2011-12-31")).toMatchObject([
      { measure: "培训参加人次", value: 10_000, precision: "OVER", asOf: "2011-06-15" },
      { measure: "常住人口", value: null, precision: "UNKNOWN", asOf: "2011-06-15" },
    ])
    expect(await reported(null)).toMatchObject([{ measure: "培训参加人次", value: 12_000, asOf: "2012-01-01" }, { measure: "常住人口" }])
  })

  test("take no figure that cannot be, nor one from whoever does not keep the books", async () => {
    const count = async () => (await world.client.query("SELECT FROM organisation.reported_figure")).rowCount
    const before = await count()
    expect(await record({ ...figure, value: null, asOf: "2027-01-01" })).toMatchObject({
      __typename: "InvalidInput",
      fields: [{ path: "value" }, { path: "asOf" }],
    })
    for (const [role, at] of [
      ["AUDITOR", world.city],
      ["RECORDER", world.city],
      ["ADMIN", world.district],
    ] as const) {
      expect(await record(figure, await stack.as(await world.staff(role, at)))).toMatchObject({ __typename: "NotAllowed" })
    }
    expect(await count()).toBe(before)
  })

  test("are nobody's who has no role over the place", async () => {
    const below = await stack.as(await world.staff("ADMIN", world.district))
    expect(await read(null, below)).toBeNull()
    expect(await read(null, below, world.district)).toMatchObject({ communityOrganisations: { total: 2 } })
  })

  test("count people as they belonged and what they were on that day, and today the same by either way", async () => {
    const branch = await world.organisation(world.community)
    await world.member(branch, { joinedOn: "2010-07-01" })
    const young = await world.member(branch, { joinedOn: "2024-07-01", stage: "PROBATIONARY" })
    const gone = await world.member(branch, { joinedOn: "2012-07-01" })
    await world.client.query("UPDATE people.membership SET to_on = '2020-01-01' WHERE member_id = $1", [gone.uuid])
    await world.client.query("UPDATE people.member SET branch_id = NULL, branch_path = NULL WHERE id = $1", [gone.uuid])
    await world.client.query("UPDATE people.member SET applied_on = '2023-01-01' WHERE id = $1", [young.uuid])
    await world.client.query("UPDATE people.membership SET from_on = '2023-01-01' WHERE member_id = $1", [young.uuid])
    const counts = async (asOf: string | null) => {
      const read_ = await read(asOf)
      return [read_?.members, Object.fromEntries(read_?.memberFigures.filter(({ value }) => value > 0).map(({ measure, value }) => [measure, value]) ?? [])]
    }

    expect(await counts("2010-06-30")).toEqual([0, {}])
    expect(await counts("2019-12-31")).toEqual([2, { MEMBERS: 2, FULL_MEMBERS: 2 }])
    expect(await counts("2023-06-01")).toEqual([1, { MEMBERS: 1, FULL_MEMBERS: 1, APPLICANTS: 1 }])
    expect(await counts("2026-11-22")).toEqual([2, { MEMBERS: 2, FULL_MEMBERS: 1, PROBATIONARY_MEMBERS: 1 }])
    expect(await counts(null)).toEqual(await counts("2026-11-22"))
  })
})
