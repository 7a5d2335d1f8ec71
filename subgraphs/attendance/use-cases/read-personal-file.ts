import { toTypeId, toUuid } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import { verdict } from "../domain/annual-hours.ts"
import { type EarningLine, type FileLine, type FileYear, inOrder } from "../domain/personal-file.ts"
import type { ReportGap } from "../domain/report.ts"
import type { RuleSetRecord } from "../domain/rule-set-record.ts"
import { type HoursThenSources, type YearThen, reckonHoursThen } from "./reckon-hours-then.ts"

export type PersonalFileSources = HoursThenSources & Pick<AttendanceContext, "personalFiles" | "ruleSets" | "labels" | "dayOf">

/** One person's file: the years with what was asked and done, the rules that judged them, the lines, and what is missing. */
export type ReadFile = { years: readonly FileYear[]; ruleSets: readonly RuleSetRecord[]; lines: readonly EarningLine[]; gaps: readonly ReportGap[] }

/** Read one person's file (一人一档) as the books stood: eight statements, whatever is in it. The viewer was found to be allowed to read the person. */
export async function readPersonalFile(sources: PersonalFileSources, memberId: string, days: { from: string; to: string }, asOf: Date): Promise<ReadFile> {
  const day = sources.dayOf(asOf)
  const [first, last] = [Number(days.from.slice(0, 4)), Number(days.to.slice(0, 4))]
  const numbers = Array.from({ length: last - first + 1 }, (_, at) => first + at)
  const uuid = toUuid("member", memberId)
  const [found, reckoned] = await Promise.all([
    sources.personalFiles.findLines({ memberId, ...days, asOf, day }),
    reckonHoursThen(sources, [uuid], numbers, asOf),
  ])
  const known = reckoned.get(uuid) ?? []
  const years = numbers.map((year): FileYear => {
    const one = known.find(({ account }) => account.year === year)
    return { year, known: one ? { ...one, verdict: verdict({ ...one.sum, yearIsOver: day > `${year}-12-31` }) } : null }
  })
  const ids = [...new Set(known.map(({ account }) => toTypeId("rules", account.ruleSetUuid)))]
  const ruleSets = await sources.ruleSets.findByIds(ids)
  const lines = inOrder(found.map((line) => earningOf(line, known)))
  return { years, ruleSets: ids.flatMap((id) => ruleSets.find((set) => set.id === id) ?? []), lines, gaps: gapsOf(years, found) }
}

/** What a line earned. Of a year without an account nothing is known; what was attended and is counted nowhere earned nothing. */
function earningOf({ isClosed = true, ...line }: FileLine & { isClosed?: boolean }, known: readonly YearThen[]): EarningLine {
  if (line.section !== "STUDY" && line.section !== "TRAINING" && !(line.section === "MAKE_UP" && line.state !== null))
    return { ...line, hours: null, earned: [] }
  const factId = toUuid("entry", line.id)
  const earned = known.flatMap(({ sum }) => sum.entries.filter((entry) => entry.factId === factId))
  if (earned.length === 0) return { ...line, hours: isClosed && known.length > 0 && line.section === "STUDY" ? 0 : null, earned }
  return { ...line, hours: earned.reduce((sum, { counted }) => sum + counted, 0) / 100, earned }
}

function gapsOf(years: readonly FileYear[], found: readonly { isClosed?: boolean; state: FileLine["state"] }[]): ReportGap[] {
  const unknown = years.filter(({ known }) => known === null).map(({ year }) => `${year}年`)
  const open = found.filter(({ isClosed, state }) => isClosed === false || state === "NOT_MARKED").length
  return [
    ...(unknown.length > 0 ? [{ subgraph: "attendance" as const, message: `${unknown.join("、")}截止时没有学时账户，应修、已修学时未知。` }] : []),
    ...(open > 0 ? [{ subgraph: "attendance" as const, message: `${open}次课的签到表截止时尚未关闭，学时未计。` }] : []),
    { subgraph: "courses", message: "结业证书不在系统内登记，本档案不说是否结业。" },
  ]
}
