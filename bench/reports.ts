import { execFile } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import pg from "pg"
import { startEmbedded } from "../prisma/embedded.ts"
import { migrate } from "../prisma/migrate.ts"
import { createDatabaseIfMissing } from "../prisma/prepare-database.ts"
import { appUrlsFrom } from "../prisma/setup.ts"
import { createBooksReportReaders } from "../subgraphs/attendance/data/books-report.reader.ts"
import { booksValues } from "../subgraphs/attendance/data/books.row.ts"
import { createContextFactory } from "../subgraphs/attendance/context.ts"
import { askReport } from "../subgraphs/attendance/use-cases/ask-report.ts"
import { openDatabase } from "../subgraphs/shared/database.ts"
import { newId, toTypeId } from "../subgraphs/shared/typeid.ts"
import type { Viewer } from "../subgraphs/shared/viewer.ts"
import { fillWithAccounts } from "./accounts.ts"
import { makeFile } from "./report-file.ts"

// How long the roll-up of a city takes in the database, how fast R01 flows, and how long and with how much memory it becomes a file; in databases of their own.
// SKIP_INSTALL=1 node scripts/run.mjs bench/reports.ts [people …], 30572 and a million unless said.

const sizes = process.argv
  .slice(2)
  .map(Number)
  .filter((size) => size > 0)
const TODAY = new Date("2026-11-23T09:00:00+08:00")
const LAST_YEAR_END = new Date("2025-12-31T23:59:59+08:00")

if (process.env["WALK_URL"]) await walk(process.env["WALK_URL"])
else if (process.env["FILE_URL"]) say(await makeFile(process.env["FILE_URL"], process.env["FILE_FORMAT"] === "CSV" ? "CSV" : "XLSX"))
else await main(sizes.length > 0 ? sizes : [30_572, 1_000_000])

async function main(all: readonly number[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "reports-bench-"))
  const embedded = await startEmbedded(folder, {
    fsync: "off",
    synchronous_commit: "off",
    full_page_writes: "off",
    shared_buffers: "512MB",
    max_wal_size: "8GB",
  })
  try {
    for (const people of all) {
      const url = new URL(embedded.maintenanceUrl)
      url.pathname = `/city_${people}`
      await createDatabaseIfMissing({ url: url.href, maintenanceUrl: embedded.maintenanceUrl })
      await migrate(url.href, appUrlsFrom(url.href, {}))
      const began = performance.now()
      const owner = new pg.Client(url.href)
      await owner.connect()
      await fillWithAccounts(owner, people)
      say(`${people.toLocaleString("en")} people, two years each, made in ${seconds(began)} s`)
      await rollUps(url.href, owner)
      await copied(owner)
      await owner.end()
      // In a process of its own, so that its memory is its own.
      const { stdout } = await promisify(execFile)(process.execPath, ["scripts/run.mjs", "bench/reports.ts"], { env: { ...process.env, WALK_URL: url.href } })
      process.stdout.write(stdout)
      for (const FILE_FORMAT of ["XLSX", "CSV"]) {
        const made = await promisify(execFile)(process.execPath, ["--max-old-space-size=256", "scripts/run.mjs", "bench/reports.ts"], {
          env: { ...process.env, FILE_URL: url.href, FILE_FORMAT },
        })
        process.stdout.write(made.stdout)
      }
    }
  } finally {
    await embedded.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function sourcesOf(url: string) {
  const database = openDatabase(appUrlsFrom(url, {}).attendance, { name: "bench", connections: 1, onError: console.error })
  const [city] = (await database.pool.query<{ id: string; path: string }>("SELECT id, path FROM organisation_api.organisation WHERE parent_id IS NULL")).rows
  if (!city) throw new Error("no city")
  const id = toTypeId("organisation", city.id)
  const viewer: Viewer = {
    accountId: newId("account"),
    name: "审计员",
    memberId: null,
    homePath: null,
    grants: [{ role: "AUDITOR", organisationId: id, path: city.path }],
  }
  const context = createContextFactory({ database, timeZone: "Asia/Shanghai", now: () => TODAY, keys: [], peopleKeys: [] })(viewer)
  return { database, context, id, path: city.path }
}

async function rollUps(url: string, owner: pg.Client): Promise<void> {
  const { database, context, id, path } = await sourcesOf(url)
  for (const [year, asOf, words] of [
    [2026, TODAY, "this year, now"],
    [2025, TODAY, "last year, now"],
    [2025, LAST_YEAR_END, "last year, as of its end"],
  ] as const) {
    const times: number[] = []
    for (let turn = 0; turn < 7; turn += 1) {
      const began = performance.now()
      const asked = await askReport(context, "COMPLIANCE", { organisation: id, year, asOf })
      if (!asked) throw new Error("the report of the city is not there")
      times.push(performance.now() - began)
    }
    const shown = times.sort((a, b) => a - b)
    say(
      `R02 by district, ${words}: ${shown[3]?.toFixed(0)} ms (median of seven; ${shown[0]?.toFixed(0)} to ${shown[6]?.toFixed(0)}), all statements and the way there and back`,
    )
  }
  const texts = new Set<string>()
  const recording = {
    ...database,
    readOnce: <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[]) => (texts.add(text), database.readOnce<Row>(text, values)),
  }
  const asked = { from: path, to: `${path.slice(0, -1)}/`, day: "2026-11-23", year: 2026, asOf: TODAY }
  await createBooksReportReaders(recording, context.viewer).books.findChildren(asked, true)
  for (const text of texts) {
    const plan = await owner.query<{ "QUERY PLAN": string }>(`EXPLAIN (ANALYZE, COSTS OFF, BUFFERS OFF) ${text}`, [...booksValues(asked), 10, "2026-11-01"])
    say(plan.rows.map((row) => row["QUERY PLAN"]).join("\n"))
  }
  await database.close()
}

async function copied(owner: pg.Client): Promise<void> {
  const began = performance.now()
  const { rows } = await owner.query<{ lines: number }>(
    `SELECT count(length(t::text))::int AS lines FROM (SELECT * FROM attendance.annual_hours WHERE year = 2026 ORDER BY organisation_path, role, member_id) t`,
  )
  say(`the same accounts in order, written as text inside the database: ${perSecond(rows[0]?.lines ?? 0, began)} rows a second`)
}

async function walk(url: string): Promise<void> {
  const { database, context, id } = await sourcesOf(url)
  const began = performance.now()
  const asked = await askReport(context, "HOURS_DETAIL", { organisation: id, year: 2026 })
  let [rows, peak] = [0, 0]
  for await (const batch of asked?.report.batches() ?? []) {
    rows += batch.rows.length
    peak = Math.max(peak, process.memoryUsage().rss)
  }
  say(
    `R01 walked: ${rows.toLocaleString("en")} lines in ${seconds(began)} s, ${perSecond(rows, began)} a second, at most ${Math.round(peak / 1e6)} MB resident`,
  )
  await database.close()
}

function say(line: string): void {
  console.log(line)
}

function seconds(began: number): string {
  return ((performance.now() - began) / 1000).toFixed(1)
}

function perSecond(rows: number, began: number): string {
  return Math.round(rows / ((performance.now() - began) / 1000)).toLocaleString("en")
}
