import type { ReconciliationWork } from "../data/reconciliation-work.writer.ts"

const PEOPLE_AT_ONCE = 500
/** At night, by the city's clock: nobody closes a sheet, and what differs in the morning differed overnight. */
const NIGHT = { from: 60, to: 300 }

/**
 * Work off reconciliations that wait, a step at a time, and ask for the nightly ones: of this year and the last, for the whole tree. Several processes may; what
 * one has done the others drop. Nothing is put right: that is for whoever reads the findings.
 */
export async function workReconciliations(
  { work, now, localOf }: { work: ReconciliationWork; now(): Date; localOf(instant: Date): { day: string; minute: number } },
  signal: AbortSignal,
): Promise<void> {
  const { day, minute } = localOf(now())
  const year = Number(day.slice(0, 4))
  if (minute >= NIGHT.from && minute < NIGHT.to) await work.askNightly([year - 1, year])
  while (!signal.aborted) {
    const one = await work.findNext()
    if (!one) return
    if (one.reached === null) {
      const { count, differences } = await work.compareTallies(one)
      await work.keep(one, { tallies: count, reached: NOBODY, isLast: false, differences })
      continue
    }
    const { count, last, differences } = await work.compareAccounts(one, PEOPLE_AT_ONCE)
    await work.keep(one, { accounts: count, reached: last, isLast: count < PEOPLE_AT_ONCE, differences })
  }
}

/** Before everybody: the tallies are done, and no account yet. */
const NOBODY = "00000000-0000-0000-0000-000000000000"
