/** Reports by the names of their kinds. R01 to R15 are the numbers under which inspectors know them. */
export const REPORT_KINDS = [
  /** R01 年度学时完成情况明细表 */
  "HOURS_DETAIL",
  /** R02 学时达标汇总表 */
  "COMPLIANCE",
  /** R03 培训班考勤汇总表 */
  "CLASS_MATRIX",
  /** R04 单次课签到台账 */
  "ATTENDANCE_SHEET",
  /** R05 请假与补课闭环表 */
  "LEAVE_CLOSURE",
  /** R06 个人学习档案 */
  "PERSONAL_FILE",
  /** R07 考勤变更日志 */
  "CHANGE_LOG",
  /** R08 三会一课落实情况季度表 */
  "ORGANISATION_LIFE",
  /** R09 师资授课统计 */
  "TEACHER_LOAD",
  /** R10 场地使用表 */
  "VENUE_USE",
  /** R11 流动党员参学情况 */
  "FLOATING",
  /** R12 查询与导出日志 */
  "ACCESS_LOG",
  /** R13 预警清单 */
  "EARLY_WARNING",
  /** R14 检查要素完整性表 */
  "COMPLETENESS",
  /** R15 领导与换届统计 */
  "LEADERSHIP",
] as const
export type ReportKind = (typeof REPORT_KINDS)[number]

/**
 * What a report is asked for. Ids are TypeIDs; days are local (`YYYY-MM-DD`), the last one included.
 *
 * `asOf` is when the books stood as they are reported: what was recorded later is not in the report. A report that is asked for without takes the moment
 * at which it is opened, and says so in its header, so that it can be asked for again.
 */
export type ReportParameters = {
  organisationId: string
  year: number | null
  from: string | null
  to: string | null
  asOf: Date
  lessonId: string | null
  memberId: string | null
  classId: string | null
  verdict: string | null
  /** `BRANCHES`: down to every branch, with a total for each organisation above; null for what is right below alone. */
  detail: string | null
}

/** What a column holds decides how it is written: hours and rates with one decimal, persons and person-times as whole numbers. */
export type ColumnType = "TEXT" | "INTEGER" | "HOURS" | "RATE" | "DAY" | "MOMENT"

export type ReportColumn = {
  /** English name, as in GraphQL: `onlineCounted`. */
  key: string
  /** 表头, with the unit where it is not plain: `完成率（%）`, `请假人次`. */
  title: string
  /** The heading over several columns beside one another; merged in a workbook. */
  group?: string
  type: ColumnType
  /** What people are called now: written out, and left out of the digest, because a name may be put right later. */
  isLabel?: true
  /** In characters of a workbook's column. */
  width?: number
}

/**
 * One line. `SUBTOTAL` is of a branch, `TOTAL` of anything above; `ASIDE` (附) is printed under the totals and counted in none of them.
 *
 * Null is unknown or not applicable, and never zero. `key` names what the line is about by TypeIDs: it is in the digest, the names are not.
 */
export type ReportRow = { kind: "ROW" | "SUBTOTAL" | "TOTAL" | "ASIDE"; key: string; cells: readonly (string | number | null)[] }

/** Rows in their order; `position` is a text from which the same rows follow, sums under way included. */
export type ReportBatch = { rows: ReportRow[]; position: string }

/** What is missing in the figures, and whose data would be needed: nobody has to find out from a sum that is too small. */
export type ReportGap = { subgraph: "organisation" | "people" | "courses" | "attendance"; message: string }

export type ReportRuleSet = { id: string; title: string; source: string }

/** A report that was opened for somebody: its rows are read when they are asked for, any number of times, with the same result. */
export type Report = {
  kind: ReportKind
  /** 2025年度学时完成情况明细表 */
  title: string
  /** What the report is of: the organisation asked about, under its name of then. */
  organisation: { id: string; name: string }
  parameters: ReportParameters
  /** Those that judged what is reported, the organisation's own or the nearest above it first; none where no rule judges. */
  ruleSets: readonly ReportRuleSet[]
  columns: readonly ReportColumn[]
  /** Looked for only when asked; none is the good answer. */
  gaps(): Promise<readonly ReportGap[]>
  /** How many lines there will be, for progress: near enough. */
  count(): Promise<number>
  /** All rows, or those after a position; at most a thousand at a time. */
  batches(after?: string): AsyncIterable<ReportBatch>
}

/** Who had a report made, when, and why; outside the digest, because the same report for somebody else is the same report. */
export type ReportRun = { generatedAt: Date; generatedBy: string; purpose: string | null }

/** A report and the run of it that is answered; whoever answers with rows says how many, for the log of who read what. */
export type ReportAsked = { report: Report; run: ReportRun; answered?(rows: number): void }

/** Write the header as the first line that the digest covers: the kind, what was asked for, the rules. */
export function canonicalHeader({ kind, parameters, ruleSets, columns }: Report): string {
  const { asOf, ...asked } = parameters
  const given = Object.entries({ ...asked, asOf: asOf.toISOString() })
    .filter(([, value]) => value !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify(["report", kind, Object.fromEntries(given), ruleSets.map(({ id }) => id), columns.map(({ key }) => key)])
}

/** Write a row as a line that the digest covers. Labels are written as null. */
export function canonicalRow({ kind, key, cells }: ReportRow, columns: readonly ReportColumn[]): string {
  return JSON.stringify([kind, key, ...cells.map((cell, at) => (columns[at]?.isLabel ? null : cell))])
}

/** A share in per cent, half up to one decimal; null where there is nothing to have a share of. */
export function rateOf(part: number, whole: number): number | null {
  return whole > 0 ? Math.round((part * 1000) / whole + 1e-9) / 10 : null
}
