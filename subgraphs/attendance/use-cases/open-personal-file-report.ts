import { BadInput } from "../../shared/errors.ts"
import { toTypeId } from "../../shared/typeid.ts"
import { listedReport } from "../domain/listed-report.ts"
import { ROLE_WORDS } from "../domain/mark-words.ts"
import { type EarningLine, FILE_SECTIONS, type FileYear, SECTION_WORDS, daysOf, sumOfHours } from "../domain/personal-file.ts"
import { type Report, type ReportColumn, type ReportParameters, type ReportRow, rateOf } from "../domain/report.ts"
import type { RuleSetRecord } from "../domain/rule-set-record.ts"
import { type PersonalFileSources, type ReadFile, readPersonalFile } from "./read-personal-file.ts"

const COLUMNS: readonly ReportColumn[] = [
  { key: "section", title: "栏目", type: "TEXT", width: 14 },
  { key: "number", title: "序号", type: "TEXT", isLabel: true, width: 6 },
  { key: "occurredOn", title: "日期", type: "DAY", width: 12 },
  { key: "untilOn", title: "至", type: "DAY", width: 12 },
  { key: "title", title: "名称", type: "TEXT", isLabel: true, width: 36 },
  { key: "kind", title: "类型", type: "TEXT", width: 12 },
  { key: "organiser", title: "主办方", type: "TEXT", isLabel: true, width: 26 },
  { key: "status", title: "情况", type: "TEXT", width: 12 },
  { key: "minutes", title: "参加分钟", type: "INTEGER", width: 9 },
  { key: "plannedHours", title: "应修或计划学时", type: "HOURS", width: 12 },
  { key: "hours", title: "完成学时", type: "HOURS", width: 9 },
  { key: "rate", title: "完成百分比（%）", type: "RATE", width: 11 },
  { key: "note", title: "备注", type: "TEXT", width: 40 },
]

/**
 * Open R06 个人学习档案 (一人一档) of a year or of several: what was asked and done in each, what it is made up of, and every line of it by section.
 *
 * For the person, and for whoever has a role over the person's branch. Its organisation is the branch of then, whatever was asked for.
 *
 * @throws {BadInput} when nobody is named.
 */
export async function openPersonalFileReport(sources: PersonalFileSources, parameters: ReportParameters): Promise<Report | null> {
  const { memberId, asOf } = parameters
  if (memberId === null) throw new BadInput("member", "Argument `member` is needed: whose file.")
  const day = sources.dayOf(asOf)
  const branchId = await sources.labels.findBranchThen(memberId, day)
  if (branchId === null) return null
  const [places, people] = [await sources.labels.findPlaces([branchId], day), await sources.labels.findPeople([memberId])]
  const thisYear = Number(day.slice(0, 4))
  const hasDays = parameters.from !== null
  const nothing = { lessonId: null, classId: null, verdict: null, detail: null }
  const asked: ReportParameters = { ...parameters, ...nothing, organisationId: branchId, year: hasDays ? null : (parameters.year ?? thisYear) }
  const days = daysOf(asked, thisYear)
  const file = await readPersonalFile(sources, memberId, days, asOf)
  const span = days.from.slice(0, 4) === days.to.slice(0, 4) ? days.from.slice(0, 4) : `${days.from.slice(0, 4)}—${days.to.slice(0, 4)}`
  const rows = rowsOf(file, memberId)
  return {
    kind: "PERSONAL_FILE",
    title: `${people.get(memberId)?.name ?? ""} ${span}年度个人学习档案`,
    organisation: { id: branchId, name: places.get(branchId)?.name ?? "" },
    parameters: asked,
    ruleSets: file.ruleSets.map(({ id, title, sourceDocument }) => ({ id, title, source: sourceDocument })),
    columns: COLUMNS,
    gaps: () => Promise.resolve(file.gaps),
    ...listedReport(rows.length, () => Promise.resolve(rows)),
  } satisfies Report
}

type Cells = Partial<Record<string, string | number | null>>

/** A row by the names of its columns; what is not named is empty. */
function rowOf(kind: ReportRow["kind"], key: string, cells: Cells): ReportRow {
  return { kind, key, cells: COLUMNS.map((column) => cells[column.key] ?? null) }
}

function rowsOf({ years, ruleSets, lines }: ReadFile, memberId: string): ReportRow[] {
  const sections = FILE_SECTIONS.map((section) => lines.filter((line) => line.section === section)).filter((some) => some.length > 0)
  const credited = sumOfHours(years.map(({ known }) => ({ hours: known?.sum.credited ?? null })))
  const required = sumOfHours(years.map(({ known }) => ({ hours: known?.account.isRequired ? known.sum.required : null })))
  const sums = { plannedHours: required, hours: credited, rate: required === null || credited === null ? null : rateOf(credited, required) }
  return [
    ...years.flatMap((year) => yearRows(year, ruleSets, memberId)),
    ...sections.flatMap(sectionRows),
    rowOf("TOTAL", memberId, { section: "合计", kind: `${years.length}个年度`, ...sums, note: `${lines.length}条记录` }),
  ]
}

const VERDICT_WORDS = { COMPLIANT: "达标", NOT_COMPLIANT: "未达标", IN_PROGRESS: "进行中", NOT_REQUIRED: "不计入分母" } as const

/** 年度学习任务（线下/网络）、已完成学时数、完成百分比: the year as a whole, then what it is made up of. */
function yearRows({ year, known }: FileYear, ruleSets: readonly RuleSetRecord[], memberId: string): ReportRow[] {
  const [section, kind] = ["年度概况", `${year}年度`]
  if (known === null) return [rowOf("ROW", `${memberId} ${year}`, { section, kind, title: `${year}年度`, status: "未知", note: "截止时没有学时账户" })]
  const { account, sum, verdict } = known
  const rules = ruleSets.find(({ id }) => id === toTypeId("rules", account.ruleSetUuid))
  const required = account.isRequired ? sum.required : null
  const note = [
    `身份：${ROLE_WORDS[account.role]}`,
    `集中培训${sum.intensiveSessions}/${sum.requiredIntensiveSessions}次`,
    rules && `规则：${rules.title}（${rules.sourceDocument}）`,
  ]
  const head = { section, kind, title: `${year}年度`, status: VERDICT_WORDS[verdict], plannedHours: required, hours: sum.credited }
  const part = (name: string, hours: number, more: Cells = {}) => rowOf("ROW", `${memberId} ${year} ${name}`, { section, kind: name, hours, ...more })
  return [
    rowOf("ROW", `${memberId} ${year}`, { ...head, rate: required === null ? null : rateOf(sum.credited, required), note: note.filter(Boolean).join("；") }),
    part("集中培训", sum.intensive),
    part("集体学习", sum.collective),
    part("网络培训", sum.onlineCounted, { note: `原始${sum.onlineRaw}学时，计入${sum.onlineCounted}学时` }),
    part("补课", sum.makeUp),
  ]
}

function sectionRows(lines: readonly EarningLine[]): ReportRow[] {
  const section = SECTION_WORDS[(lines[0] as EarningLine).section]
  const rows = lines.map((line, at) => {
    const { id, occurredOn, untilOn, title, kind, organiser, status, minutes, plannedHours, hours, note } = line
    return rowOf("ROW", id, { section, number: String(at + 1), occurredOn, untilOn, title, kind, organiser, status, minutes, plannedHours, hours, note })
  })
  return [...rows, rowOf("SUBTOTAL", section, { section, kind: "小计", status: `${lines.length}次`, hours: sumOfHours(lines) })]
}
