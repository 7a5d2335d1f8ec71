import type { AccountWorkWriter } from "../data/account-work.writer.ts"

const PEOPLE_AT_ONCE = 200

/**
 * Make the accounts that wait for it, after rules changed or where nothing was reckoned yet, and those of this year of people who belong and have none. Several
 * processes may: doing it again changes nothing. What cannot be made, for want of rules, is tried again the next time.
 */
export async function makeAccounts(
  { work, now, dayOf }: { work: AccountWorkWriter; now(): Date; dayOf(instant: Date): string },
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const waiting = await work.findWaiting(PEOPLE_AT_ONCE)
    if (!waiting) break
    await work.make(waiting.people, waiting.year)
  }
  const year = Number(dayOf(now()).slice(0, 4))
  for (let after: string | null = null; !signal.aborted;) {
    const people: string[] = await work.findWithout(year, after, PEOPLE_AT_ONCE)
    if (people.length === 0) return
    await work.make(people, year)
    after = people.at(-1) ?? null
  }
}
