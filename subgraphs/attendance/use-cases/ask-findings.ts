import type { AttendanceContext } from "../context.ts"
import type { FindingsAsked } from "../data/finding.repository.ts"
import { chooseInspectionRules } from "./choose-inspection-rules.ts"

type Asked = { path: string; from: string; to: string; asOf: Date; lessonIds?: readonly string[] | null }
type Sources = Pick<AttendanceContext, "hourGrounds" | "dayOf" | "instantOf">

/** Make of a subtree and days what findings are looked for with: the instants, and the rules in force there. */
export async function askFindings(sources: Sources, { path, from, to, asOf, lessonIds = null }: Asked): Promise<FindingsAsked> {
  const years = [Number(from.slice(0, 4)), Number(to.slice(0, 4))]
  const { inspectionAt, key } = await chooseInspectionRules(sources, [...new Set(years)])
  const next = new Date(Date.parse(`${to}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
  return {
    path,
    from,
    to,
    asOf,
    lessonIds,
    since: sources.instantOf(from, 0),
    until: sources.instantOf(next, 0),
    today: sources.dayOf(asOf),
    rules: inspectionAt(path, to),
    rulesAt: inspectionAt,
    rulesKey: key,
    kinds: null,
  }
}
