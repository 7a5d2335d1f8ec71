import { BadInput } from "../../shared/errors.ts"
import { ArchiveTooLarge, GivenUp, TOO_LARGE, TOO_OFTEN, Unwanted } from "../domain/export-end.ts"
import { isReport } from "../domain/export.ts"
import type { ReportFormat } from "../domain/report-file.ts"
import { type ExportRun, type ExportWork, checkExportRight } from "./check-export-right.ts"
import { makeBooksFile } from "./make-books-file.ts"
import { makeReportFile } from "./make-report-file.ts"

type Turn = { isLast: boolean; signal: AbortSignal }

/**
 * Make the file of an export, outside of any request; the same job can be begun again after its process died: a report then goes on behind the rows that were
 * kept, books that are handed out whole are begun anew.
 *
 * With every thousand rows or so and every piece of the file whoever asked must still have the right; cancelled, it is left with the next one. Nothing is held
 * but one batch and one piece, however large it is.
 */
export async function runExport(surroundings: ExportWork, exportId: string, { isLast, signal }: Turn): Promise<void> {
  const { work } = surroundings
  const taken = await work.begin(exportId)
  if (!taken) return
  if (isLast) return work.fail(taken, TOO_OFTEN)
  const run: ExportRun = { surroundings, taken, signal }
  try {
    const viewer = await checkExportRight(run, await work.findPath(taken), 0)
    await surroundings.caughtUp()
    const { kind, format } = taken.export
    const sources = surroundings.sourcesOf(viewer)
    if (isReport(kind)) await makeReportFile(run, sources, { kind, format: format as ReportFormat })
    else await makeBooksFile(run, sources, kind)
  } catch (error) {
    if (error instanceof Unwanted) return
    if (error instanceof ArchiveTooLarge) return work.fail(taken, TOO_LARGE)
    if (error instanceof GivenUp || error instanceof BadInput) return work.fail(taken, error.message)
    throw error
  }
}
