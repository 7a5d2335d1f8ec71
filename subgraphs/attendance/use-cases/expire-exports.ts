import type { ExportExpiryWriter } from "../data/export-expiry.writer.ts"

const LONGEST_MS = 24 * 3_600_000
const GIVEN_UP = "It was not made within a day. Ask for it again, perhaps in parts."

/** Take away the files that are older than a day, and give up what was not made within one. Gives how many. */
export function expireExports({ expiry, now }: { expiry: ExportExpiryWriter; now(): Date }): Promise<number> {
  const at = now()
  return expiry.expire(at, new Date(at.getTime() - LONGEST_MS), GIVEN_UP)
}
