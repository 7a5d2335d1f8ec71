import pg from "pg"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { appUrlsFrom } from "../../prisma/setup.ts"
import { type OrganisationContext, createContextFactory } from "../../subgraphs/organisation/context.ts"
import type { Organisation } from "../../subgraphs/organisation/domain/organisation.ts"
import { findOrganisation } from "../../subgraphs/organisation/use-cases/find-organisation.ts"
import { listChildren } from "../../subgraphs/organisation/use-cases/list-children.ts"
import { listOrganisations } from "../../subgraphs/organisation/use-cases/list-organisations.ts"
import { moveOrganisation } from "../../subgraphs/organisation/use-cases/move-organisation.ts"
import { openDatabase } from "../../subgraphs/shared/database.ts"
import { encodeCursor } from "../../subgraphs/shared/page.ts"
import { newId, toTypeId } from "../../subgraphs/shared/typeid.ts"
import { type Role, type Viewer, ancestorsAndSelf } from "../../subgraphs/shared/viewer.ts"
import { emptyDatabase } from "../kit/database.ts"
import { type Reading, readingsOf, statementsOf } from "../kit/plans.ts"
import { NOW } from "../kit/stack.ts"

const url = await emptyDatabase()
const database = openDatabase(appUrlsFrom(url, {}).organisation, { name: "tests", connections: 4, onError: () => {} })
const client = new pg.Client(url)
const contextOf = createContextFactory({ database, timeZone: "Asia/Shanghai", now: () => NOW })

/** 20 districts of 10 streets of 20 communities of 49 branches: 200,221 with the city. */
const LEVELS = [
  ["DISTRICT", "COMMITTEE", "CITY", 20],
  ["STREET", "WORKING_COMMITTEE", "DISTRICT", 10],
  ["COMMUNITY", "GENERAL_BRANCH", "STREET", 20],
  ["BRANCH", "BRANCH", "COMMUNITY", 49],
] as const

const COLUMNS = "id, parent_id, path, name, short_name, kind, level, setting, founded_on"

beforeAll(async () => {
  await client.connect()
  // Loaded as a restored copy is: without triggers, and with the largest index built at the end.
  await client.query("SET session_replication_role = replica")
  await client.query("ALTER TABLE organisation.organisation_version DROP CONSTRAINT organisation_version_one_a_day")
  await client.query(
    `INSERT INTO organisation.organisation (${COLUMNS}) VALUES (gen_random_uuid(), NULL, 'c.', '市委', '市委', 'COMMITTEE', 'CITY', 'COMMUNITY', '2000-01-01')`,
  )
  for (const [level, kind, above, width] of LEVELS) {
    await client.query(
      `INSERT INTO organisation.organisation (${COLUMNS})
       SELECT gen_random_uuid(), p.id, p.path || 'n' || lpad(at::text, 3, '0') || '.', p.name || at, p.name || at, $1, $2, 'COMMUNITY', '2000-01-01'
       FROM organisation.organisation p CROSS JOIN generate_series(1, $4::int) AS at WHERE p.level = $3`,
      [kind, level, above, width],
    )
  }
  await client.query(
    `INSERT INTO organisation.organisation_version (organisation_id, valid_from, parent_id, path, name, short_name, kind, level, setting)
     SELECT id, founded_on, parent_id, path, name, short_name, kind, level, setting FROM organisation.organisation`,
  )
  // Two branches of every street were called otherwise until the summer.
  await client.query(
    `WITH renamed AS (
       UPDATE organisation.organisation_version SET valid_to = '2026-06-15' WHERE path LIKE '%.n001.n049.' OR path LIKE '%.n002.n049.' RETURNING *
     ) INSERT INTO organisation.organisation_version SELECT organisation_id, '2026-06-15', NULL, parent_id, path, name || '新', short_name, kind, level, setting, division_id FROM renamed`,
  )
  await client.query(
    `ALTER TABLE organisation.organisation_version ADD CONSTRAINT organisation_version_one_a_day
     EXCLUDE USING gist (organisation_id WITH =, daterange(valid_from, valid_to) WITH &&)`,
  )
  await client.query("SET session_replication_role = DEFAULT")
  await client.query("VACUUM ANALYZE organisation.organisation, organisation.organisation_version")
}, 60_000)
afterAll(async () => {
  await client.end()
  await database.close()
})

