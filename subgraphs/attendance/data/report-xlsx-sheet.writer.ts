import type { ReportColumn, ReportRow } from "../domain/report.ts"
import type { ReportFile } from "../domain/report-file.ts"
import {
  SIGNATURES,
  UNKNOWN,
  displayWidth,
  factsOf,
  fixedColumns,
  headGroups,
  notesOf,
  proofsOf,
  unitsOf,
  widthOf,
  wordedCells,
} from "../domain/report-sheet.ts"
import { STYLES, bodyStyles, textStyle } from "./report-xlsx-style.writer.ts"

const LINE = 15
/** In characters: a wider table is printed on pages beside one another, the first columns on each. */
const WIDEST_PAGE = 230
/** The part of a page's columns that is on the first page for certain: pages break between columns, and repeat the first ones. */
const FIRST_PAGE = 0.9
const LONGEST_CELL = 32_767
const DAY_MS = 86_400_000
/** Day 0 of workbooks. */
const EPOCH = Date.UTC(1899, 11, 30)
const NO_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g // oxlint-disable-line no-control-regex -- they are what is taken out
const SIGNS: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }

/** Write a text so that a workbook can hold it: no control characters, nothing that reads as an escape, at most 32,767 characters. */
export function xmlText(text: string): string {
  return text
    .slice(0, LONGEST_CELL)
    .replace(NO_XML, "")
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
    .replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? "")
}

/** Name a column: 0 is A, 26 is AA. */
export function letterOf(at: number): string {
  return at < 26 ? String.fromCharCode(65 + at) : letterOf(Math.floor(at / 26) - 1) + letterOf(at % 26)
}

export type Sheet = ReturnType<typeof createSheet>

/** What the notes under the table must explain. */
export type Seen = { unknown: boolean; aside: boolean }

/** Begin a worksheet: what is over the table, its lines, what is under it. Rows are numbered as they are written. */
export function createSheet(file: ReportFile, part: number, seen: Seen) {
  const { columns, title } = file.report
  const pen = createPen(columns)
  const { widths, total, first, edge, room, span, line, whole } = pen
  return {
    columns,
    total,
    merges: pen.merges,
    get row() {
      return pen.row
    },
    /** The title, what the report was asked for, and the headings. Short facts stand in pairs. */
    top(): string {
      const lines = [line(30, () => span(first, edge, STYLES.title, part > 1 ? `${title}（续${part}）` : title))]
      const half = first + halfOf(widths.slice(first, edge + 1))
      const left = sumOf(widths.slice(first, half + 1))
      const facts = factsOf(file).map(({ label, value }) => `${label}：${value}`)
      while (facts.length > 0) {
        const [one = "", other] = facts.splice(0, facts[1] !== undefined && edge > first && fits(facts[0], left) && fits(facts[1], room - left) ? 2 : 1)
        lines.push(
          other === undefined ? whole(STYLES.fact, one) : line(LINE, () => span(first, half, STYLES.fact, one) + span(half + 1, edge, STYLES.fact, other)),
        )
      }
      const units = unitsOf(columns)
      if (units) lines.push(whole(STYLES.unit, units))
      return lines.join("") + headings(columns, pen)
    },
    /** One line of the table. */
    body(row: ReportRow): string {
      const styles = bodyStyles(row.kind)
      const cells = wordedCells(row)
      const isOfOne = row.kind === "ROW" || row.kind === "ASIDE"
      seen.aside ||= row.kind === "ASIDE"
      seen.unknown ||= isOfOne && columns.some(({ type }, at) => type !== "TEXT" && isNothing(cells[at]))
      return line(heightOf(cells, widths), () =>
        columns.map((column, at) => bodyCell({ column, at, cell: cells[at] ?? null, isOfOne }, styles, pen, file)).join(""),
      )
    },
    /** Notes, gaps, signatures and what proves the file. */
    foot(): string {
      const notes = notesOf(file, seen).map((note) => whole(STYLES.note, note))
      const proofs = proofsOf(file).map((proof) => whole(STYLES.note, proof))
      return [line(6, () => ""), ...notes, line(30, () => signatures(pen)), ...proofs].join("")
    },
  }
}

type Pen = ReturnType<typeof createPen>

