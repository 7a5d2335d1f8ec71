import type { Report, ReportBatch, ReportRow } from "./report.ts"

/** So many rows a batch. */
const BATCH = 1_000

/** Give the rows of a report that is small enough to be held as a whole: read once, when they are asked for; a position is how many came before. */
export function listedReport(rows: number, read: () => Promise<readonly ReportRow[]>): Pick<Report, "count" | "batches"> {
  let kept: Promise<readonly ReportRow[]> | undefined
  return {
    count: () => Promise.resolve(rows),
    async *batches(after = "0"): AsyncGenerator<ReportBatch> {
      const all = await (kept ??= read())
      for (let at = Number(after); at < all.length; at += BATCH) {
        const next = all.slice(at, at + BATCH)
        yield { rows: next, position: String(at + next.length) }
      }
    },
  }
}
