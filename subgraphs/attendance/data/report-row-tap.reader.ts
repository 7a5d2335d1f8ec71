import type { ReportRow } from "../domain/report.ts"

export type RowTap = ReturnType<typeof createRowTap>

/** Take rows of a report by the number: they come in batches, and worksheets and pages end where they end. */
export function createRowTap(rows: AsyncIterable<readonly ReportRow[]>) {
  const batches = rows[Symbol.asyncIterator]()
  let held: readonly ReportRow[] = []
  let isEnded = false
  const fill = async () => {
    while (held.length === 0 && !isEnded) {
      const next = await batches.next()
      if (next.done) isEnded = true
      else held = next.value
    }
  }
  return {
    /** As many as there are of so many; none when all are taken. */
    async take(most: number): Promise<readonly ReportRow[]> {
      await fill()
      const taken = held.slice(0, most)
      held = held.slice(taken.length)
      return taken
    },
    async isDone(): Promise<boolean> {
      await fill()
      return held.length === 0
    },
    /** Whoever reads the rows is told that no more are wanted. */
    async close(): Promise<void> {
      if (!isEnded) await batches.return?.()
    },
  }
}