/** Write rows and cells under their addresses, and keep which are merged. */
function createPen(columns: readonly ReportColumn[]) {
  const letters = columns.map((_, at) => letterOf(at))
  const widths = columns.map(widthOf)
  const total = sumOf(widths)
  const edge = edgeOf(widths)
  const first = pagesOf(total) > 1 ? Math.min(fixedColumns(columns), edge) : 0
  const room = sumOf(widths.slice(first, edge + 1))
  const merges: string[] = []
  let row = 0
  const text = (at: number, style: number, written: string) =>
    `<c r="${letters[at]}${row}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(written)}</t></is></c>`
  const empty = (at: number, style: number) => `<c r="${letters[at]}${row}" s="${style}"/>`
  const span = (from: number, to: number, style: number, written: string) => {
    if (to > from) merges.push(`${letters[from]}${row}:${letters[to]}${row}`)
    return text(from, style, written) + Array.from({ length: to - from }, (_, at) => empty(from + at + 1, style)).join("")
  }
  const line = (height: number | null, cells: () => string) => {
    row += 1
    return `<row r="${row}"${height === null ? "" : ` ht="${height}" customHeight="1"`}>${cells()}</row>`
  }
  return {
    widths,
    total,
    /** The columns over and under which texts stand, and the room there: not over those that are printed again on the next page, where they would be cut. */
    first,
    edge,
    room,
    merges,
    get row() {
      return row
    },
    text,
    empty,
    span,
    line,
    number: (at: number, style: number, value: number) => `<c r="${letters[at]}${row}" s="${style}"><v>${value}</v></c>`,
    whole: (style: number, written: string) => line(LINE * linesOf(written, room), () => span(first, edge, style, written)),
    /** Join a cell with the one over it. */
    joinUp: (at: number) => merges.push(`${letters[at]}${row - 1}:${letters[at]}${row}`),
  }
}

/** Give a heading that does not fit on one line its unit on the next: `应到` over `（人次）`. */
function brokenTitle(title: string, width: number): string {
  const parts = title.split(/(?<=.)(?=（)/u)
  return displayWidth(title) > width - 1 && parts.length === 2 && parts.every((part) => displayWidth(part) <= width) ? parts.join("\n") : title
}

function headings(asked: readonly ReportColumn[], { widths, text, empty, span, line, joinUp }: Pen): string {
  const columns = asked.map((column, at) => ({ ...column, title: brokenTitle(column.title, widths[at] ?? 8) }))
  const groups = headGroups(columns)
  const styles = columns.map(({ title }, at) => (displayWidth(title) > 3 * (widths[at] ?? 8) ? STYLES.turnedHead : STYLES.head))
  const styleOf = (at: number) => styles[at] ?? STYLES.head
  const lines = Math.max(...columns.map(({ title }, at) => linesOf(title, Math.max(1, (widths[at] ?? 8) - 1))))
  const height = styles.includes(STYLES.turnedHead) ? 78 : Math.max(22, Math.min(4, lines) * LINE)
  const groupCells = () =>
    groups?.map(({ title, from, to, isGroup }) => (isGroup ? span(from, to, STYLES.head, title) : text(from, styleOf(from), title))) ?? []
  const upper = groups ? line(20, () => groupCells().join("")) : ""
  const lower = line(height, () => columns.map(({ title, group }, at) => (groups && !group ? empty(at, styleOf(at)) : text(at, styleOf(at), title))).join(""))
  if (groups) columns.forEach(({ group }, at) => void (group ? null : joinUp(at)))
  return upper + lower
}

type Cell = { column: ReportColumn; at: number; cell: string | number | null; isOfOne: boolean }

const isNothing = (cell: string | number | null | undefined) => cell == null || cell === ""

function bodyCell({ column, at, cell, isOfOne }: Cell, styles: ReturnType<typeof bodyStyles>, { text, empty, number }: Pen, file: ReportFile): string {
  const { type } = column
  if (cell === null || cell === "") return isOfOne && type !== "TEXT" ? text(at, styles.unknown, UNKNOWN) : empty(at, styles.text)
  if (typeof cell === "number") return number(at, at === 0 ? styles.position : type === "TEXT" ? styles.INTEGER : styles[type], cell)
  const serial = type === "DAY" || type === "MOMENT" ? serialOf(cell, file) : null
  if (serial !== null && type !== "TEXT") return number(at, styles[type], serial)
  return text(at, styles[type === "TEXT" ? textStyle(column, cell) : "mark"], cell)
}

