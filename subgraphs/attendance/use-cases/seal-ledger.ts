import type { PublishedHeads } from "../data/published-head.writer.ts"
import type { SealWriter } from "../data/seal.writer.ts"
import { MOST_ROWS } from "../domain/seal.ts"

/**
 * Seal what waits (封存), seal after seal until nothing more does, and publish the head outside the database.
 *
 * A head that was not published because the process ended is published by the next run: whoever keeps the file can show that no seal up to it was ever
 * exchanged, and that none is missing at the end.
 */
export async function sealLedger({ seals, heads }: { seals: SealWriter; heads: PublishedHeads | null }, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const seal = await seals.sealNext()
    if (!seal || seal.count < MOST_ROWS) break
  }
  const head = heads && (await seals.findHead())
  if (head) await heads.publish(head)
}
