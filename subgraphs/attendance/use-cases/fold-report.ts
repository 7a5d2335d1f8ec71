import { type ClosedGroup, closeGroups, type OpenGroups, openGroups, type ReportGroup, type Sums, takeLine } from "../domain/report-groups.ts"
import type { ReportBatch, ReportRow } from "../domain/report.ts"

/** Where a line stands in the order of its report: what the next page is read after. */
export type LinePlace = readonly (string | number | null)[]

/** A line with the groups above it (below the report's own organisation, outermost first) and what it adds to them. */
export type ReportLine = { row: ReportRow; at: LinePlace; way: readonly ReportGroup[]; sums: Sums }

export type ReportLines = {
  organisation: ReportGroup
  find(after: LinePlace | null, limit: number): Promise<readonly ReportLine[]>
  /** The line of a group that has ended; left out where nothing is added up. */
  print?(closed: ClosedGroup): ReportRow
}

type Position = { at: LinePlace | null; open: OpenGroups; isDone?: true }

/** A line may end as many groups as a branch has above it: so many make no batch of more than a thousand. */
const LINES = { grouped: 200, plain: 1_000 }

/** Read a report's lines batch after batch, with the line of each group after its last one; from a position on, as if it had never been interrupted. */
export async function* foldReport({ organisation, find, print }: ReportLines, after?: string): AsyncIterable<ReportBatch> {
  const limit = print ? LINES.grouped : LINES.plain
  let position: Position = after === undefined ? { at: null, open: openGroups(organisation) } : (JSON.parse(after) as Position)
  while (!position.isDone) {
    const lines = await find(position.at, limit)
    const rows: ReportRow[] = []
    let { at, open } = position
    for (const line of lines) {
      const next = takeLine(open, line.way, line.sums)
      if (print) rows.push(...next.closed.map(print))
      rows.push(line.row)
      ;[at, open] = [line.at, next.open]
    }
    const isDone = lines.length < limit
    if (isDone && print) rows.push(...closeGroups(open).map(print))
    position = isDone ? { at, open: [], isDone } : { at, open }
    if (rows.length > 0) yield { rows, position: JSON.stringify(position) }
  }
}
