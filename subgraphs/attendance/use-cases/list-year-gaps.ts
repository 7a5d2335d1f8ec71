import type { ReportGap } from "../domain/report.ts"
import type { ReportSources } from "./open-report.ts"
import type { YearBooks } from "./read-year-books.ts"

/** Say what the figures of a year do not know yet, and whose data it is; in the language of the sheets on which it is printed. */
export async function listYearGaps({ books }: ReportSources, { asked }: YearBooks): Promise<ReportGap[]> {
  const { waiting, open, without } = await books.findGaps(asked)
  const gaps: (ReportGap & { count: number })[] = [
    { subgraph: "attendance", count: waiting, message: `${waiting}人的年度学时正待重新核算，所列为核算前的数。` },
    { subgraph: "attendance", count: open, message: `${open}次课的考勤表尚未关闭，其学时未计入。` },
    { subgraph: "people", count: without, message: `${without}名党员没有年度学时账户，不在分母之内。` },
  ]
  return gaps.filter(({ count }) => count > 0).map(({ subgraph, message }) => ({ subgraph, message }))
}
