import { createHash } from "node:crypto"
import { GivenUp, RIGHT_GONE, Unwanted } from "../domain/export-end.ts"
import { fileNameOf } from "../domain/export.ts"
import type { ReportFile, ReportFormat, ReportPicture } from "../domain/report-file.ts"
import { type Report, type ReportKind, canonicalHeader, canonicalRow } from "../domain/report.ts"
import { type ExportRun, checkExportRight } from "./check-export-right.ts"
import { drawReportCharts } from "./draw-report-charts.ts"
import { keepExportFile } from "./keep-export-file.ts"
import { type ReportSources, openReport } from "./open-report.ts"

type Asked = { kind: ReportKind; format: ReportFormat }
type Drawn = { digest: string; rows: number; charts: readonly ReportPicture[] }

/**
 * Make the file of a report. It is read into batches that are kept, so that a second run goes on where the first one ended; then the file is written from them,
 * from its beginning.
 *
 * @throws {GivenUp} when it is hidden from who asked by now, and as `checkExportRight` and `keepExportFile` do.
 */
export async function makeReportFile(run: ExportRun, sources: ReportSources, { kind, format }: Asked): Promise<void> {
  const { parameters } = run.taken.export
  const report = await openReport(kind, sources, parameters)
  if (!report) throw new GivenUp(RIGHT_GONE)
  const read = await readRows(run, report)
  await writeOut(run, report, format, { ...read, charts: await drawReportCharts(sources, report) })
}

const check = async (run: ExportRun, rows: number) => checkExportRight(run, await run.surroundings.work.findPath(run.taken), rows)

/** Keep the report's rows batch by batch, behind those that an earlier run kept, and give their digest. */
async function readRows(run: ExportRun, report: Report): Promise<Omit<Drawn, "charts">> {
  const { surroundings, taken, signal } = run
  const { work } = surroundings
  const hash = createHash("sha256").update(`${canonicalHeader(report)}\n`)
  let [next, rows] = [0, 0]
  let position: string | undefined
  for await (const kept of work.batches(taken)) {
    for (const row of kept.rows) hash.update(`${canonicalRow(row, report.columns)}\n`)
    rows += kept.rows.length
    position = kept.position
    next = kept.number + 1
  }
  for await (const batch of report.batches(position)) {
    signal.throwIfAborted()
    rows += batch.rows.length
    await check(run, rows)
    if (!(await work.addBatch(taken, next, batch.position, batch.rows))) throw new Unwanted()
    for (const row of batch.rows) hash.update(`${canonicalRow(row, report.columns)}\n`)
    next += 1
  }
  return { digest: hash.digest("hex"), rows }
}

/** Write the file from the rows that are kept, and say that it is there. */
async function writeOut(run: ExportRun, report: Report, format: ReportFormat, { digest, rows, charts }: Drawn): Promise<void> {
  const { surroundings, taken } = run
  const { work, localOf } = surroundings
  const { purpose, accountName, requestedAt, watermark } = taken.export
  const file: ReportFile = {
    report,
    gaps: await report.gaps(),
    run: { generatedAt: requestedAt, generatedBy: accountName, purpose },
    digest,
    watermark,
    charts,
    rows: async function* () {
      for await (const batch of work.batches(taken)) yield batch.rows
    },
    localOf,
    today: localOf(requestedAt).slice(0, 10),
  }
  const kept = await keepExportFile(run, surroundings.writeFile(format, file), () => check(run, rows))
  const viewer = await check(run, rows)
  const fileName = fileNameOf(report, localOf(report.parameters.asOf).slice(0, 10), surroundings.endingOf(format))
  await work.finish(taken, viewer, { ...kept, digest, fileName, rows })
}
