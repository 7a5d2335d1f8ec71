import type { TellingExpiryWriter } from "../data/telling-expiry.writer.ts"

const EVENT_DAYS = 90
const READ_NOTICE_DAYS = 400
const AT_ONCE = 500
const DAY_MS = 86_400_000

/**
 * Forget what was told long ago: events and their deliveries after 90 days, notices 400 days after they were read. Gives how many of each.
 *
 * What is still to be sent stays, and what was not read. In small batches, each a transaction of its own: it never holds up whoever tells something new.
 */
export async function forgetOldTelling(
  { expiry, now }: { expiry: TellingExpiryWriter; now(): Date },
  signal?: AbortSignal,
): Promise<{ events: number; notices: number }> {
  const daysAgo = (days: number) => new Date(now().getTime() - days * DAY_MS)
  const allOf = async (removeSome: () => Promise<number>): Promise<number> => {
    let removed = 0
    for (let batch = AT_ONCE; batch === AT_ONCE && !signal?.aborted; removed += batch) batch = await removeSome()
    return removed
  }
  return {
    events: await allOf(() => expiry.removeEvents(daysAgo(EVENT_DAYS), AT_ONCE)),
    notices: await allOf(() => expiry.removeNotices(daysAgo(READ_NOTICE_DAYS), AT_ONCE)),
  }
}
