import pg from "pg"
import { afterAll } from "vitest"
import { toTypeId } from "../../subgraphs/shared/typeid.ts"
import { attendanceIn } from "./world-attendance.ts"
import { lessonsIn, schoolsIn } from "./world-courses.ts"
import { insertWith, unique } from "./insert.ts"
import type { Place } from "./things.ts"
import { peopleIn } from "./world-people.ts"

type OrganisationOverrides = { name?: string; kind?: string; level?: string }

export type World = Awaited<ReturnType<typeof newWorld>>

/**
 * Build a small city of one's own: a tree of city, district, street and community, to which a test adds what it is about.
 *
 * Each world has a root of its own, so that worlds in one database do not meet.
 */
export async function newWorld(ownerUrl: string) {
  const client = new pg.Client(ownerUrl)
  await client.connect()
  afterAll(() => client.end())
  const insert = insertWith(client)
  const organisation = async (parent: Place | null, overrides: OrganisationOverrides = {}): Promise<Place> => {
    const path = `${parent?.path ?? ""}${unique()}.`
    const { name = `组织${path}`, kind = "BRANCH", level = "BRANCH" } = overrides
    const row = { parent_id: parent?.uuid ?? null, path, name, short_name: name, kind, level, setting: "COMMUNITY", founded_on: "2000-01-01" }
    const uuid = await insert("organisation.organisation", row)
    return { uuid, id: toTypeId("organisation", uuid), path, name }
  }
  const city = await organisation(null, { kind: "COMMITTEE", level: "CITY" })
  const district = await organisation(city, { kind: "COMMITTEE", level: "DISTRICT" })
  const street = await organisation(district, { kind: "WORKING_COMMITTEE", level: "STREET" })
  const community = await organisation(street, { kind: "GENERAL_BRANCH", level: "COMMUNITY" })
  return {
    client,
    insert,
    city,
    district,
    street,
    community,
    organisation,
    ...peopleIn(insert),
    ...schoolsIn(insert),
    ...lessonsIn(insert),
    ...attendanceIn(insert),
  }
}
