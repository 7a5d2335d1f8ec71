import { BadInput } from "../../shared/errors.ts"
import type { AbsencesAsked, ClosureLine } from "../data/leave-closure.repository.ts"
import { closureRate, type ClosureFigures } from "../domain/leave-closure.ts"
import type { ReportGroup, Sums } from "../domain/report-groups.ts"
import type { ReportColumn, ReportGap, ReportRow } from "../domain/report.ts"
import { type ListOpener, findReportGround } from "./find-report-ground.ts"
import { foldReport } from "./fold-report.ts"

const COLUMNS: readonly ReportColumn[] = [
  { key: "organisation", title: "党支部", type: "TEXT", isLabel: true, width: 36 },
  { key: "onLeave", title: "请假人次", type: "INTEGER" },
  { key: "absent", title: "旷课人次", type: "INTEGER" },
  { key: "owed", title: "应补课（人次）", type: "INTEGER" },
  { key: "completed", title: "已补课（人次）", type: "INTEGER" },
  { key: "onTime", title: "按期（人次）", type: "INTEGER" },
  { key: "late", title: "逾期补（人次）", type: "INTEGER" },
  { key: "overdue", title: "逾期未补（人次）", type: "INTEGER" },
  { key: "rate", title: "闭环率（%）", type: "RATE" },
  { key: "pending", title: "期限内待补（人次）", type: "INTEGER" },
  { key: "exempt", title: "免补（人次）", type: "INTEGER" },
]

/** Open 请假与补课闭环表 (R05): a line a branch with absences, and what the branches under each organisation above come to; everything in person-times. */
export const openLeaveClosureReport: ListOpener = async (sources, parameters) => {
  const { reportPlaces, closures } = sources
  const { from, to, asOf } = parameters
  if (from === null || to === null) throw new BadInput("from", "Arguments `from` and `to` are needed: the first and the last day of the lessons.")
  const ground = await findReportGround(sources, parameters)
  if (!ground) return null
  const { place, subtree } = ground
  const asked: AbsencesAsked = { ...subtree, since: from, until: to, asOf }
  return {
    kind: "LEAVE_CLOSURE",
    title: `${from}至${to}请假与补课闭环表`,
    organisation: { id: place.id, name: place.name },
    parameters,
    ruleSets: [],
    columns: COLUMNS,
    gaps: async () => gapsOf(await closures.findGaps(asked)),
    count: () => closures.count(asked),
    batches: (after) =>
      foldReport(
        {
          organisation: place,
          find: async (at, limit) => {
            const lines = await closures.findByBranch(asked, at === null ? null : String(at[0]), limit)
            const ways = await reportPlaces.findWays(
              lines.map(({ path }) => path),
              place.path,
              subtree.day,
            )
            return lines.map((line) => ({ row: rowOf(line), at: [line.path], way: ways.get(line.path) ?? [], sums: line.figures }))
          },
          print: ({ group, sums, isOutermost }) => [totalOf(group, sums, isOutermost)],
        },
        after,
      ),
  }
}

function rowOf({ id, name, figures }: ClosureLine): ReportRow {
  return { kind: "ROW", key: id, cells: [name, ...cellsOf(figures)] }
}

function totalOf({ id, name }: ReportGroup, sums: Sums, isOutermost: boolean): ReportRow {
  const of = (figure: keyof ClosureFigures) => sums[figure] ?? 0
  const figures = { onLeave: of("onLeave"), absent: of("absent"), owed: of("owed"), completed: of("completed"), onTime: of("onTime") }
  const rest = { late: of("late"), overdue: of("overdue"), pending: of("pending"), exempt: of("exempt") }
  return { kind: "TOTAL", key: id, cells: [isOutermost ? `合计 ${name}` : `小计 ${name}`, ...cellsOf({ ...figures, ...rest })] }
}

function cellsOf(figures: ClosureFigures): (number | null)[] {
  const { onLeave, absent, owed, completed, onTime, late, overdue, pending, exempt } = figures
  return [onLeave, absent, owed, completed, onTime, late, overdue, closureRate(figures), pending, exempt]
}

function gapsOf({ open, homeless }: { open: number; homeless: number }): ReportGap[] {
  const gaps: ReportGap[] = []
  if (open > 0) gaps.push({ subgraph: "attendance", message: `${open} 张签到表当时尚未关闭，其缺席未计入。` })
  if (homeless > 0) gaps.push({ subgraph: "people", message: `${homeless} 人次缺席的所在党支部不明，未计入。` })
  return gaps
}
