import { groupedInKeyOrder } from "../../shared/keyed.ts"
import type { FittingLesson, LastAbsence } from "../data/hours-risk.loaders.ts"
import type { WarningCounts, WarningLine } from "../data/early-warning.reader.ts"
import type { ReportGap, ReportColumn, ReportRow } from "../domain/report.ts"
import { neededAMonth, paceOf } from "../domain/risk.ts"
import { remainingHours } from "../domain/year-account.ts"
import { type ListOpener, type ListSources, findReportGround } from "./find-report-ground.ts"
import { findJudgingRules } from "./find-judging-rules.ts"
import { findWantedLessons } from "./find-wanted-lessons.ts"
import { findWarningsAsked } from "./find-warnings-asked.ts"
import { foldReport } from "./fold-report.ts"

const COLUMNS: readonly ReportColumn[] = [
  { key: "memberName", title: "姓名", type: "TEXT", isLabel: true },
  { key: "branch", title: "所在党支部", type: "TEXT", isLabel: true, width: 32 },
  { key: "required", title: "应修学时", type: "HOURS" },
  { key: "credited", title: "已修学时", type: "HOURS" },
  { key: "remaining", title: "差额", type: "HOURS" },
  { key: "monthsLeft", title: "剩余月份", type: "INTEGER" },
  { key: "neededAMonth", title: "月均需修", type: "HOURS" },
  { key: "lastAbsences", title: "最近两次缺席", type: "TEXT", width: 28 },
  // What may still be attended is of now, and not of the books: it is outside the digest.
  { key: "suggestions", title: "建议课次", type: "TEXT", isLabel: true, width: 48 },
  { key: "missingSessions", title: "缺集中培训次数", type: "INTEGER" },
  { key: "gap", title: "按目前进度年末差额", type: "HOURS" },
  { key: "people", title: "人数（人）", type: "INTEGER" },
]
/** One statement of each kind for so many people: suggestions are looked for one by one within it. */
const AT_ONCE = 500
const ABSENCE_WORDS: Partial<Record<LastAbsence["state"], string>> = { ON_LEAVE: "请假", ABSENT: "缺席" }

/** Open 预警清单 (R13): a line a person who will miss the requirement at the pace kept till the day of the books, the largest gap first, and how many persons. */
export const openEarlyWarningReport: ListOpener = async (sources, parameters) => {
  const ground = await findReportGround(sources, parameters)
  if (!ground) return null
  const asked = findWarningsAsked(parameters, ground)
  const { earlyWarnings, books } = sources
  const counts = await earlyWarnings.count(asked)
  const { place } = ground
  return {
    kind: "EARLY_WARNING",
    title: `${asked.year}年度学时预警清单`,
    organisation: { id: place.id, name: place.name },
    parameters: { ...parameters, year: asked.year },
    ruleSets: await findJudgingRules(sources, counts.ruleSetIds, { path: place.path, day: asked.day }),
    columns: COLUMNS,
    gaps: async () => gapsOf(await books.findGaps(asked)),
    count: () => Promise.resolve(counts.people),
    batches: (after) =>
      foldReport(
        {
          organisation: place,
          find: async (at, limit) => {
            const lines = await earlyWarnings.findLines(asked, at && [String(at[0]), String(at[1])], limit)
            const beside = await readBeside(sources, lines)
            return lines.map((line) => ({ row: rowOf(line, beside, sources), at: [line.risk.gap, line.risk.memberId], way: [], sums: {} }))
          },
          print: () => totalsOf(place.id, counts),
          atOnce: AT_ONCE,
        },
        after,
      ),
  }
}

type Beside = { absences: Map<string, LastAbsence[]>; lessons: Map<string, FittingLesson[]> }

async function readBeside(sources: ListSources, lines: readonly WarningLine[]): Promise<Beside> {
  const [first] = lines
  if (!first) return { absences: new Map(), lessons: new Map() }
  const wanted = await Promise.all(lines.map(({ risk }) => findWantedLessons(sources, risk)))
  const ids = lines.map(({ risk }) => risk.memberId)
  const [absences, lessons] = await Promise.all([
    sources.earlyWarnings.findLastAbsences(ids, first.risk.year, first.risk.asOf),
    sources.earlyWarnings.findFittingLessons(wanted.filter((one) => one !== null)),
  ])
  return { absences: new Map(zip(ids, groupedInKeyOrder(ids, absences, whose))), lessons: new Map(zip(ids, groupedInKeyOrder(ids, lessons, whose))) }
}

const whose = ({ memberId }: { memberId: string }) => memberId
const zip = <Value>(keys: readonly string[], values: readonly Value[]) => keys.map((key, at): [string, Value] => [key, values[at] as Value])

function rowOf({ risk, name, branchName }: WarningLine, { absences, lessons }: Beside, { dayOf }: Pick<ListSources, "dayOf">): ReportRow {
  const { memberId, branchId, required, credited, missingSessions, gap } = risk
  const monthsLeft = paceOf(risk.year, risk.reportedOn)?.monthsLeft ?? 0
  const remaining = remainingHours(risk)
  const missed = (absences.get(memberId) ?? []).map(({ occurredOn, state }) => `${occurredOn}${ABSENCE_WORDS[state] ?? state}`)
  const next = (lessons.get(memberId) ?? []).map(({ title, startsAt }) => `${title}（${dayOf(startsAt)}）`)
  return {
    kind: "ROW",
    key: `${memberId} ${branchId}`,
    cells: [
      name,
      branchName,
      required,
      credited,
      remaining,
      monthsLeft,
      neededAMonth(remaining, monthsLeft),
      missed.join("、") || null,
      next.join("；") || null,
      missingSessions,
      gap,
      null,
    ],
  }
}

function totalsOf(key: string, { people, missingHours, missingSessions }: WarningCounts): ReportRow[] {
  const blank = Array<null>(COLUMNS.length - 2).fill(null)
  const line = (title: string, what: string, persons: number): ReportRow => ({ kind: "TOTAL", key: `${key}${what}`, cells: [title, ...blank, persons] })
  return [line("学时不足", " hours", missingHours), line("集中培训次数不足", " sessions", missingSessions), line("预警合计", "", people)]
}

function gapsOf({ waiting, open, without }: { waiting: number; open: number; without: number }): ReportGap[] {
  const gaps: ReportGap[] = []
  if (waiting > 0) gaps.push({ subgraph: "attendance", message: `${waiting}人的年度学时正待重新核算，所列为核算前的数。` })
  if (open > 0) gaps.push({ subgraph: "attendance", message: `${open}次课的考勤表尚未关闭，其学时未计入。` })
  if (without > 0) gaps.push({ subgraph: "people", message: `${without}名党员没有年度学时账户，无从预警。` })
  return gaps
}
