import { setTimeout as pause } from "node:timers/promises"
import type { Database } from "../../shared/database.ts"

const LONGEST_MS = 30_000
const LOOK_MS = 250

/**
 * Make a wait until what reports are read from has what was written before: at once where it is the same server, and on a streaming replica when it has replayed so far.
 *
 * @throws when that takes longer than half a minute: the work is tried again later.
 */
export function createReplicaWait(database: Database, reports: Database): () => Promise<void> {
  return async () => {
    const [standby] = await reports.read<{ behind: boolean }>("is_replica", "SELECT pg_is_in_recovery() AS behind", [])
    if (!standby?.behind) return
    const [written] = await database.read<{ lsn: string }>("written_so_far", "SELECT pg_current_wal_lsn()::text AS lsn", [])
    for (const end = Date.now() + LONGEST_MS; Date.now() < end; await pause(LOOK_MS)) {
      const [replayed] = await reports.read<{ done: boolean }>("replayed_so_far", "SELECT pg_last_wal_replay_lsn() >= $1::pg_lsn AS done", [written?.lsn])
      if (replayed?.done) return
    }
    throw new Error("the replica that reports are read from is more than half a minute behind")
  }
}
