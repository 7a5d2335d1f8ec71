import pg from "pg"
import { appUrlsFrom } from "../prisma/setup.ts"
import { createContextFactory } from "../subgraphs/attendance/context.ts"
import { createExportWorkWriter } from "../subgraphs/attendance/data/export-work.writer.ts"
import { REPORT_MEDIA, writeReportFile } from "../subgraphs/attendance/data/report-file.writer.ts"
import { runExport } from "../subgraphs/attendance/use-cases/run-export.ts"
import { startExport } from "../subgraphs/attendance/use-cases/start-export.ts"
import { openDatabase } from "../subgraphs/shared/database.ts"
import { parseSealingKey } from "../subgraphs/shared/sealed.ts"
import { newId, toTypeId, toUuid } from "../subgraphs/shared/typeid.ts"
import { findViewerOfAccount } from "../subgraphs/shared/viewer-source.ts"

/**
 * Make R01 of a whole city as a file, by the job that makes it for an auditor, and say how long it took and how much memory this process had at most. It asks on
 * a database's oldest organisation, for itself alone.
 */
export async function makeFile(ownerUrl: string, format: "XLSX" | "CSV"): Promise<string> {
  const { attendance } = appUrlsFrom(ownerUrl, {})
  const database = openDatabase(attendance, { name: "bench", connections: 3, onError: console.error })
  const keys = [parseSealingKey("0123456789abcdef".repeat(4), "attendance")]
  const now = () => new Date()
  const contextOf = createContextFactory({ database, timeZone: "Asia/Shanghai", now, keys, peopleKeys: [] })
  const { accountId, city } = await grantAuditor(ownerUrl)
  const viewer = await findViewerOfAccount(database, accountId)
  if (!viewer) throw new Error("no viewer")

  const began = performance.now()
  const started = await startExport(contextOf(viewer), {
    report: "HOURS_DETAIL",
    format,
    organisation: city,
    year: 2026,
    purpose: "年度审计",
  })
  if (!started.ok) throw new Error(JSON.stringify(started))
  const { exportId } = started.value
  const asked = performance.now()
  const surroundings = {
    work: createExportWorkWriter(database, keys, now),
    findViewer: (account: string) => findViewerOfAccount(database, account),
    sourcesOf: contextOf,
    caughtUp: () => Promise.resolve(),
    writeFile: writeReportFile,
    endingOf: (of: keyof typeof REPORT_MEDIA) => REPORT_MEDIA[of].ending,
    localOf: (instant: Date) => instant.toISOString().slice(0, 16).replace("T", " "),
  }
  await runExport(surroundings, exportId, { isLast: false, signal: new AbortController().signal })
  const { rows } = await database.pool.query<{ state: string; rows: number; bytes: number }>(
    "SELECT state, rows_done AS rows, bytes FROM attendance.export WHERE id = $1",
    [toUuid("export", exportId)],
  )
  await database.close()
  const [made] = rows
  const seconds = (from: number) => ((performance.now() - from) / 1000).toFixed(1)
  return `R01 as ${format}: ${made?.state}, ${made?.rows.toLocaleString("en")} rows, ${((made?.bytes ?? 0) / 1e6).toFixed(1)} MB in ${seconds(began)} s from asking (${((asked - began) / 1000).toFixed(1)} s until it was accepted), at most ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB resident`
}

async function grantAuditor(ownerUrl: string): Promise<{ accountId: string; city: string }> {
  const owner = new pg.Client(ownerUrl)
  await owner.connect()
  const found = await owner.query<{ id: string; path: string }>("SELECT id, path FROM organisation_api.organisation WHERE parent_id IS NULL")
  const [city] = found.rows
  if (!city) throw new Error("no city")
  const accountId = newId("account")
  const uuid = toUuid("account", accountId)
  await owner.query("INSERT INTO people.account (id, subject, name) VALUES ($1, $2, '审计员')", [uuid, accountId])
  await owner.query(
    `INSERT INTO people.access_grant (id, account_id, role, organisation_id, organisation_path, granted_at) VALUES (uuidv7(), $1, 'AUDITOR', $2, $3, now() - interval '1 day')`,
    [uuid, city.id, city.path],
  )
  await owner.end()
  return { accountId, city: toTypeId("organisation", city.id) }
}
