import { csvLine, encodeText, openWorkbook } from "../../shared/table-files/table.writer.ts"

export type RosterSheet = { title: string; note: string; headings: readonly string[]; widths: readonly number[]; rows: readonly (readonly string[])[] }

/**
 * Write a roster as the customary workbook: a title over the whole width, what it is of below, headings that stay in view and
 * come again on each printed page, A4 landscape. All cells are texts, so that numbers keep their digits.
 */
export async function writeRosterXlsx({ title, note, headings, widths, rows }: RosterSheet): Promise<Buffer> {
  const { workbook, written } = await openWorkbook()
  const sheet = workbook.addWorksheet("党员花名册", {
    views: [{ state: "frozen", ySplit: 3 }],
    pageSetup: { paperSize: 9, orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: "3:3" },
    headerFooter: { oddFooter: "&C第 &P 页，共 &N 页" },
  })
  sheet.columns = widths.map((width) => ({ width, style: { numFmt: "@" } }))
  const edge = { style: "thin" } as const
  const border = { top: edge, left: edge, bottom: edge, right: edge }
  for (const [at, text] of [title, note].entries()) {
    const row = sheet.addRow([text])
    sheet.mergeCells(at + 1, 1, at + 1, headings.length)
    row.font = at === 0 ? { bold: true, size: 16 } : { size: 10 }
    row.alignment = { horizontal: at === 0 ? "center" : "left" }
    row.commit()
  }
  for (const [at, cells] of [headings, ...rows].entries()) {
    const row = sheet.addRow([...cells])
    row.eachCell({ includeEmpty: true }, (cell) => {
      cell.border = border
      if (at === 0) Object.assign(cell, { font: { bold: true }, alignment: { horizontal: "center", vertical: "middle", wrapText: true } })
    })
    row.commit()
  }
  await workbook.commit()
  return written
}

/** Write a roster as text: UTF-8 with a mark and lines as spreadsheets read them. */
export function writeRosterCsv({ headings, rows }: RosterSheet): Buffer {
  return encodeText([headings, ...rows].map((cells) => csvLine(cells)).join(""), "UTF-8-BOM")
}
