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

/** Begin a worksheet: what is over the table, its lines, what is under it. Rows are numbered as they are written. */
export function createSheet(file: ReportFile, part: number) {
  const { columns, title } = file.report
  const letters = columns.map((_, at) => letterOf(at))
  const last = columns.length - 1
  const widths = columns.map(widthOf)
  const total = widths.reduce((sum, width) => sum + width, 0)
  const merges: string[] = []
  const seen = { unknown: false, aside: false }
  let row = 0

  const textAt = (at: number, style: number, text: string) =>
    `<c r="${letters[at]}${row}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`
  const emptyAt = (at: number, style: number) => `<c r="${letters[at]}${row}" s="${style}"/>`
  const span = (from: number, to: number, style: number, text: string) => {
    if (to > from) merges.push(`${letters[from]}${row}:${letters[to]}${row}`)
    return textAt(from, style, text) + Array.from({ length: to - from }, (_, at) => emptyAt(from + at + 1, style)).join("")
  }
  const line = (height: number | null, cells: () => string) => {
    row += 1
    return `<row r="${row}"${height === null ? "" : ` ht="${height}" customHeight="1"`}>${cells()}</row>`
  }
  const whole = (style: number, text: string) => line(LINE * linesOf(text, total), () => span(0, last, style, text))

  return {
    columns,
    total,
    merges,
    get row() {
      return row
    },
    /** The title, what the report was asked for, and the headings. Short facts stand in pairs. */
    top(): string {
      const lines = [line(30, () => span(0, last, STYLES.title, part > 1 ? `${title}（续${part}）` : title))]
      const half = halfOf(widths)
      const room = widths.slice(0, half + 1).reduce((sum, width) => sum + width, 0)
      const facts = factsOf(file).map(({ label, value }) => `${label}：${value}`)
      while (facts.length > 0) {
        const [left = "", right] = facts.splice(0, facts[1] !== undefined && last > 0 && fits(facts[0], room) && fits(facts[1], total - room) ? 2 : 1)
        lines.push(
          right === undefined ? whole(STYLES.fact, left) : line(LINE, () => span(0, half, STYLES.fact, left) + span(half + 1, last, STYLES.fact, right)),
        )
      }
      const units = unitsOf(columns)
      if (units) lines.push(whole(STYLES.unit, units))
      return lines.join("") + headings()
    },
    /** One line of the table. */
    body({ kind, cells }: ReportRow): string {
      const styles = bodyStyles(kind)
      const worded = wordedCells({ kind, key: "", cells })
      seen.aside ||= kind === "ASIDE"
      return line(heightOf(worded), () =>
        columns.map((column, at) => bodyCell(column, at, worded[at] ?? null, styles, kind === "ROW" || kind === "ASIDE")).join(""),
      )
    },
    /** Notes, gaps, signatures and what proves the file. */
    foot(): string {
      const notes = notesOf(file, seen).map((note) => whole(STYLES.note, note))
      const proofs = proofsOf(file).map((proof) => whole(STYLES.note, proof))
      return [line(6, () => ""), ...notes, line(30, signatures), ...proofs].join("")
    },
  }

  function headings(): string {
    const groups = headGroups(columns)
    const style = (column: ReportColumn, width: number) => (displayWidth(column.title) > 3 * width ? STYLES.turnedHead : STYLES.head)
    const styles = columns.map((column, at) => style(column, widths[at] ?? 8))
    const lines = Math.max(...columns.map(({ title: text }, at) => linesOf(text, Math.max(1, (widths[at] ?? 8) - 1))))
    const height = styles.includes(STYLES.turnedHead) ? 78 : Math.max(22, Math.min(4, lines) * LINE)
    const upper = groups
      ? line(20, () =>
          groups
            .map(({ title: text, from, to, isGroup }) => (isGroup ? span(from, to, STYLES.head, text) : textAt(from, styles[from] ?? STYLES.head, text)))
            .join(""),
        )
      : ""
    const lower = line(height, () =>
      columns
        .map(({ title: text, group }, at) => (groups && !group ? emptyAt(at, styles[at] ?? STYLES.head) : textAt(at, styles[at] ?? STYLES.head, text)))
        .join(""),
    )
    if (groups) merges.push(...columns.flatMap(({ group }, at) => (group ? [] : [`${letters[at]}${row - 1}:${letters[at]}${row}`])))
    return upper + lower
  }

  /** Texts that are longer than their column is wide take more lines; null for the usual height. */
  function heightOf(cells: readonly (string | number | null)[]): number | null {
    let lines = 1
    cells.forEach((cell, at) => {
      const width = (widths[at] ?? 8) - 1
      if (typeof cell === "string" && cell.length * 2 > width) lines = Math.max(lines, linesOf(cell, width))
    })
    return lines > 1 ? Math.min(400, lines * 13 + 3) : null
  }

  function bodyCell(column: ReportColumn, at: number, cell: string | number | null, styles: ReturnType<typeof bodyStyles>, isOfOne: boolean): string {
    const { type } = column
    if (cell === null || cell === "") {
      if (!isOfOne || type === "TEXT") return emptyAt(at, styles.text)
      seen.unknown = true
      return textAt(at, styles.unknown, UNKNOWN)
    }
    if (typeof cell === "number")
      return `<c r="${letters[at]}${row}" s="${at === 0 ? styles.position : type === "TEXT" ? styles.INTEGER : styles[type]}"><v>${cell}</v></c>`
    const serial = type === "DAY" || type === "MOMENT" ? serialOf(cell, file) : null
    if (serial !== null && type !== "TEXT") return `<c r="${letters[at]}${row}" s="${styles[type]}"><v>${serial}</v></c>`
    return textAt(at, styles[type === "TEXT" ? textStyle(column, cell) : "mark"], cell)
  }

  function signatures(): string {
    if (last < SIGNATURES.length - 1) return span(0, last, STYLES.signature, SIGNATURES.join("　　　　"))
    const edges = SIGNATURES.map((_, at) => Math.round(((last + 1) * at) / SIGNATURES.length))
    return SIGNATURES.map((text, at) => span(edges[at] ?? 0, (edges[at + 1] ?? last + 1) - 1, STYLES.signature, text)).join("")
  }
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
        `<pageSetup paperSize="9" orientation="${total > 90 ? "landscape" : "portrait"}" fitToWidth="${Math.ceil(total / WIDEST_PAGE)}" fitToHeight="0"/>`,
        `<headerFooter><oddFooter>${xmlText(footer)}</oddFooter></headerFooter>`,
      ].join(""),
  }
}

/** The column at which the left half ends. */
function halfOf(widths: readonly number[]): number {
  const total = widths.reduce((sum, width) => sum + width, 0)
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
