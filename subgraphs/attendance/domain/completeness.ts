import type { FindingKind } from "./finding.ts"
import type { InspectionRules } from "./inspection-rules.ts"

/** What became of a lesson that was on the timetable. */
export type Happened = "HELD" | "NOT_HELD" | "CANCELLED"

/** 检查要素: what there is of one lesson, as the books stood at a moment. Counts are persons; null where no sheet was opened. */
export type Completeness = {
  lessonId: string
  organisationId: string
  organisationPath: string
  title: string
  code: string | null
  heldOn: string
  startsAt: Date
  happened: Happened
  /** Published before it began. */
  isPlanned: boolean
  expected: number | null
  present: number | null
  onLeave: number | null
  absent: number | null
  unmarked: number | null
  hasHost: boolean
  hasRecorder: boolean
  /** Characters of what was said. */
  summary: number
  /** Pages of paper and files. */
  evidence: number
  filedAt: Date | null
  /** Days, or working days, from the lesson to the filing; to the moment of asking while it is not filed. */
  daysToFile: number
  slipsMissing: number
  makeUpsOverdue: number
}

/** Say what is missing of a lesson, in the order of the kinds, and in how many rows. */
export function missingOf(one: Completeness, rules: InspectionRules): { kind: FindingKind; rows: number }[] {
  if (one.happened === "NOT_HELD") return [{ kind: "NOT_HELD", rows: 0 }]
  if (one.happened === "CANCELLED") return [{ kind: "CANCELLED", rows: 0 }]
  const isLate = one.daysToFile > rules.filedWithinDays
  const found: [FindingKind, number | boolean][] = [
    ["UNMARKED", one.filedAt === null && !isLate ? 0 : (one.unmarked ?? 0)],
    ["HOST_MISSING", !one.hasHost],
    ["RECORDER_MISSING", !one.hasRecorder],
    ["SUMMARY_TOO_SHORT", one.summary < rules.summaryCharacters],
    ["EVIDENCE_MISSING", one.evidence === 0],
    ["FILED_LATE", one.filedAt !== null && isLate],
    ["NOT_FILED", one.filedAt === null && isLate],
    ["UNPLANNED", !one.isPlanned],
    ["LEAVE_SLIP_MISSING", one.slipsMissing],
    ["MAKE_UP_OVERDUE", one.makeUpsOverdue],
  ]
  return found.filter(([, rows]) => rows !== false && rows !== 0).map(([kind, rows]) => ({ kind, rows: rows === true ? 0 : Number(rows) }))
}

/** 应到=实到+请假+缺席; null where no sheet was opened. */
export function addsUp({ expected, present, onLeave, absent }: Completeness): boolean | null {
  return expected === null || present === null || onLeave === null || absent === null ? null : expected === present + onLeave + absent
}
