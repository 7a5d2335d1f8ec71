import type { ChangeLine } from "../data/change-log.reader.ts"
import { changeNumber, maskedName, wordsOfChange, wordsOfStanding } from "../domain/change-words.ts"
import type { ReportColumn, ReportGap, ReportRow } from "../domain/report.ts"
import { findChangesAsked } from "./find-changes-asked.ts"
import { type ListOpener, findReportGround } from "./find-report-ground.ts"
import { foldReport } from "./fold-report.ts"

const COLUMNS: readonly ReportColumn[] = [
  { key: "number", title: "变更号", type: "TEXT", width: 12 },
  { key: "at", title: "时间", type: "MOMENT", width: 18 },
  { key: "lesson", title: "课次编号", type: "TEXT", isLabel: true, width: 16 },
  { key: "memberCode", title: "人员编号", type: "TEXT", isLabel: true, width: 14 },
  { key: "memberName", title: "姓名（脱敏）", type: "TEXT", isLabel: true },
  { key: "before", title: "变更前", type: "TEXT" },
  { key: "after", title: "变更后", type: "TEXT", width: 14 },
  { key: "hoursBefore", title: "学时前", type: "HOURS" },
  { key: "hoursAfter", title: "学时后", type: "HOURS" },
  { key: "kind", title: "变更类型", type: "TEXT", width: 14 },
  { key: "reason", title: "理由", type: "TEXT", width: 32 },
  { key: "evidence", title: "佐证附件", type: "TEXT", isLabel: true, width: 24 },
  { key: "actor", title: "操作人", type: "TEXT", width: 14 },
  { key: "approvedBy", title: "审批人", type: "TEXT", width: 14 },
  { key: "daysAfterLesson", title: "距课后天数", type: "INTEGER" },
  { key: "afterLock", title: "是否锁定期后", type: "TEXT" },
]

/**
 * Open 考勤变更/补录日志 (R07): a line a change that was recorded on some days at lessons of the subtree, oldest first; names of people are masked (脱敏). It is
 * added up nowhere: a log without lines is an empty report.
 */
export const openChangeLogReport: ListOpener = async (sources, parameters) => {
  const ground = await findReportGround(sources, parameters)
  const asked = findChangesAsked(sources, parameters, ground)
  if (!ground || !asked) return null
  const { changeLog } = sources
  return {
    kind: "CHANGE_LOG",
    title: `${parameters.from}至${parameters.to}考勤变更日志`,
    organisation: { id: ground.place.id, name: ground.place.name },
    parameters,
    ruleSets: [],
    columns: COLUMNS,
    gaps: async () => gapsOf(await changeLog.count(asked)),
    count: async () => (await changeLog.count(asked)).changes,
    batches: (after) =>
      foldReport(
        {
          organisation: ground.place,
          find: async (at, limit) => {
            const lines = await changeLog.findLines(asked, at && [String(at[0]), String(at[1])], limit)
            return lines.map((line) => ({ row: rowOf(line), at: [line.change.at.toISOString(), line.change.id], way: [], sums: {} }))
          },
        },
        after,
      ),
  }
}

function rowOf({ change, source, lesson, was, is, person, evidenceNames }: ChangeLine): ReportRow {
  return {
    kind: "ROW",
    key: change.id,
    cells: [
      changeNumber(change.id),
      change.at.toISOString(),
      lesson.code,
      person && person.code,
      person && maskedName(person.name),
      wordsOfStanding({ ...was, ...lesson }),
      wordsOfStanding({ ...is, ...lesson }),
      change.hoursBefore,
      change.hoursAfter,
      wordsOfChange(change.kind, source),
      change.reason,
      evidenceNames.join("、") || null,
      change.actor,
      change.approvedBy,
      change.daysAfterLesson,
      change.afterLock ? "是" : "否",
    ],
  }
}

function gapsOf({ withoutHours, withoutActor }: { withoutHours: number; withoutActor: number }): ReportGap[] {
  const gaps: ReportGap[] = []
  if (withoutHours > 0) gaps.push({ subgraph: "attendance", message: `${withoutHours} 条变更未留存前后学时。` })
  if (withoutActor > 0) gaps.push({ subgraph: "attendance", message: `${withoutActor} 条变更的操作人不明。` })
  return gaps
}
