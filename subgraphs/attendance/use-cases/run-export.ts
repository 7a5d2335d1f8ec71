import { createHash } from "node:crypto"
import type { Viewer } from "../../shared/viewer.ts"
import { BadInput } from "../../shared/errors.ts"
import type { ExportTaken, ExportWorkWriter } from "../data/export-work.writer.ts"
import { fileNameOf } from "../domain/export.ts"
import { exportLimitOf } from "../domain/export.policy.ts"
import type { ReportFile, ReportFormat, ReportPicture } from "../domain/report-file.ts"
import { type Report, canonicalHeader, canonicalRow } from "../domain/report.ts"
import { drawReportCharts } from "./draw-report-charts.ts"
import { type ReportSources, openReport } from "./open-report.ts"

export type ExportWork = {
  work: ExportWorkWriter
  /** Who an account is and what they were granted, as of now. */
  findViewer(accountId: string): Promise<Viewer | null>
  /** What reports are read from for a viewer, apart from what requests are answered from. */
  sourcesOf(viewer: Viewer): ReportSources
  /** Wait until what reports are read from has everything that was recorded by now. */
  caughtUp(): Promise<void>
  writeFile(format: ReportFormat, file: ReportFile): AsyncIterable<Uint8Array>
  endingOf(format: ReportFormat): string
  localOf(instant: Date): string
}

type Turn = { isLast: boolean; signal: AbortSignal }

/** Why an export is given up for good. */
class GivenUp extends Error {}
/** It was cancelled, or another run of the job has it. */
class Unwanted extends Error {}

const RIGHT_GONE = "The right to take this report away ended before it was made. Nothing of it was kept."
const TOO_OFTEN = "It could not be made; the fault is in the log of the program. Ask for it again."
const PIECE = 1024 * 1024

/**
 * Make the file of an export, outside of any request; the same job can be begun again after its process died.
 *
 * First the report is read into batches that are kept, so that a second run goes on where the first one ended; then the file is written from them, piece by piece, from its beginning. At each
 * batch and piece whoever asked must still have the right; cancelled, it is left with the next one. Nothing is held but one batch and one piece, however large it is.
 */
export async function runExport(surroundings: ExportWork, exportId: string, { isLast, signal }: Turn): Promise<void> {
  const { work } = surroundings
  const taken = await work.begin(exportId)
  if (!taken) return
  if (isLast) return work.fail(taken, TOO_OFTEN)
  try {
    const viewer = await checkRight(surroundings, taken, 0)
    await surroundings.caughtUp()
    const sources = surroundings.sourcesOf(viewer)
    const report = await openReport(taken.export.kind, sources, taken.export.parameters)
    if (!report) throw new GivenUp(RIGHT_GONE)
    const read = await readRows(surroundings, taken, report, signal)
    await writeOut(surroundings, taken, report, { ...read, charts: await drawReportCharts(sources, report) }, signal)
  } catch (error) {
    if (error instanceof Unwanted) return
    if (error instanceof GivenUp || error instanceof BadInput) return work.fail(taken, error.message)
    throw error
  }
}

/** Give who asked as they stand now. @throws {GivenUp} when they may no longer have it, {Unwanted} when nobody wants it. */
async function checkRight({ work, findViewer }: ExportWork, taken: ExportTaken, rows: number): Promise<Viewer> {
  const path = await work.findPath(taken)
  if (path === null) throw new Unwanted()
  const viewer = await findViewer(taken.export.accountId)
  const limit = viewer && exportLimitOf(viewer, taken.export, path)
  if (limit === null || viewer === null) throw new GivenUp(RIGHT_GONE)
  if (rows > limit) throw new GivenUp(`It has more than the ${limit} rows that may be taken away at once. Ask for it in parts.`)
  return viewer
}

type RowsRead = { digest: string; rows: number }

/** Keep the report's rows batch by batch, behind those that an earlier run kept, and give their digest. */
async function readRows(surroundings: ExportWork, taken: ExportTaken, report: Report, signal: AbortSignal): Promise<RowsRead> {
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
    await checkRight(surroundings, taken, rows)
    if (!(await work.addBatch(taken, next, batch.position, batch.rows))) throw new Unwanted()
    for (const row of batch.rows) hash.update(`${canonicalRow(row, report.columns)}\n`)
    next += 1
  }
  return { digest: hash.digest("hex"), rows }
}

type Drawn = RowsRead & { charts: readonly ReportPicture[] }

/** Write the file from the rows that are kept, and say that it is there. */
async function writeOut(surroundings: ExportWork, taken: ExportTaken, report: Report, drawn: Drawn, signal: AbortSignal): Promise<void> {
  const { digest, rows, charts } = drawn
  const { work, localOf } = surroundings
  const { format, purpose, accountName, requestedAt, watermark } = taken.export
  await work.clearFile(taken)
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
  const hash = createHash("sha256")
  let [number, bytes] = [0, 0]
  for await (const piece of inPieces(surroundings.writeFile(format, file), PIECE)) {
    signal.throwIfAborted()
    await checkRight(surroundings, taken, rows)
    if (!(await work.addPiece(taken, number, piece))) throw new Unwanted()
    hash.update(piece)
    number += 1
    bytes += piece.length
  }
  const viewer = await checkRight(surroundings, taken, rows)
  const fileName = fileNameOf(report, localOf(report.parameters.asOf).slice(0, 10), surroundings.endingOf(format))
  await work.finish(taken, viewer, { digest, sha256: hash.digest("hex"), bytes, fileName, rows })
}

/** Cut a stream into pieces of one size, the last one shorter. */
async function* inPieces(stream: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Buffer> {
  let [held, length]: [Uint8Array[], number] = [[], 0]
  for await (const part of stream) {
    held.push(part)
    length += part.length
    if (length < size) continue
    const all = Buffer.concat(held)
    let at = 0
    for (; length - at >= size; at += size) yield all.subarray(at, at + size)
    held = at < length ? [all.subarray(at)] : []
    length -= at
  }
  if (length > 0) yield Buffer.concat(held)
}
