import type { ReportRow } from "../domain/report.ts"
import { UNKNOWN, cellText, headGroups, isMark, wordedCells } from "../domain/report-sheet.ts"
import type { ColumnParts, DrawnColumn } from "./report-pdf-column.writer.ts"
import { MARGIN, type Page, addPage, drawParagraph, drawText, footHeight, turnPage } from "./report-pdf-page.writer.ts"

const SIZE = 8
const LEADING = 1.35
const PADDING = 3
const GRID = "#808080"
const FILLS = { head: "#e2e8f0", sum: "#f3f4f6" }

type Box = { x: number; y: number; width: number; height: number; lines: readonly string[] }
type Cell = { lines: readonly string[]; align: "left" | "center" | "right" }

/** Draw a table under what is there: its headings again on each page, its parts one after another where it is too wide. Gives what the notes must explain. */
export function drawTable(page: Page, { scale, parts }: ColumnParts, rows: readonly ReportRow[]): { unknown: boolean; aside: boolean } {
  const seen = { unknown: false, aside: rows.some(({ kind }) => kind === "ASIDE") }
  const size = SIZE * scale
  parts.forEach((part, number) => {
    if (number > 0) addPage(page)
    if (parts.length > 1) drawParagraph(page, `表 ${number + 1}／${parts.length}（第 ${numbersOf(part)} 列）`)
    drawHeads(page, part, size)
    rows.forEach((row, at) => {
      const cells = part.map((one) => cellOf(page, row, one, size, seen))
      const height = Math.max(...cells.map(({ lines }) => lines.length)) * size * LEADING + 2 * PADDING - 2
      const isLast = at === rows.length - 1 && number === parts.length - 1
      if (turnPage(page, height + (isLast ? footBelow(page, seen) : 0))) drawHeads(page, part, size)
      drawRow(page, part, cells, { height, size, kind: row.kind })
    })
  })
  return seen
}

/** What the last line keeps free under it, so that it is on the page that is signed; nothing under it where pictures follow, or where it is no use. */
function footBelow(page: Page, seen: { unknown: boolean; aside: boolean }): number {
  const height = footHeight(page, seen)
  return page.file.charts?.length || height > page.height / 2 ? 0 : height
}

function drawRow(
  page: Page,
  part: readonly DrawnColumn[],
  cells: readonly Cell[],
  { height, size, kind }: { height: number; size: number; kind: ReportRow["kind"] },
): void {
  const isSum = kind === "SUBTOTAL" || kind === "TOTAL"
  let x = MARGIN
  part.forEach(({ width }, at) => {
    const cell = cells[at]
    drawBox(
      page,
      { x, y: page.y, width, height, lines: cell?.lines ?? [] },
      { size, align: cell?.align ?? "left", isBold: isSum, fill: isSum ? FILLS.sum : null },
    )
    x += width
  })
  page.y += height
}

function cellOf(page: Page, row: ReportRow, { at, column, width }: DrawnColumn, size: number, seen: { unknown: boolean }): Cell {
  const isOfOne = row.kind === "ROW" || row.kind === "ASIDE"
  const cell = wordedCells(row)[at] ?? null
  const { type } = column
  if ((cell === null || cell === "") && isOfOne && type !== "TEXT") {
    seen.unknown = true
    return { lines: [UNKNOWN], align: "center" }
  }
  const text = `${cellText(cell, type, page.file.localOf)}${type === "RATE" && typeof cell === "number" ? "%" : ""}`
  const lines = page.setter.lines(page.setter.drawable(text), size, width - 2 * PADDING)
  const isFigure = typeof cell === "number" && at > 0
  return { lines, align: isFigure ? "right" : type !== "TEXT" || isMark(column) || typeof cell === "number" ? "center" : "left" }
}

/** Headings in one line, or in two where columns have a common one. */
function drawHeads(page: Page, part: readonly DrawnColumn[], size: number): void {
  const setter = page.setter
  const groups = headGroups(part.map(({ column }) => column))
  const boxes = part.map(({ column, width }) => setter.evenLines(setter.drawable(column.title), size, width - 4))
  const lower = Math.max(...boxes.map((lines) => lines.length)) * size * LEADING + 2 * PADDING
  const upper = groups ? size * LEADING + 2 * PADDING : 0
  const edges = part.reduce<number[]>((sums, { width }) => [...sums, (sums.at(-1) ?? 0) + width], [0])
  const leftOf = (at: number) => MARGIN + (edges[at] ?? 0)
  const look = { size, align: "center", isBold: true, fill: FILLS.head } as const
  for (const { title, from, to, isGroup } of groups ?? []) {
    if (isGroup) drawBox(page, { x: leftOf(from), y: page.y, width: leftOf(to + 1) - leftOf(from), height: upper, lines: [setter.drawable(title)] }, look)
  }
  part.forEach(({ column, width }, at) => {
    const isTall = groups !== null && column.group === undefined
    drawBox(page, { x: leftOf(at), y: page.y + (isTall ? 0 : upper), width, height: isTall ? upper + lower : lower, lines: boxes[at] ?? [] }, look)
  })
  page.y += upper + lower
}

function drawBox(page: Page, { x, y, width, height, lines }: Box, look: { size: number; align: Cell["align"]; isBold: boolean; fill: string | null }): void {
  const { size, align, isBold, fill } = look
  page.document.lineWidth(0.5)
  if (fill) page.document.rect(x, y, width, height).fillAndStroke(fill, GRID)
  else page.document.rect(x, y, width, height).stroke(GRID)
  const top = y + (height - lines.length * size * LEADING) / 2 + size * 0.05
  lines.forEach((line, at) => {
    if (line !== "") drawText(page, line, x + PADDING, top + at * size * LEADING, width - 2 * PADDING, { size, align, font: isBold ? "bold" : "regular" })
  })
}

function numbersOf(part: readonly DrawnColumn[]): string {
  return part.length === 0 ? "" : `${(part[0]?.at ?? 0) + 1}—${(part.at(-1)?.at ?? 0) + 1}`
}
