import type { AttendanceContext } from "../context.ts"
import { type AccountThen, hoursThen } from "../domain/account-then.ts"
import type { AnnualHours } from "../domain/annual-hours.ts"

/** One person's year as it came out of the facts that were recorded by then. */
export type YearThen = { account: AccountThen; sum: AnnualHours }

export type HoursThenSources = Pick<AttendanceContext, "hoursThen" | "hourGrounds">

/** So many people at once: what is held of them in memory stays small. */
const PEOPLE_AT_ONCE = 1_000

/**
 * Reckon what facts earned as the books stood: from what was recorded by then, as the accounts of then were judged. Of who had no account then nothing is
 * known. Three statements for each thousand people, whatever the years.
 */
export async function reckonHoursThen(
  { hoursThen: books, hourGrounds }: HoursThenSources,
  memberUuids: readonly string[],
  years: readonly number[],
  asOf: Date,
): Promise<Map<string, YearThen[]>> {
  const found = new Map<string, YearThen[]>()
  const [from, to] = [`${Math.min(...years)}-01-01`, `${Math.max(...years)}-12-31`]
  for (let at = 0; years.length > 0 && at < memberUuids.length; at += PEOPLE_AT_ONCE) {
    const some = memberUuids.slice(at, at + PEOPLE_AT_ONCE)
    const [facts, accounts] = await Promise.all([books.findFacts(some, from, to, asOf), books.findAccounts(some, years, asOf)])
    const sets = await hourGrounds.findRuleSets([], [...new Set(accounts.map(({ ruleSetUuid }) => ruleSetUuid))])
    const rules = new Map(sets.map(({ id, ruleSet }) => [id, ruleSet]))
    for (const account of accounts) {
      const ruleSet = rules.get(account.ruleSetUuid)
      if (!ruleSet) continue
      const sum = hoursThen(facts.get(account.memberUuid) ?? [], account, ruleSet)
      found.set(account.memberUuid, [...(found.get(account.memberUuid) ?? []), { account, sum }])
    }
  }
  return found
}
