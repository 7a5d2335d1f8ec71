import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { startEmbedded } from "../prisma/embedded.ts"
import { migrate } from "../prisma/migrate.ts"
import { createDatabaseIfMissing } from "../prisma/prepare-database.ts"
import { appUrlsFrom } from "../prisma/setup.ts"
import { type SearchPlace, createMemberSearchRepository } from "../subgraphs/people/data/member-search.repository.ts"
import { parseSealingKey } from "../subgraphs/shared/sealed.ts"
import { type MemberSearch, readMemberSearch } from "../subgraphs/people/domain/name-search.ts"
import { type Database, openDatabase } from "../subgraphs/shared/database.ts"
import { fillWithCrowd } from "./crowd.ts"
import { CASES, CITY_VIEWER } from "./search-cases.ts"

const key = parseSealingKey("0123456789abcdef".repeat(4))
const TURNS = 9

/**
 * Measure how long the database takes to find people: `node scripts/run.mjs bench/people-search.ts [people]`, a million unless said.
 *
 * It makes a database of its own in the system's folder for temporary files (2 GB a million) and leaves it there until the machine
 * clears it. Each row is a page of 20 and its count, the median of nine turns on one connection, over the loopback.
 */
async function main(people: number): Promise<void> {
  const embedded = await startEmbedded(mkdtempSync(join(tmpdir(), "party-school-bench-")), { fsync: "off", synchronous_commit: "off", full_page_writes: "off" })
  try {
    await createDatabaseIfMissing(embedded)
    await migrate(embedded.url, appUrlsFrom(embedded.url, {}))
    const client = new pg.Client(embedded.url)
    await client.connect()
    const begin = performance.now()
    await fillWithCrowd(client, people, key)
    await client.end()
    console.log(`${people.toLocaleString("en")} people made in ${((performance.now() - begin) / 1000).toFixed(0)} s; milliseconds: first turn, median, slowest`)
    const database = openDatabase(appUrlsFrom(embedded.url, {}).people, { name: "bench", connections: 1, onError: console.error })
    for (const [name, typed, place] of CASES) await measure(database, name, typed, place)
    await database.close()
  } finally {
    await embedded.stop()
  }
}

async function measure(database: Database, name: string, typed: string, place: SearchPlace): Promise<void> {
  const search = readMemberSearch(typed) as MemberSearch
  const searches = () => createMemberSearchRepository(database, CITY_VIEWER, [key])
  const page = await timed(() => searches().findPage(place, search, null, { limit: 20, after: null }))
  const count = await timed(() => searches().count(place, search, null))
  console.log(`${name.padEnd(32)} ${typed.padEnd(10)} page ${page.times}   count ${count.times}   of ${count.value.toLocaleString("en")}`)
}

async function timed<Value>(work: () => Promise<Value>): Promise<{ value: Value; times: string }> {
  const times: number[] = []
  let value: Value | undefined
  for (let turn = 0; turn < TURNS; turn += 1) {
    const begin = performance.now()
    value = await work()
    times.push(performance.now() - begin)
  }
  const sorted = [...times].sort((a, b) => a - b)
  const shown = [times[0], sorted[Math.floor(TURNS / 2)], sorted.at(-1)].map((time) => (time ?? 0).toFixed(1).padStart(6))
  return { value: value as Value, times: shown.join(" ") }
}

await main(Number(process.argv[2] ?? 1_000_000))
