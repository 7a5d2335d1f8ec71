import { setTimeout as pause } from "node:timers/promises"
import type { Database } from "../../shared/database.ts"

/** Clocks of programs and of the database may differ by so much. */
const CLOCKS_DIFFER_MS = 1_000
const TICK_MS = 2
const LOOK_MS = 50

/** Say up to which moment everything that was recorded can be read, because nothing that began before is still being written. */
export function createUnsettledReader(database: Database, now: () => Date) {
  /** Give the last settled moment; now, where nothing is being written. */
  async function findSettled(): Promise<Date> {
    const asked = now()
    // What begins after the look is recorded later than the moment given: instants are recorded to the millisecond.
    await pause(TICK_MS)
    const [row] = await database.read<{ ms: number | null }>("unsettled", "SELECT (extract(epoch FROM attendance.unsettled_for()) * 1000)::float8 AS ms", [])
    return row?.ms == null ? asked : new Date(asked.getTime() - Math.ceil(row.ms) - CLOCKS_DIFFER_MS)
  }
  return {
    findSettled,

    /** Wait until a moment is settled; says false where it is not within so long. */
    async settle(moment: Date, longestMs: number): Promise<boolean> {
      for (const end = Date.now() + longestMs; ; await pause(LOOK_MS)) {
        if (moment <= (await findSettled())) return true
        if (Date.now() >= end) return false
      }
    },
  }
}