async function idAt(path: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>("SELECT id FROM organisation.organisation WHERE path = $1", [path])
  return toTypeId("organisation", rows[0]?.id ?? "")
}

async function reader(path: string, role: Role = "AUDITOR"): Promise<Viewer> {
  return { accountId: newId("account"), name: "读者", memberId: null, homePath: null, grants: [{ role, organisationId: await idAt(path), path }] }
}

const STREET = "c.n007.n004."
const COMMUNITY = `${STREET}n010.`

const VIEWERS: readonly (readonly [string, () => Promise<Viewer>])[] = [
  ["a reader of the city", () => reader("c.")],
  ["a reader of a street", () => reader(STREET)],
  [
    "a reader of many places",
    async () => {
      const grants = await Promise.all([STREET, "c.n001.n001.", "c.n020.n010.n020.n049."].map(async (path) => (await reader(path)).grants))
      return { ...(await reader(STREET)), grants: grants.flat() }
    },
  ],
  ["a plain member", async () => ({ ...(await reader(STREET)), grants: [], homePath: `${COMMUNITY}n020.` })],
]

/** What is asked of the tree, and how many rows it may touch on the way for a page of 20. */
const QUESTIONS: readonly (readonly [string, number, (context: OrganisationContext, asOf: string | null) => Promise<unknown>])[] = [
  ["organisations by id", 60, async (context, asOf) => findOrganisation(context, { id: await idAt(COMMUNITY), asOf })],
  ["the way up", 60, (context, asOf) => context.loaders.on(asOf).organisationByPath.loadMany(ancestorsAndSelf(`${COMMUNITY}n020.`))],
  ["children, page by page", 200, async (context, asOf) => listChildren(context, await shown(COMMUNITY, asOf), { after: encodeCursor([`${COMMUNITY}n015.`]) })],
  ["the number of children", 300, async (context, asOf) => context.loaders.on(asOf).childCountByParent.load(await idAt(COMMUNITY))],
  ["whether there are children", 300, async (context, asOf) => context.loaders.on(asOf).hasChildrenById.load(await idAt(COMMUNITY))],
  ["the first page of the list", 1_500, (context, asOf) => listOrganisations(context, { asOf })],
  ["a later page of the list", 1_500, (context, asOf) => listOrganisations(context, { asOf, after: encodeCursor([`${COMMUNITY}n015.`]) })],
  ["the list of a level", 1_500, (context, asOf) => listOrganisations(context, { asOf, level: "STREET" })],
  ["the list of a kind", 1_500, (context, asOf) => listOrganisations(context, { asOf, kind: "WORKING_COMMITTEE" })],
]

const shown = async (path: string, asOf: string | null) => ({ id: await idAt(path), asOf }) as Organisation

describe.each(VIEWERS)("of 200,000 organisations, for %s,", (_, viewer) => {
  test.each(QUESTIONS)("%s are read by index, today and as of a day", async (_question, most, ask) => {
    for (const asOf of [null, "2026-06-14"]) {
      const context = contextOf(await viewer())
      const sent = (await statementsOf(() => ask(context, asOf))).filter(
        ({ text }) => !text.startsWith("SELECT id FROM organisation.organisation WHERE path = $1"),
      )
      expect(sent.length).toBeGreaterThan(0)
      const readings: Reading[] = []
      for (const statement of sent) readings.push(...(await readingsOf(client, statement)))
      for (const { scannedWhole, rows } of readings) {
        expect(scannedWhole, `${asOf}: ${sent[0]?.text}`).toEqual([])
        expect(rows, `${asOf}: ${sent[0]?.text}`).toBeLessThan(most)
      }
    }
  })
})

test("a street of a thousand organisations moves, all of it", async () => {
  const context = contextOf(await reader("c.", "ADMIN"))
  const input = { organisationId: await idAt(STREET), parentId: await idAt("c.n020."), effectiveOn: "2026-11-23", documentNumber: "市组发〔2026〕7号" }
  expect(await moveOrganisation(context, input)).toMatchObject({ ok: true })
  const { rows } = await client.query("SELECT count(*)::int AS moved FROM organisation.organisation WHERE path LIKE 'c.n020.n004.%'")
  // The place was taken: the street has a new last part of its path.
  expect(rows).toEqual([{ moved: 1_001 }])
  const behind = await client.query("SELECT path FROM organisation.organisation WHERE path LIKE $1", [`${STREET}%`])
  expect(behind.rows).toEqual([])
})
