import type { Database } from "../../shared/database.ts"
import { HOLD_TREE } from "../../shared/tree-lock.ts"
import { createAccountListRepository } from "./account-list.repository.ts"
import { createHoursWriter } from "./hours.writer.ts"

export type AccountWorkWriter = ReturnType<typeof createAccountWorkWriter>

/** Make accounts of years in the background, outside any request: each batch in a transaction of its own. */
export function createAccountWorkWriter(database: Database, { now, dayOf }: { now(): Date; dayOf(instant: Date): string }) {
  const lists = createAccountListRepository(database.read)
  return {
    findWaiting: (limit: number) => lists.findWaiting(limit),
    findWithout: (year: number, after: string | null, limit: number) => lists.findWithout(year, after, limit),

    async make(people: readonly string[], year: number): Promise<void> {
      const client = await database.pool.connect()
      const query = async <Rows>(text: string, ...values: unknown[]) => (await client.query(text, values)).rows as Rows
      const transaction = {
        $queryRawUnsafe: query,
        $executeRawUnsafe: async (text: string, ...values: unknown[]) => (await client.query(text, values)).rowCount ?? 0,
      }
      try {
        await client.query("BEGIN")
        await client.query(HOLD_TREE)
        await createHoursWriter(transaction, dayOf(now()), now).recompute(people, [year])
        await client.query("COMMIT")
      } catch (error) {
        await client.query("ROLLBACK").catch(() => undefined)
        throw error
      } finally {
        client.release()
      }
    },
  }
}
