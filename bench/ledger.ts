import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { startEmbedded } from "../prisma/embedded.ts"
import { migrate } from "../prisma/migrate.ts"
import { createDatabaseIfMissing } from "../prisma/prepare-database.ts"
import { seedCity } from "../prisma/seed/seed-city.ts"
import { appUrlsFrom } from "../prisma/setup.ts"
import { createLedgerVerificationReader } from "../subgraphs/attendance/data/ledger-verification.reader.ts"
import { createSealWriter } from "../subgraphs/attendance/data/seal.writer.ts"
import { openDatabase } from "../subgraphs/shared/database.ts"

// How much seals cost whoever appends, how fast they are made, and how long a verification takes. Everything in one run, so that ratios hold on any machine.
// SKIP_INSTALL=1 node scripts/run.mjs bench/ledger.ts [append] [city] [large 10000000]

const wanted = process.argv.slice(2)
const has = (part: string) => wanted.length === 0 || wanted.includes(part)
const LARGE = Number(wanted[wanted.indexOf("large") + 1]) || 10_000_000
const CLIENTS = 8
const APPEND_MS = 5_000

const folder = await mkdtemp(join(tmpdir(), "ledger-bench-"))
const embedded = await startEmbedded(folder, { max_connections: "60" })

try {
  if (has("append")) await benchAppending(await newDatabase("append"))
  if (has("city")) await benchCity(await newDatabase("city"))
  if (has("large")) await benchLarge(await newDatabase("large"))
} finally {
  await embedded.stop()
  await rm(folder, { recursive: true, force: true })
}

async function newDatabase(name: string): Promise<string> {
  const url = new URL(embedded.maintenanceUrl)
  url.pathname = `/${name}`
  await createDatabaseIfMissing({ url: url.href, maintenanceUrl: embedded.maintenanceUrl })
  await migrate(url.href, appUrlsFrom(url.href, {}))
  return url.href
}

function rowsOf(count: number): string {
  return `INSERT INTO attendance.entry (id, lesson_id, member_id, state, category, minutes, planned_hours, held_on, occurred_at, recorded_at, source, branch_id, arrived_at, recorded_by, recorder_name, capture_id)
    SELECT uuidv7(), gen_random_uuid(), gen_random_uuid(), 'PRESENT', 'COLLECTIVE', 120, 2, '2026-03-01', now(), now(), 'CODE', gen_random_uuid(), now(), gen_random_uuid(), '张记录', gen_random_uuid()
    FROM generate_series(1, ${count})`
}

/** Append with eight clients at once, in turns of five seconds: without the queue of the seals, and with it and a sealer at work. */
async function benchAppending(url: string): Promise<void> {
  const owner = new pg.Client(url)
  await owner.connect()
  const database = openDatabase(appUrlsFrom(url, {}).attendance, { name: "sealing", connections: 2, onError: () => undefined })
  const seals = createSealWriter(database, () => new Date())
  for (const size of [1, 1_000]) {
    const rates: Record<"without" | "with", number[]> = { without: [], with: [] }
    for (let turn = 0; turn < 3; turn += 1) {
      for (const way of ["without", "with"] as const) {
        await owner.query(`ALTER TABLE attendance.entry ${way === "with" ? "ENABLE" : "DISABLE"} TRIGGER entry_awaits_seal`)
        let isOver = false
        const sealing = (async () => {
          while (way === "with" && !isOver) {
            const seal = await seals.sealNext()
            if (!seal) await new Promise((resolve) => setTimeout(resolve, 100))
          }
        })()
        const rate = await appendFor(url, size)
        rates[way].push(rate)
        isOver = true
        await sealing
        while (await seals.sealNext());
      }
    }
    const [without, withSeals] = [median(rates.without), median(rates.with)]
    say(
      `append, ${size} rows a transaction, ${CLIENTS} clients: ${round(without)} rows/s without seals, ${round(withSeals)} with (${(withSeals / without).toFixed(2)} of it)`,
    )
  }
  await owner.query("ALTER TABLE attendance.entry ENABLE TRIGGER entry_awaits_seal")
  await owner.end()
  await database.close()
}

async function appendFor(url: string, size: number): Promise<number> {
  const clients = await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      const client = new pg.Client(url)
      await client.connect()
      return client
    }),
  )
  const started = performance.now()
  let rows = 0
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() - started < APPEND_MS) {
        await client.query(rowsOf(size))
        rows += size
      }
    }),
  )
  const seconds = (performance.now() - started) / 1000
  await Promise.all(clients.map((client) => client.end()))
  return rows / seconds
}

async function benchCity(url: string): Promise<void> {
  const { seconds } = await seedCity(url, { today: "2026-11-23", personalDataKey: "0123456789abcdef".repeat(4) })
  say(`the sample city was loaded in ${seconds} s`)
  await verified(url, "one year of the sample city", 2025)
  await verified(url, "both years of the sample city", null)
}

async function benchLarge(url: string): Promise<void> {
  const owner = new pg.Client(url)
  await owner.connect()
  await owner.query("ALTER TABLE attendance.entry DISABLE TRIGGER USER")
  // What finds facts by person and lesson plays no part here.
  await owner.query(
    "DROP INDEX attendance.entry_member_id_held_on_idx, attendance.entry_lesson_id_idx, attendance.entry_one_chain, attendance.entry_replaces_id_key",
  )
  const batch = 500_000
  let started = performance.now()
  for (let rows = 0; rows < LARGE; rows += batch) await owner.query(rowsOf(Math.min(batch, LARGE - rows)))
  await owner.query("INSERT INTO attendance.unsealed SELECT id FROM attendance.entry")
  await owner.query("ALTER TABLE attendance.entry ENABLE TRIGGER USER")
  await owner.query("VACUUM ANALYZE attendance.entry, attendance.unsealed")
  say(`${round(LARGE)} rows written in ${since(started)} s`)
  const database = openDatabase(appUrlsFrom(url, {}).attendance, { name: "sealing", connections: 2, onError: () => undefined })
  const seals = createSealWriter(database, () => new Date())
  started = performance.now()
  while (await seals.sealNext());
  say(`sealed in ${since(started)} s: ${round(LARGE / ((performance.now() - started) / 1000))} rows/s`)
  await database.close()
  await verified(url, `${round(LARGE)} rows`, null)
  await owner.end()
}

async function verified(url: string, what: string, year: number | null): Promise<void> {
  let peak = 0
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20)
  const reader = createLedgerVerificationReader(appUrlsFrom(url, {}).attendance, null)
  for (const attempt of ["first", "again"]) {
    const [started, cpu] = [performance.now(), process.cpuUsage()]
    const { rows, sealed, first } = await reader.read({ paths: null, year })
    const seconds = (performance.now() - started) / 1000
    const { user, system } = process.cpuUsage(cpu)
    say(
      `verify ${what} (${attempt}): ${first ? first.problem : "intact"}, ${round(rows)} rows read of ${round(sealed)} sealed in ${seconds.toFixed(1)} s = ${round(Math.max(rows, sealed) / seconds)} rows/s; ` +
        `this process ${((user + system) / 1e6).toFixed(1)} s CPU, at most ${Math.round(peak / 1048576)} MiB`,
    )
  }
  clearInterval(watch)
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

function round(value: number): string {
  return Math.round(value).toLocaleString("en")
}

function since(started: number): string {
  return ((performance.now() - started) / 1000).toFixed(1)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
