import type { StayLine } from "../data/floating-report.reader.ts"
import { cardEndsOn, cardReminder, daysSinceContact, DIRECTION_WORDS, MODE_WORDS } from "../domain/floating-stay.ts"
import type { ReportGroup, Sums } from "../domain/report-groups.ts"
import type { ReportColumn, ReportGap, ReportRow } from "../domain/report.ts"
import { type ListOpener, findReportGround } from "./find-report-ground.ts"
import { findStaysAsked } from "./find-stays-asked.ts"
import { foldReport } from "./fold-report.ts"

const COLUMNS: readonly ReportColumn[] = [
  { key: "memberCode", title: "人员编号", type: "TEXT", isLabel: true, width: 14 },
  { key: "memberName", title: "姓名", type: "TEXT", isLabel: true },
  { key: "branch", title: "所在党支部", type: "TEXT", isLabel: true, width: 32 },
  { key: "since", title: "流出（流入）日期", type: "DAY" },
  { key: "destination", title: "流向", type: "TEXT", width: 20 },
  { key: "cardNumber", title: "活动证号", type: "TEXT", width: 16 },
  { key: "cardReminder", title: "证件到期提醒", type: "TEXT", width: 28 },
  { key: "lastContactOn", title: "上次联系", type: "DAY" },
  { key: "daysSinceContact", title: "距今天数", type: "INTEGER" },
  { key: "hostName", title: "流入地党组织", type: "TEXT", width: 24 },
  { key: "credited", title: "本年计入学时", type: "HOURS" },
  { key: "makeUp", title: "补课学时", type: "HOURS" },
  { key: "mode", title: "管理方式", type: "TEXT", width: 14 },
  { key: "direction", title: "流动方向", type: "TEXT" },
  { key: "cardEndsOn", title: "证件到期日", type: "DAY" },
  { key: "people", title: "人数（人）", type: "INTEGER" },
]

/** Open 流动党员参学情况 (R11): a line a stay that goes on, those longest without contact first, and how many persons (人) floated each way. */
export const openFloatingReport: ListOpener = async (sources, parameters) => {
  const ground = await findReportGround(sources, parameters)
  if (!ground) return null
  const { floatingStays } = sources
  const { place, subtree } = ground
  const asked = findStaysAsked(parameters, ground)
  return {
    kind: "FLOATING",
    title: `${asked.year}年度流动党员参学情况`,
    organisation: { id: place.id, name: place.name },
    parameters: { ...parameters, year: asked.year },
    ruleSets: [],
    columns: COLUMNS,
    gaps: async () => gapsOf(await floatingStays.findTotals(asked), asked.year),
    count: async () => {
      const totals = await floatingStays.findTotals(asked)
      return totals.out + totals.in
    },
    batches: (after) =>
      foldReport(
        {
          organisation: place,
          find: async (at, limit) => {
            const lines = await floatingStays.findLines(asked, at && [String(at[0]), String(at[1])], limit)
            return lines.map((line) => ({
              row: rowOf(line, subtree.day),
              at: [line.stay.lastContactOn ?? line.stay.since, line.stay.id],
              way: [],
              sums: { [line.stay.direction]: 1 },
            }))
          },
          print: ({ group, sums }) => totalsOf(group, sums),
          atOnce: 900,
        },
        after,
      ),
  }
}

function rowOf({ stay, person }: StayLine, day: string): ReportRow {
  return {
    kind: "ROW",
    key: `${stay.memberId} ${stay.id} ${stay.branch.id}`,
    cells: [
      person && person.code,
      person && person.name,
      stay.branch.name,
      stay.since,
      stay.destination,
      stay.cardNumber,
      cardReminder(stay, day),
      stay.lastContactOn,
      daysSinceContact(stay, day),
      stay.hostName,
      stay.credited,
      stay.makeUp,
      MODE_WORDS[stay.mode],
      DIRECTION_WORDS[stay.direction],
      cardEndsOn(stay),
      null,
    ],
  }
}

function totalsOf({ id }: ReportGroup, sums: Sums): ReportRow[] {
  const blank = Array<null>(COLUMNS.length - 4).fill(null)
  const line = (title: string, direction: string | null, people: number): ReportRow => ({
    kind: "TOTAL",
    key: id,
    cells: [title, ...blank, direction, null, people],
  })
  const [out, arrived] = [sums["OUT"] ?? 0, sums["IN"] ?? 0]
  return [line("流出合计", DIRECTION_WORDS.OUT, out), line("流入合计", DIRECTION_WORDS.IN, arrived), line("合计", null, out + arrived)]
}

function gapsOf({ neverContacted, withoutAccount }: { neverContacted: number; withoutAccount: number }, year: number): ReportGap[] {
  const gaps: ReportGap[] = []
  if (neverContacted > 0) gaps.push({ subgraph: "people", message: `${neverContacted} 人没有联系记录。` })
  if (withoutAccount > 0) gaps.push({ subgraph: "attendance", message: `${withoutAccount} 人没有${year}年学时账户。` })
  return gaps
}
