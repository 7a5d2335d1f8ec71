import type { ReportColumn, ReportRow } from "../domain/report.ts"
import { isMark } from "../domain/report-sheet.ts"

/** Fonts by the names that every office here knows; what lacks them takes its own. */
const FONTS = [
  `<font><sz val="10"/><name val="宋体"/><charset val="134"/></font>`,
  `<font><b/><sz val="16"/><name val="黑体"/><charset val="134"/></font>`,
  `<font><b/><sz val="10"/><name val="宋体"/><charset val="134"/></font>`,
  `<font><i/><sz val="10"/><name val="宋体"/><charset val="134"/></font>`,
  `<font><sz val="9"/><name val="宋体"/><charset val="134"/></font>`,
]
const [BODY, TITLE, BOLD, ITALIC, SMALL] = [0, 1, 2, 3, 4]
const solid = (colour: string) => `<fill><patternFill patternType="solid"><fgColor rgb="FF${colour}"/><bgColor indexed="64"/></patternFill></fill>`
const FILLS = [`<fill><patternFill patternType="none"/></fill>`, `<fill><patternFill patternType="gray125"/></fill>`, solid("E2E8F0"), solid("F3F4F6")]
const [CLEAR, HEADING, SUM] = [0, 2, 3]
const EDGES = ["left", "right", "top", "bottom"].map((edge) => `<${edge} style="thin"><color rgb="FF808080"/></${edge}>`).join("")
const BORDERS = [`<border><left/><right/><top/><bottom/><diagonal/></border>`, `<border>${EDGES}<diagonal/></border>`]
/** Hours and rates with one decimal; a second one shows where a figure has it, so that nothing is rounded in sight. */
const FORMATS = { hours: 164, rate: 165, day: 166, moment: 167 }
const FORMAT_CODES = ["#,##0.0#", `0.0#&quot;%&quot;`, "yyyy-mm-dd", "yyyy-mm-dd hh:mm"]
const [GENERAL, WHOLE, AS_TEXT] = [0, 3, 49]

type Format = {
  font?: number
  fill?: number
  border?: 0 | 1
  format?: number
  across?: "left" | "center" | "right"
  wraps?: true
  turned?: true
  quoted?: true
}

const formats: Format[] = [{}]
const keep = (format: Format): number => formats.push(format) - 1

/** Formats of the block over the table and of what is under it, by their number in the workbook. */
export const STYLES = {
  title: keep({ font: TITLE, across: "center" }),
  fact: keep({ across: "left", wraps: true }),
  unit: keep({ font: SMALL, across: "right" }),
  head: keep({ font: BOLD, fill: HEADING, border: 1, across: "center", wraps: true }),
  turnedHead: keep({ font: BOLD, fill: HEADING, border: 1, across: "center", wraps: true, turned: true }),
  note: keep({ font: SMALL, across: "left", wraps: true }),
  signature: keep({ across: "left" }),
}

type CellFormat = "text" | "mark" | "quoted" | "unknown" | "position" | "INTEGER" | "HOURS" | "RATE" | "DAY" | "MOMENT"
type Look = "ROW" | "SUM" | "ASIDE"

const bodyOf = (look: Format): Record<CellFormat, number> => {
  const body: Format = { ...look, border: 1 }
  return {
    text: keep({ ...body, format: AS_TEXT, across: "left", wraps: true }),
    quoted: keep({ ...body, format: AS_TEXT, across: "left", wraps: true, quoted: true }),
    mark: keep({ ...body, format: AS_TEXT, across: "center" }),
    unknown: keep({ ...body, format: GENERAL, across: "center" }),
    position: keep({ ...body, format: GENERAL, across: "center" }),
    INTEGER: keep({ ...body, format: WHOLE, across: "right" }),
    HOURS: keep({ ...body, format: FORMATS.hours, across: "right" }),
    RATE: keep({ ...body, format: FORMATS.rate, across: "right" }),
    DAY: keep({ ...body, format: FORMATS.day, across: "center" }),
    MOMENT: keep({ ...body, format: FORMATS.moment, across: "center" }),
  }
}
const BODIES: Record<Look, Record<CellFormat, number>> = {
  ROW: bodyOf({ font: BODY, fill: CLEAR }),
  SUM: bodyOf({ font: BOLD, fill: SUM }),
  ASIDE: bodyOf({ font: ITALIC, fill: CLEAR }),
}

/** Give the formats of a line's cells: sums stand out, what is aside leans. */
export function bodyStyles(kind: ReportRow["kind"]): Record<CellFormat, number> {
  return kind === "ROW" ? BODIES.ROW : kind === "ASIDE" ? BODIES.ASIDE : BODIES.SUM
}

/** Give the format of a column's texts. A text that begins like a formula is marked as a text, for whoever edits it. */
export function textStyle(column: ReportColumn, text: string): CellFormat {
  return /^[=+\-@\t\r＝＋－＠]./u.test(text) ? "quoted" : isMark(column) ? "mark" : "text"
}

/** Write the workbook's formats: a few dozen, shared by all cells. */
export function stylesXml(): string {
  const xfs = formats.map(({ font = BODY, fill = CLEAR, border = 0, format = GENERAL, across = "left", wraps, turned, quoted }) => {
    const alignment = `<alignment horizontal="${across}" vertical="center"${across === "left" && border === 1 ? ' indent="1"' : ""}${wraps ? ' wrapText="1"' : ""}${turned ? ' textRotation="90"' : ""}/>`
    const given = `numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0"${quoted ? ' quotePrefix="1"' : ""}`
    return `<xf ${given} applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">${alignment}</xf>`
  })
  const list = (name: string, items: readonly string[]) => `<${name} count="${items.length}">${items.join("")}</${name}>`
  const numbers = FORMAT_CODES.map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${code}"/>`)
  return [
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`,
    list("numFmts", numbers) + list("fonts", FONTS) + list("fills", FILLS) + list("borders", BORDERS),
    `<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>`,
    list("cellXfs", xfs),
    `<cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
  ].join("")
}
