import { GivenUp, RIGHT_GONE } from "../domain/export-end.ts"
import { type BooksKind, fileNameOf } from "../domain/export.ts"
import { type ExportRun, checkExportRight } from "./check-export-right.ts"
import { keepExportFile } from "./keep-export-file.ts"
import { openBooksFile } from "./open-books-file.ts"
import type { ReportSources } from "./open-report.ts"

/** So many rows are read before it is looked again whether they are still wanted. */
const ROWS_AT_ONCE = 1_000

/**
 * Make the file of books that are handed out whole: it is written as it is read, and a second run begins it anew, because what is read comes from one snapshot
 * that ended with the first run.
 *
 * @throws {GivenUp} when they are hidden from who asked by now, and as `checkExportRight` and `keepExportFile` do.
 */
export async function makeBooksFile(run: ExportRun, sources: ReportSources, kind: BooksKind): Promise<void> {
  const { surroundings, taken } = run
  const { work, localOf, endingOf } = surroundings
  const file = await openBooksFile(sources, kind, taken.export)
  if (!file) throw new GivenUp(RIGHT_GONE)
  const total = await file.count()
  const check = async () => checkExportRight(run, await work.noteRows(taken, file.read.rows, Math.max(total, file.read.rows)), file.read.rows)
  await checkExportRight(run, await work.noteRows(taken, 0, total), total)
  const kept = await keepExportFile(run, watched(file.bytes(), file.read, check), check)
  const viewer = await check()

  const { format, parameters, watermark } = taken.export
  // Neither form has a place for a watermark: it stands in the name of the file.
  const organisation = kind === "AUDIT_PACKAGE" ? file.organisation : { name: `${file.organisation.name}-${watermark}` }
  const fileName = fileNameOf({ title: file.title, organisation }, localOf(parameters.asOf).slice(0, 10), endingOf(format))
  await work.finish(taken, viewer, { ...kept, digest: file.read.digest ?? kept.sha256, fileName, rows: file.read.rows })
}

async function* watched<Part>(parts: AsyncIterable<Part>, read: { rows: number }, check: () => Promise<unknown>): AsyncGenerator<Part> {
  let next = ROWS_AT_ONCE
  for await (const part of parts) {
    if (read.rows >= next) {
      await check()
      next = read.rows + ROWS_AT_ONCE
    }
    yield part
  }
}
