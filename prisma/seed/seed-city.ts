import pg from "pg"
import { CannotStart } from "../cannot-start.ts"
import { parseSealingKey } from "../../subgraphs/shared/sealed.ts"
import { dateText, parseDay, periodAround, todayInCity } from "./calendar.ts"
import { assertCityOptions, type CityOptions } from "./city-options.ts"
import { createCounters, type City } from "./city.ts"
import { createCopyWriter, TABLES, type Table } from "./copy-writer.ts"
import { idsOf } from "./ids.ts"
import { planCity } from "./plan.ts"
import { postponeIndexes, postponeNameParts, postponeQueue } from "./postponed.ts"
import { chanceOf } from "./random.ts"
import { writeRuleSets } from "./rule-sets.ts"
import { createSealing } from "./sealing.ts"
import { PUBLISHED } from "./sizes.ts"
import { writeCity } from "./write-city.ts"

export type SeedOptions = CityOptions & {
  /** 64 hexadecimal digits. */
  personalDataKey: string
  onProgress?(line: string): void
}
export type SeedSummary = { members: number; today: string; seed: number; rows: Record<Table, number>; seconds: number }

/** Say whether a migrated database holds no organisation yet. */
export async function isEmpty(ownerUrl: string): Promise<boolean> {
  return connected(ownerUrl, isEmptyOver)
}

/**
 * Fill an empty database with the sample city: its organisations, people, lessons and attendance up to today.
 *
 * The default has the published figures of Liuzhou in 2011. The same arguments make the same bytes, the same seed the same
 * ids. Everything is loaded in one transaction: an interrupted load leaves the database empty.
 *
 * @throws {CannotStart} when the database is not empty.
 * @throws {BadCityOption} when an option is out of range.
 */
export async function seedCity(ownerUrl: string, options: SeedOptions): Promise<SeedSummary> {
  const { members = PUBLISHED.members, today = todayInCity(), seed = 1, onProgress = () => undefined } = options
  assertCityOptions(options)
  const key = parseSealingKey(options.personalDataKey)
  const started = performance.now()
  return connected(ownerUrl, async (client) => {
    await client.query("BEGIN")
    await client.query("SET LOCAL maintenance_work_mem = '512MB'; SET LOCAL work_mem = '128MB'; SET LOCAL timezone = 'Asia/Shanghai'")
    await client.query("LOCK TABLE organisation.organisation IN ACCESS EXCLUSIVE MODE")
    if (!(await isEmptyOver(client)))
      throw new CannotStart("The database already holds organisations. Nothing was changed: use --replace to throw them away, or name another database.")
    const restoreIndexes = await postponeIndexes(client)
    const restoreNameParts = await postponeNameParts(client)
    const restoreQueue = await postponeQueue(client)
    const out = createCopyWriter(client)
    const period = periodAround(parseDay(today))
    const ids = idsOf(seed)
    const judge = writeRuleSets(out, ids)
    const plan = planCity(members, seed, ids)
    const [last, present] = period.years
    const sealing = createSealing(out, period.today)
    const paperwork = chanceOf("paperwork", seed)
    const city: City = {
      seed,
      members,
      ids,
      period,
      plan,
      out,
      key,
      ruleSets: { years: [judge(last), judge(present)] },
      sealing,
      paperwork,
      ...createCounters(),
    }
    await writeCity(city, onProgress)
    sealing.finish()
    await out.finish()
    onProgress(`rows written after ${secondsSince(started)} s; building indexes`)
    await restoreNameParts()
    await restoreQueue()
    await restoreIndexes()
    await client.query("COMMIT")
    onProgress(`committed after ${secondsSince(started)} s; gathering statistics`)
    // Reading a very large city again costs minutes; the server's own vacuum comes to it in its time.
    await client.query(
      `${members > 200_000 ? "ANALYZE" : "VACUUM (ANALYZE)"} ${[...TABLES, "people.tally", "people.name_part", "attendance.hours_tally"].join(", ")}`,
    )
    return { members, today: dateText(period.today), seed, rows: out.rows, seconds: secondsSince(started) }
  })
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url)
  // A connection that breaks fails the statement under way; the event by itself must not end the process.
  client.on("error", () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    // Ending the connection rolls back whatever was not committed.
    await client.end()
  }
}

async function isEmptyOver(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ empty: boolean }>("SELECT NOT EXISTS (SELECT FROM organisation.organisation) AS empty")
  return rows[0]?.empty === true
}

function secondsSince(started: number): number {
  return Math.round((performance.now() - started) / 100) / 10
}