/** Texts that are longer than their column is wide take more lines; null for the usual height. */
function heightOf(cells: readonly (string | number | null)[], widths: readonly number[]): number | null {
  let lines = 1
  cells.forEach((cell, at) => {
    const width = (widths[at] ?? 8) - 1
    if (typeof cell === "string" && cell.length * 2 > width) lines = Math.max(lines, linesOf(cell, width))
  })
  return lines > 1 ? Math.min(400, lines * 13 + 3) : null
}

function signatures({ first, edge, span }: Pen): string {
  const count = edge + 1 - first
  if (count < SIGNATURES.length) return span(first, edge, STYLES.signature, SIGNATURES.join("　　　　"))
  const edges = SIGNATURES.map((_, at) => first + Math.round((count * at) / SIGNATURES.length))
  return SIGNATURES.map((text, at) => span(edges[at] ?? 0, (edges[at + 1] ?? edge + 1) - 1, STYLES.signature, text)).join("")
}

/** The names and places of the parts around a worksheet's lines: panes, widths, merges, and how it is printed. */
export function sheetFrame({ columns, total }: Pick<Sheet, "columns" | "total">, headRow: number, footer: string) {
  const fixed = fixedColumns(columns)
  const corner = `${letterOf(fixed)}${headRow + 1}`
  const across = fixed > 0 ? ` xSplit="${fixed}"` : ""
  const pane = `<pane${across} ySplit="${headRow}" topLeftCell="${corner}" activePane="${fixed > 0 ? "bottomRight" : "bottomLeft"}" state="frozen"/>`
  const cols = columns.map((column, at) => `<col min="${at + 1}" max="${at + 1}" width="${widthOf(column) + 0.71}" customWidth="1"/>`).join("")
  return {
    open: `<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView showGridLines="0" workbookViewId="0">${pane}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="${LINE}"/><cols>${cols}</cols><sheetData>`,
    close: (merges: readonly string[]) =>
      [
        "</sheetData>",
        merges.length > 0 ? `<mergeCells count="${merges.length}">${merges.map((range) => `<mergeCell ref="${range}"/>`).join("")}</mergeCells>` : "",
        `<printOptions horizontalCentered="1"/><pageMargins left="0.4" right="0.4" top="0.6" bottom="0.7" header="0.3" footer="0.3"/>`,
        `<pageSetup paperSize="9" orientation="${total > 90 ? "landscape" : "portrait"}" fitToWidth="${pagesOf(total)}" fitToHeight="0"/>`,
        `<headerFooter><oddFooter>${xmlText(footer)}</oddFooter></headerFooter>`,
      ].join(""),
  }
}

const sumOf = (widths: readonly number[]) => widths.reduce((sum, width) => sum + width, 0)

/** How many pages stand beside one another. */
const pagesOf = (total: number) => Math.ceil(total / WIDEST_PAGE)

/** The last column of the first of the pages that stand beside one another: what is merged further is torn apart in print. */
function edgeOf(widths: readonly number[]): number {
  const total = sumOf(widths)
  const pages = pagesOf(total)
  if (pages === 1) return widths.length - 1
  let sum = 0
  const beyond = widths.findIndex((width) => (sum += width) > (total / pages) * FIRST_PAGE)
  return Math.max(0, beyond - 1)
}

/** The column at which the left half ends. */
function halfOf(widths: readonly number[]): number {
  const total = sumOf(widths)
  let sum = 0
  const at = widths.findIndex((width) => (sum += width) >= total / 2)
  return Math.max(0, Math.min(at, widths.length - 2))
}

const fits = (text: string | undefined, room: number) => displayWidth(text ?? "") <= room - 2

function linesOf(text: string, width: number): number {
  return Math.max(1, Math.ceil(displayWidth(text) / Math.max(4, width)))
}

/** Give a day or an instant as workbooks count them, on the city's clock; null for a text that is neither. */
function serialOf(text: string, { localOf }: ReportFile): number | null {
  const local = /T.*(Z|[+-]\d\d:?\d\d)$/.test(text) ? localOf(new Date(text)) : text
  if (!/^\d{4}-\d\d-\d\d([ T]\d\d:\d\d(:\d\d)?)?$/.test(local)) return null
  const instant = Date.parse(local.length === 10 ? `${local}T00:00:00Z` : `${local.replace(" ", "T")}Z`)
  return Number.isNaN(instant) ? null : (instant - EPOCH) / DAY_MS
}
