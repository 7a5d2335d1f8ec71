import type { ReportColumn, ReportRow } from "./report.ts"
import type { ComplianceRow } from "./compliance-rows.ts"
import { averageHours, complianceRate } from "./year-figures.ts"

/** R02 学时达标汇总表, in the customary layout. Every figure counts persons (人). */
export const COMPLIANCE_COLUMNS: readonly ReportColumn[] = [
  { key: "name", title: "党组织名称", type: "TEXT", isLabel: true, width: 42 },
  { key: "kind", title: "组织类别", type: "TEXT", isLabel: true, width: 12 },
  { key: "denominator", title: "党员数（分母，人）", type: "INTEGER", width: 16 },
  { key: "compliant", title: "达标（人）", type: "INTEGER", width: 12 },
  { key: "notCompliant", title: "未达标（人）", type: "INTEGER", width: 12 },
  { key: "rate", title: "达标率（%）", type: "RATE", width: 12 },
  { key: "leaders", title: "其中书记委员达标", type: "TEXT", width: 16 },
  { key: "averageHours", title: "人均学时", type: "HOURS", width: 10 },
  { key: "atRisk", title: "预警人数（人）", type: "INTEGER", width: 14 },
]

const KIND_WORDS: Partial<Record<string, string>> = {
  COMMITTEE: "党委",
  WORKING_COMMITTEE: "党工委",
  GENERAL_BRANCH: "党总支",
  BRANCH: "党支部",
  JOINT_BRANCH: "联合党支部",
}

/** Write an organisation's line; null at risk is unknown. */
export function complianceRow({ id, name, kind, own, behind, isTotal }: ComplianceRow): ReportRow {
  const { people, compliant, leaders, leadersCompliant } = own
  const words = kind === null ? null : (KIND_WORDS[kind] ?? kind)
  const counts = [people, compliant, people - compliant, complianceRate(own), `${leadersCompliant}/${leaders}`, averageHours(own), behind]
  return { kind: isTotal ? "TOTAL" : "ROW", key: id, cells: [isTotal ? `${name}（合计）` : name, words, ...counts] }
}
