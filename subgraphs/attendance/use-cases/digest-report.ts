import { createHash } from "node:crypto"
import { type Report, canonicalHeader, canonicalRow } from "../domain/report.ts"

/**
 * Give the digest of a report: SHA-256, in hexadecimal, over its canonical lines, each with a line end (`\n`): the header, then every row in order.
 *
 * The same parameters give the same digest whenever and by whomever they are asked, and whatever people are called by then.
 */
export async function digestReport(report: Report): Promise<string> {
  const hash = createHash("sha256").update(`${canonicalHeader(report)}\n`)
  for await (const { rows } of report.batches()) for (const row of rows) hash.update(`${canonicalRow(row, report.columns)}\n`)
  return hash.digest("hex")
}
