import { expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"
import type { Place } from "../kit/things.ts"
import { changeTree } from "../kit/tree-changes.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)

/** An organisation with a post, a director, a leader's contact, a term, a unit in its area and one that it covers. */
async function furnished() {
  const world = await newWorld(url)
  const place = await world.organisation(world.community)
  const other = await world.organisation(world.community)
  const person = await world.member(other)
  const at = { organisation_id: place.uuid, since: "2024-01-01" }
  await world.insert("organisation.office", { ...at, member_id: person.uuid, post: "SECRETARY" })
  await world.insert("organisation.office", { ...at, member_id: person.uuid, post: "COMMITTEE_MEMBER", since: "2026-07-01" })
  await world.insert("organisation.community_director", { ...at, name: "王主任" })
  await world.insert("organisation.contact_assignment", { ...at, leader_id: person.uuid, level: "STREET" })
  const { rows } = await world.client.query<{ id: string }>("SELECT id FROM organisation.term_rule LIMIT 1")
  const term = { organisation_id: place.uuid, number: 1, elected_on: "2024-01-01", ends_on: "2027-01-01", rule_id: rows[0]?.id }
  await world.insert("organisation.committee_term", term)
  await world.insert("organisation.unit", { ...at, name: "区内企业", kind: "ENTERPRISE" })
  await world.insert("organisation.unit", {
    organisation_id: other.uuid,
    since: "2024-01-01",
    name: "覆盖企业",
    kind: "ENTERPRISE",
    covered_by_id: place.uuid,
    covered_since: "2024-02-01",
  })
  const held = async () => {
    const found = await world.client.query<{ line: string }>(
      `SELECT 'office ' || post || ' ' || coalesce(until::text, '…') AS line FROM organisation.office WHERE organisation_id = $1
       UNION ALL SELECT 'director ' || coalesce(until::text, '…') FROM organisation.community_director WHERE organisation_id = $1
       UNION ALL SELECT 'contact ' || coalesce(until::text, '…') FROM organisation.contact_assignment WHERE organisation_id = $1
       UNION ALL SELECT 'term ' || coalesce(closed_on::text, '…') FROM organisation.committee_term WHERE organisation_id = $1 ORDER BY 1`,
      [place.uuid],
    )
    return found.rows.map(({ line }) => line)
  }
  const unit = async (name: string) => {
    const found = await world.client.query(
      "SELECT organisation_id AS area, covered_by_id AS covered, covered_since::text AS since FROM organisation.unit WHERE name = $1 AND organisation_id IN ($2, $3, $4)",
      [name, place.uuid, other.uuid, world.community.uuid],
    )
    return found.rows[0]
  }
  const admin = await stack.as(await world.staff("ADMIN", world.city))
  return { world, place, other, held, unit, admin }
}

const ENDED = ["contact 2026-06-15", "director 2026-06-15", "office COMMITTEE_MEMBER 2026-07-02", "office SECRETARY 2026-06-15", "term 2026-06-15"]

test("what is held at an organisation ends with it; units go to the superior, and are covered by nobody", async () => {
  const { world, place, other, held, unit, admin } = await furnished()
  expect(await changeTree(admin, "dissolveOrganisation", { organisation: place.id, effectiveOn: "2026-06-15" })).toMatchObject({
    __typename: "OrganisationDissolved",
  })
  expect(await held()).toEqual(ENDED)
  expect(await unit("区内企业")).toEqual({ area: world.community.uuid, covered: null, since: null })
  expect(await unit("覆盖企业")).toEqual({ area: other.uuid, covered: null, since: null })
})

test("in a merger units go to the one that stays, and what was covered is covered by it", async () => {
  const { place, other, held, unit, admin } = await furnished()
  const merge = { staying: other.id, absorbed: [place].map(({ id }: Place) => id), effectiveOn: "2026-06-15" }
  expect(await changeTree(admin, "mergeOrganisations", merge)).toMatchObject({ __typename: "OrganisationsMerged" })
  expect(await held()).toEqual(ENDED)
  expect(await unit("区内企业")).toEqual({ area: other.uuid, covered: null, since: null })
  expect(await unit("覆盖企业")).toEqual({ area: other.uuid, covered: other.uuid, since: "2024-02-01" })
})
