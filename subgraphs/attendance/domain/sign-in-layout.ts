import { type Heading, bareHeading, tidyTitle } from "../../shared/tables/heading.ts"
import type { TableRow } from "../../shared/tables/rows.ts"

/** What a column of a sign-in sheet (签到表) can hold. */
export type SignInField = "name" | "number" | "branch" | "tail" | "arrival" | "signIn" | "departure" | "signOut" | "remark"

/** The headings under which each column comes; the first is the customary one. */
export const SIGN_IN_HEADINGS: Record<SignInField, readonly string[]> = {
  name: ["姓名", "参训人员", "参会人员", "签到人"],
  number: ["序号", "编号", "No"],
  branch: ["所在党支部", "党支部", "所属党支部", "所在支部", "支部"],
  tail: ["手机后四位", "手机尾号", "手机号后四位", "电话后四位"],
  arrival: ["签到时间", "到场时间", "到达时间"],
  signIn: ["签到签名", "签名", "签到", "本人签名", "签字"],
  departure: ["签退时间", "离场时间"],
  signOut: ["签退签名", "签退", "签退签字"],
  remark: ["备注", "情况", "说明"],
}

/** What stands above and below the lines: of which lesson the sheet is, who kept it, and its counts. */
export const HEADER_LABELS = ["培训班", "课程", "课次编号", "时间", "地点", "主讲人", "主持人", "记录人", "应到", "实到", "请假", "缺席", "核对日期"] as const
export type HeaderLabel = (typeof HEADER_LABELS)[number]
export type SheetHeader = Partial<Record<HeaderLabel, string>>

/** One person's columns of a row; sheets with two people a line have two of them. */
export type Block = Heading<SignInField>
export type SignInLayout = { headingAt: TableRow; blocks: Block[]; header: SheetHeader; rows: TableRow[] }

const TITLE_ROWS = 20
const FEWEST_COLUMNS = 3
const FOOT = /^(合\s*计|小\s*计|总\s*计|共\s*计|负责人.*|审核人.*|核对.*|制表.*|注)\s*([:：].*)?$/u
const COUNTED = /(应到|实到|请假|缺席)\s*[:：]?\s*(\d+)\s*人?/gu

/** Find the headings, the columns of each person in a line, and what stands around the lines. Null where there are no headings. */
export function findSignInLayout(all: readonly TableRow[]): SignInLayout | null {
  const begin = all.slice(0, TITLE_ROWS).findIndex(({ cells }) => blocksOf(cells).length > 0)
  const headingAt = all[begin]
  if (!headingAt) return null
  const blocks = blocksOf(headingAt.cells)
  const header: SheetHeader = {}
  for (const { cells } of all.slice(0, begin)) readLabels(cells, header)
  const rows = all.slice(begin + 1).filter((row) => {
    if (!isAround(row.cells, headingAt.cells)) return true
    readLabels(row.cells, header)
    return false
  })
  return { headingAt, blocks, header, rows }
}

/** The columns of each person: a new one begins at the number before a name, or at the name. */
function blocksOf(cells: readonly string[]): Block[] {
  const fieldOf = new Map<string, SignInField>()
  for (const field of Object.keys(SIGN_IN_HEADINGS) as SignInField[]) for (const title of SIGN_IN_HEADINGS[field]) fieldOf.set(bareHeading(title), field)
  const fields = cells.map((cell) => fieldOf.get(bareHeading(cell)))
  const names = fields.flatMap((field, at) => (field === "name" ? [at] : []))
  const starts = names.map((at) => (fields[at - 1] === "number" ? at - 1 : at))
  const titles = cells.map(tidyTitle)
  const blocks = starts.map((from, place) => {
    const columns = new Map<SignInField, number>()
    fields.slice(0, starts[place + 1] ?? fields.length).forEach((field, at) => {
      if (field && at >= from && !columns.has(field)) columns.set(field, at)
    })
    return { columns, titles, ignored: [] }
  })
  return blocks.every(({ columns }) => columns.size >= FEWEST_COLUMNS) ? blocks : []
}

/** Blank, below the lines, headings that are printed again, or a heading block that stands again on the next page. */
function isAround(cells: readonly string[], heading: readonly string[]): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== "" && cell !== "#")
  const [first] = filled
  if (first === undefined || FOOT.test(first) || labelOf(first) !== null) return true
  return heading.every((title, at) => tidyTitle(title) === tidyTitle(cells[at] ?? ""))
}

function labelOf(cell: string): HeaderLabel | null {
  const bare = bareHeading(cell.split(/[:：]/u)[0] ?? "")
  return HEADER_LABELS.find((label) => label === bare || (bare === `${label}人数` && /[到假席]$/u.test(label))) ?? null
}

/** Read "时间, 2025-03-14 14:00" in two cells and "时间：2025-03-14 14:00" in one; and 实到5人、请假2人 in a total. What was read first stays. */
function readLabels(cells: readonly string[], header: SheetHeader): void {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== "")
  filled.forEach((cell, at) => {
    const label = labelOf(cell)
    const inside = /[:：](.*)$/su.exec(cell)?.[1]?.trim()
    const next = filled[at + 1] ?? ""
    const value = inside || (labelOf(next) === null ? next : "")
    if (label !== null && value !== "") header[label] ??= value
    for (const [, word, count] of cell.normalize("NFKC").matchAll(COUNTED)) header[word as HeaderLabel] ??= count ?? ""
  })
}
