import { csvLine } from "../../shared/table-files/table.writer.ts"
import type { ReportFile } from "../domain/report-file.ts"

/** Write a report as plain CSV. */
export async function* writePlainCsv({ report, digest, watermark, rows }: ReportFile): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`\ufeff${csvLine([report.title])}${csvLine(report.columns.map(({ title }) => title))}`)
  for await (const batch of rows()) yield Buffer.from(batch.map(({ cells }) => csvLine(cells.map((cell) => (cell === null ? "" : String(cell))))).join(""))
  yield Buffer.from(csvLine([digest]) + csvLine([watermark ?? ""]))
}
