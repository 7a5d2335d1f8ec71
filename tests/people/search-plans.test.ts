import pg from "pg"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { fillWithCrowd } from "../../bench/crowd.ts"
import { explainAll, rowsRead, stepsOf } from "../../bench/explained.ts"
import { CASES, CITY_VIEWER } from "../../bench/search-cases.ts"
import { createMemberSearchRepository } from "../../subgraphs/people/data/member-search.repository.ts"
import { parseSealingKey } from "../../subgraphs/shared/sealed.ts"
import { readMemberSearch } from "../../subgraphs/people/domain/name-search.ts"
import { openDatabase } from "../../subgraphs/shared/database.ts"
import { CITY_KEY, emptyDatabase } from "../kit/database.ts"

const PEOPLE = 100_000
const TABLES = ["member", "name_part", "tally"]
const key = parseSealingKey(CITY_KEY)

let url: string
beforeAll(async () => {
  url = await emptyDatabase()
  const client = new pg.Client(url)
  await client.connect()
  await fillWithCrowd(client, PEOPLE, key)
  await client.end()
})

/** How many rows a page of each case may look at, and how many its count may look at beyond those that it counts. */
const MOST = {
  city: { page: 150, count: 300 },
  district: { page: 1_500, count: 12_000 },
  districts: { page: 1_500, count: 12_000 },
  few: { page: 2_000, count: 2_000 },
}

// As the server plans a statement the first few times, and as it may plan it for good.
describe.each(["force_custom_plan", "force_generic_plan"])("with %s", (mode) => {
  const opened = () => openDatabase(url, { name: "plans", connections: 1, onError: () => undefined })
  let database: ReturnType<typeof opened>
  let explained: ReturnType<typeof explainAll>
  beforeAll(() => {
    database = opened()
    explained = explainAll(database, { plan_cache_mode: mode })
  })
  afterAll(() => database.close())

  test.each(CASES)("%s (%s) reads a bounded number of rows, none by going through a table", async (name, typed, place) => {
    const search = readMemberSearch(typed)
    if (!search) throw new Error("nothing typed")
    const searches = createMemberSearchRepository(database, CITY_VIEWER, [key])
    const where = name.split(" ").at(-1) as "city" | "district" | "districts" | "street" | "community"
    const most = MOST[where === "street" || where === "community" ? "few" : where]

    explained.length = 0
    const rows = await searches.findPage(place, search, null, { limit: 20, after: null })
    const plans = () => explained.map(({ plan }) => plan)
    const sequential = () =>
      plans()
        .flatMap(stepsOf)
        .filter((step) => step["Node Type"] === "Seq Scan" && TABLES.includes(step["Relation Name"] ?? ""))
    const read = (tables = ["member", "name_part"]) => plans().reduce((sum, plan) => sum + rowsRead(plan, tables), 0)
    expect(plans()).toHaveLength(2)
    expect(sequential()).toEqual([])
    expect(read()).toBeLessThanOrEqual(most.page)
    expect(read(["tally"])).toBeLessThanOrEqual(400)

    explained.length = 0
    const people = await searches.count(place, search, null)
    expect(plans()).toHaveLength(1)
    expect(sequential()).toEqual([])
    expect(read()).toBeLessThanOrEqual(2 * people + most.count)
    expect(rows.length).toBe(Math.min(21, people))
  })
})
