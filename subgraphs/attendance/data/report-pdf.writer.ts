import type { Readable } from "node:stream"
import type { ReportRow } from "../domain/report.ts"
import type { ReportFile } from "../domain/report-file.ts"
import { drawImage, fontFiles } from "./chart-image.writer.ts"
import { createTextSetter } from "./pdf-text.writer.ts"
import { A4_LONG, A4_SHORT, MARGIN, type Page, drawFoot, drawPageFrame, drawTop } from "./report-pdf-page.writer.ts"
import { drawTable } from "./report-pdf-table.writer.ts"
import { splitColumns } from "./report-pdf-column.writer.ts"

/** Printed by hand and signed: more is for a workbook. */
const MOST_ROWS = 5_000

/**
 * Write a report as pages for printing and signing: A4, the headings on each page, page x of y, the watermark's number on each.
 *
 * All rows are held, because a table that is too wide goes on over pages beside one another. The typeface is embedded, as far as it is used; what it lacks
 * is drawn as 〓, and the foot says which characters those are.
 *
 * @throws when there are more than 5,000 rows.
 */
export async function* writeReportPdf(file: ReportFile): AsyncGenerator<Uint8Array> {
  const rows = await allRows(file)
  const { default: PdfDocument } = await import("pdfkit")
  const { report, run, digest, watermark } = file
  const fonts = fontFiles()
  const parts = splitColumns(report.columns)
  const isWide = parts.isWide
  const document = new PdfDocument({
    size: "A4",
    layout: isWide ? "landscape" : "portrait",
    margins: { top: MARGIN, bottom: 0, left: MARGIN, right: MARGIN },
    bufferPages: true,
    autoFirstPage: false,
    pdfVersion: "1.7",
    lang: "zh-CN",
    displayTitle: true,
    info: {
      Title: report.title,
      Author: run.generatedBy,
      Subject: report.organisation.name,
      Keywords: [`SHA-256 ${digest}`, ...(watermark ? [`水印号 ${watermark}`] : [])].join(" "),
      CreationDate: run.generatedAt,
      ModDate: run.generatedAt,
    },
  })
  document.registerFont("regular", fonts.regular).registerFont("bold", fonts.bold)
  const glyphs = (document.font("regular") as unknown as { _font: { font: { hasGlyphForCodePoint(codePoint: number): boolean } } })._font.font
  const setter = createTextSetter({
    has: (codePoint) => glyphs.hasGlyphForCodePoint(codePoint),
    widthOf: (text, size) => document.font("regular").fontSize(size).widthOfString(text),
  })
  const page: Page = { document, setter, file, width: (isWide ? A4_LONG : A4_SHORT) - 2 * MARGIN, height: isWide ? A4_SHORT : A4_LONG, y: 0 }
  const images = await Promise.all((file.charts ?? []).map(({ svg }) => drawImage(svg)))
  drawTop(page)
  const seen = drawTable(page, parts, rows)
  drawFoot(page, images, seen)
  drawPageFrame(page)
  document.end()
  yield* document as unknown as Readable as AsyncIterable<Buffer>
}

async function allRows(file: ReportFile): Promise<ReportRow[]> {
  const rows: ReportRow[] = []
  for await (const batch of file.rows()) {
    rows.push(...batch)
    if (rows.length > MOST_ROWS) throw new Error(`a PDF holds at most ${MOST_ROWS} rows: ask for a workbook`)
  }
  return rows
}
