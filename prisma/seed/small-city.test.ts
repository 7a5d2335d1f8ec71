import { createHash } from "node:crypto"
import pg from "pg"
import { beforeAll, describe, expect, it } from "vitest"
import { CITY_KEY, CITY_TODAY, emptyDatabase } from "../../tests/kit/database.ts"
import { BadCityOption } from "./city-options.ts"
import { TABLES } from "./copy-writer.ts"
import { isEmpty, seedCity, type SeedOptions } from "./seed-city.ts"

async function small(change: Partial<SeedOptions> = {}): Promise<string> {
  const url = await emptyDatabase()
  await seedCity(url, { members: 600, today: CITY_TODAY, personalDataKey: CITY_KEY, ...change })
  return url
}

async function ask<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query<T>(sql)).rows
  } finally {
    await client.end()
  }
}

/** A digest of every table, row by row in the order of the rows' text. */
async function digests(url: string): Promise<Record<string, string>> {
  const all: Record<string, string> = {}
  for (const table of [...TABLES, "people.tally"]) {
    const rows = await ask<{ text: string }>(url, `SELECT t::text AS text FROM ${table} AS t ORDER BY 1`)
    all[table] = createHash("sha256")
      .update(rows.map(({ text }) => text).join("\n"))
      .digest("hex")
  }
  return all
}

describe("a small city", () => {
  let city: string
  beforeAll(async () => {
    city = await small()
  })

  it("is the same bytes from the same arguments, whatever the hour", async () => {
    expect(await digests(await small())).toEqual(await digests(city))
  })

  it("keeps its ids when today moves, and changes them with the seed", async () => {
    const ids = "SELECT id FROM people.member UNION ALL SELECT id FROM organisation.organisation ORDER BY 1"
    const first = await ask(city, ids)
    expect(await ask(await small({ today: "2026-03-02" }), ids)).toEqual(first)
    const other = await ask<{ id: string }>(await small({ seed: 2 }), ids)
    expect(other.filter((row) => first.some(({ id }) => id === row.id))).toEqual([])
  })

  it("has something of every kind, and two districts to tell apart", async () => {
    const [seen] = await ask<Record<string, number>>(
      city,
      `SELECT (SELECT count(DISTINCT kind)::int FROM organisation.organisation WHERE level = 'COMMUNITY') AS kinds,
              (SELECT count(*)::int FROM organisation.organisation WHERE level = 'DISTRICT') AS districts,
              (SELECT count(*)::int FROM people.member WHERE stage IN ('FULL', 'PROBATIONARY') AND participation = 'DIRECT') AS members,
              (SELECT count(DISTINCT (stage, participation))::int FROM people.member) AS standings,
              (SELECT count(DISTINCT mode)::int FROM people.floating_record) AS modes,
              (SELECT count(DISTINCT category)::int FROM courses.lesson) AS categories,
              (SELECT count(DISTINCT status)::int FROM courses.lesson) AS statuses,
              (SELECT count(DISTINCT state)::int FROM attendance.entry) AS states,
              (SELECT count(DISTINCT role)::int FROM people.access_grant) AS roles,
              (SELECT count(DISTINCT level)::int FROM courses.training_class) AS classes`,
    )
    expect(seen).toEqual({ kinds: 3, districts: 2, members: 600, standings: 7, modes: 4, categories: 5, statuses: 4, states: 7, roles: 5, classes: 4 })
  })

  it.each(["2026-01-01", "2028-02-29", "2020-06-30", "2024-12-31"])("can be made on %s", async (today) => {
    const url = await small({ members: 200, today })
    const years = await ask(
      url,
      "SELECT year, min(status::text) AS status FROM attendance.annual_hours JOIN attendance.rule_set ON id = rule_set_id GROUP BY year ORDER BY year",
    )
    const year = Number(today.slice(0, 4))
    const statusOf = (of: number): string => (of < 2024 ? "NATIONAL" : "ASSUMED")
    expect(years).toEqual([year - 1, year].map((of) => ({ year: of, status: statusOf(of) })))
  })

  it("leaves the database empty when its load breaks off, and can then be loaded", async () => {
    const url = await emptyDatabase()
    const broken = seedCity(url, {
      members: 600,
      personalDataKey: CITY_KEY,
      onProgress: () => {
        throw new Error("pulled the plug")
      },
    })
    await expect(broken).rejects.toThrow("pulled the plug")
    expect(await isEmpty(url)).toBe(true)
    expect((await seedCity(url, { members: 600, personalDataKey: CITY_KEY })).members).toBe(600)
  })

  it.each([
    { members: 199 },
    { members: 2_000_001 },
    { members: 300.5 },
    { today: "2026-02-30" },
    { today: "2019-12-31" },
    { today: "yesterday" },
    { seed: -1 },
  ])("of %j is refused before anything is asked of the database", async (options) => {
    await expect(seedCity("postgres://nowhere.invalid/none", { personalDataKey: CITY_KEY, ...options })).rejects.toThrow(BadCityOption)
  })
})
