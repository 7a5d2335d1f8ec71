import { LRUCache } from "lru-cache"
import type { Finding } from "../domain/finding.ts"

const KEPT_MS = 5 * 60_000
/** Of all lists together: some tens of megabytes. */
const MOST_FINDINGS = 100_000

export type KeptFindings = ReturnType<typeof createKeptFindings>

/** Keep what was found, in this process and for a few minutes: whoever turns the pages of a list has it looked for with the first one only. */
export function createKeptFindings() {
  const kept = new LRUCache<string, readonly Finding[]>({ maxSize: MOST_FINDINGS, sizeCalculation: (found) => found.length + 1, ttl: KEPT_MS })
  return {
    /** Look for findings and keep them; of a later page, give those that were kept. `key` says everything on which they depend, the viewer's scope included. */
    async find(key: string, isLater: boolean, look: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
      const known = isLater ? kept.get(key) : undefined
      if (known) return known
      const found = await look()
      kept.set(key, found)
      return found
    },
  }
}
