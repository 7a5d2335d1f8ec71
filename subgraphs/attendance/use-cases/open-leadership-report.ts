import { isOverdue, type Leadership, leadershipFigures, type LeadershipSums, leadershipSums } from "../domain/leadership.ts"
import type { ReportGroup, Sums } from "../domain/report-groups.ts"
import type { ReportColumn, ReportGap, ReportRow } from "../domain/report.ts"
import { type ListOpener, findReportGround } from "./find-report-ground.ts"
import { foldReport } from "./fold-report.ts"
import { sumLeadership } from "./sum-leadership.ts"

const COLUMNS: readonly ReportColumn[] = [
  { key: "organisation", title: "党组织", type: "TEXT", isLabel: true, width: 36 },
  // Somebody who sits on two committees is counted with each.
  { key: "leaders", title: "班子成员（人次）", type: "INTEGER" },
  { key: "averageAge", title: "平均年龄（岁）", type: "RATE" },
  { key: "averageAgeChange", title: "与上届差（岁）", type: "RATE" },
  { key: "collegeShare", title: "大专及以上占比（%）", type: "RATE" },
  { key: "collegeChangePoints", title: "与上届差（百分点）", type: "RATE" },
  { key: "womenShare", title: "女性占比（%）", type: "RATE" },
  { key: "isCombined", title: "一肩挑", type: "TEXT" },
  { key: "combinedShare", title: "一肩挑比例（%）", type: "RATE" },
  { key: "electedOn", title: "本届选举", type: "DAY" },
  { key: "endsOn", title: "任期届满", type: "DAY" },
  { key: "isOverdue", title: "是否超期未换届", type: "TEXT" },
  { key: "committees", title: "党组织（个）", type: "INTEGER" },
  { key: "overdue", title: "超期未换届（个）", type: "INTEGER" },
]

/**
 * Open 领导与换届统计 (R15): a line an organisation that has leaders or a term on the day of the books, and what those under each organisation above come to.
 * Figures of fewer than three known persons are left out of the lines and of the sums.
 */
export const openLeadershipReport: ListOpener = async (sources, parameters) => {
  const ground = await findReportGround(sources, parameters)
  if (!ground) return null
  const { leaderships, reportPlaces, dayOf, now } = sources
  const { place, subtree } = ground
  return {
    kind: "LEADERSHIP",
    title: `${subtree.day}领导与换届统计`,
    organisation: { id: place.id, name: place.name },
    parameters,
    ruleSets: [],
    columns: COLUMNS,
    gaps: async () => gapsOf(await sumLeadership(sources, ground), subtree.day < dayOf(now())),
    count: () => leaderships.count(subtree),
    batches: (after) =>
      foldReport(
        {
          organisation: place,
          find: async (at, limit) => {
            const lines = await leaderships.findLines(subtree, at === null ? null : String(at[0]), limit)
            const ways = await reportPlaces.findWays(
              lines.map(({ path }) => path),
              place.path,
              subtree.day,
            )
            return lines.map((line) => ({
              row: rowOf(line, subtree.day),
              at: [line.path],
              way: ways.get(line.path) ?? [],
              sums: leadershipSums(line, subtree.day),
            }))
          },
          print: ({ group, sums, isOutermost }) => [totalOf(group, sums, isOutermost)],
        },
        after,
      ),
  }
}

function rowOf(line: Leadership, day: string): ReportRow {
  const { leaders, averageAge, averageAgeChange, collegeShare, collegeChangePoints, womenShare } = leadershipFigures(leadershipSums(line, day))
  const { term, isCombined } = line
  const figures = [leaders, averageAge, averageAgeChange, collegeShare, collegeChangePoints, womenShare]
  const state = [word(isCombined), null, term?.electedOn ?? null, term?.endsOn ?? null, term && word(isOverdue(line, day)), null, null]
  return { kind: "ROW", key: line.organisationId, cells: [line.name, ...figures, ...state] }
}

function totalOf({ id, name }: ReportGroup, sums: Sums, isOutermost: boolean): ReportRow {
  const title = isOutermost ? `合计 ${name}` : `小计 ${name}`
  const [first] = Object.keys(sums)
  if (first === undefined) return { kind: "TOTAL", key: id, cells: [title, 0, ...Array<null>(COLUMNS.length - 4).fill(null), 0, 0] }
  const all = sums as LeadershipSums
  const { leaders, averageAge, averageAgeChange, collegeShare, collegeChangePoints, womenShare, combinedShare } = leadershipFigures(all)
  const figures = [leaders, averageAge, averageAgeChange, collegeShare, collegeChangePoints, womenShare, null, combinedShare]
  return { kind: "TOTAL", key: id, cells: [title, ...figures, null, null, null, all.committees, all.overdue] }
}

const word = (isSo: boolean | null) => (isSo === null ? null : isSo ? "是" : "否")

function gapsOf(sums: LeadershipSums | null, isPast: boolean): ReportGap[] {
  const { small = 0, undirected = 0, termless = 0 } = sums ?? {}
  const gaps: (ReportGap & { isThere: boolean })[] = [
    { subgraph: "people", isThere: small > 0, message: `${small}个党组织的班子已知信息不足3人，为保护个人信息不列年龄、学历、性别。` },
    { subgraph: "organisation", isThere: undirected > 0, message: `${undirected}个社区的书记或居委会主任不明，不计入一肩挑比例。` },
    { subgraph: "organisation", isThere: termless > 0, message: `${termless}个党组织没有任期记录。` },
    { subgraph: "organisation", isThere: isPast, message: "任职、任期、出生日期和学历按生效日期列示，何时登记未留存：事后补登或更正会改变本表。" },
  ]
  return gaps.filter(({ isThere }) => isThere).map(({ subgraph, message }) => ({ subgraph, message }))
}
