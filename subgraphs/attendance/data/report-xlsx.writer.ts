import { Readable } from "node:stream"
import { finished } from "node:stream/promises"
import type { ZipFile } from "yazl"
import type { ReportFile } from "../domain/report-file.ts"
import { createRowTap, type RowTap } from "./report-row-tap.reader.ts"
import { drawImage } from "./chart-image.writer.ts"
import { DRAWING_SHEET, type SheetPart, WORKSHEET, frameParts, sheetName } from "./report-xlsx-part.writer.ts"
import { createSheet, sheetFrame } from "./report-xlsx-sheet.writer.ts"
import { stylesXml } from "./report-xlsx-style.writer.ts"

/** A worksheet has 1,048,576 lines; some are for what is over and under the table. */
const ROWS_A_SHEET = 1_000_000
/** Lines of one kind compress as well at a low level as at a high one, in a third of the time. */
const COMPRESSION = 3

/**
 * Write a report as a workbook in the customary layout, piece by piece; a table that fills a worksheet goes on in another.
 *
 * The parts are written here and not by a library: exceljs takes rows without looking whether anybody takes the file away, and a million of them stay in
 * memory. Here a row is read when there is room for it.
 */
export async function* writeReportXlsx(file: ReportFile, rowsASheet = ROWS_A_SHEET): AsyncGenerator<Uint8Array> {
  const { default: yazl } = await import("yazl")
  const zip = new yazl.ZipFile()
  const output = zip.outputStream as Readable
  const tap = createRowTap(file.rows())
  const sources = new Set<Readable>()
  zip.on("error", (error: Error) => output.destroy(error))
  fillWorkbook(zip, file, { tap, sources, rowsASheet }).catch((error: Error) => output.destroy(error))
  try {
    yield* output as AsyncIterable<Buffer>
  } finally {
    for (const source of sources) source.destroy()
    await tap.close()
  }
}

type Filling = { tap: RowTap; sources: Set<Readable>; rowsASheet: number }

async function fillWorkbook(zip: ZipFile, file: ReportFile, { tap, sources, rowsASheet }: Filling): Promise<void> {
  const entry = { mtime: file.run.generatedAt, compressionLevel: COMPRESSION }
  const add = (path: string, content: string | Buffer) => zip.addBuffer(Buffer.isBuffer(content) ? content : Buffer.from(content, "utf8"), path, entry)
  const sheets: SheetPart[] = []
  do {
    const part: SheetPart = { name: sheetName(file.report.title, sheets.length > 0 ? `(${sheets.length + 1})` : ""), heads: null }
    sheets.push(part)
    const source = Readable.from(sheetPieces(file, { tap, part, number: sheets.length, rowsASheet }), { objectMode: false, highWaterMark: 1 << 18 })
    sources.add(source)
    zip.addReadStream(source, `xl/worksheets/sheet${sheets.length}.xml`, entry)
    await finished(source)
    sources.delete(source)
  } while (!(await tap.isDone()))
  const images = await Promise.all((file.charts ?? []).map(({ svg }) => drawImage(svg)))
  if (images.length > 0) {
    sheets.push({ name: "图表", heads: null })
    add(`xl/worksheets/sheet${sheets.length}.xml`, DRAWING_SHEET)
    images.forEach(({ png }, at) => add(`xl/media/image${at + 1}.png`, png))
  }
  add("xl/styles.xml", stylesXml())
  for (const [path, xml] of frameParts(file, sheets, images)) add(path, xml)
  zip.end()
}

type Piece = { tap: RowTap; part: SheetPart; number: number; rowsASheet: number }

async function* sheetPieces(file: ReportFile, { tap, part, number, rowsASheet }: Piece): AsyncGenerator<Buffer> {
  const sheet = createSheet(file, number)
  const top = sheet.top()
  const headRow = sheet.row
  part.heads = { from: headRow - (file.report.columns.some(({ group }) => group) ? 1 : 0), to: headRow }
  const footer = `&L${file.watermark ? `水印号 ${file.watermark}` : ""}&C第 &P 页，共 &N 页&R${file.digest.slice(0, 16)}`
  const frame = sheetFrame(sheet, headRow, footer)
  yield Buffer.from(WORKSHEET + frame.open + top, "utf8")
  for (let left = rowsASheet; left > 0;) {
    const rows = await tap.take(Math.min(left, 1_000))
    if (rows.length === 0) break
    left -= rows.length
    yield Buffer.from(rows.map((row) => sheet.body(row)).join(""), "utf8")
  }
  const foot = (await tap.isDone()) ? sheet.foot() : ""
  yield Buffer.from(`${foot}${frame.close(sheet.merges)}</worksheet>`, "utf8")
}
