import type { Viewer } from "../../shared/viewer.ts"
import type { ExportTaken, ExportWorkWriter } from "../data/export-work.writer.ts"
import { GivenUp, RIGHT_GONE, Unwanted } from "../domain/export-end.ts"
import type { ExportFormat } from "../domain/export.ts"
import { exportLimitOf } from "../domain/export.policy.ts"
import type { ReportFile, ReportFormat } from "../domain/report-file.ts"
import type { ReportSources } from "./open-report.ts"

/** What jobs work with that make files. */
export type ExportWork = {
  work: ExportWorkWriter
  /** Who an account is and what they were granted, as of now. */
  findViewer(accountId: string): Promise<Viewer | null>
  /** What reports are read from for a viewer, apart from what requests are answered from. */
  sourcesOf(viewer: Viewer): ReportSources
  /** Wait until what reports are read from has everything that was recorded by now. */
  caughtUp(): Promise<void>
  writeFile(format: ReportFormat, file: ReportFile): AsyncIterable<Uint8Array>
  endingOf(format: ExportFormat): string
  localOf(instant: Date): string
}

/** A file that one run of a job is at; `signal` says when the program stops. */
export type ExportRun = { surroundings: ExportWork; taken: ExportTaken; signal: AbortSignal }

/**
 * Give who asked as they stand now. `path` is where the organisation stands; null where the run is no longer wanted.
 *
 * @throws {GivenUp} when they may no longer have so many rows of it, {Unwanted} when nobody wants it.
 */
export async function checkExportRight({ surroundings, taken }: ExportRun, path: string | null, rows: number): Promise<Viewer> {
  if (path === null) throw new Unwanted()
  const viewer = await surroundings.findViewer(taken.export.accountId)
  const limit = viewer && exportLimitOf(viewer, taken.export, path)
  if (limit === null || viewer === null) throw new GivenUp(RIGHT_GONE)
  if (rows > limit) throw new GivenUp(`It has more than the ${limit} rows that may be taken away at once. Ask for it in parts.`)
  return viewer
}
