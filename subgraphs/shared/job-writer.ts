/** How a job is to be done: in turn with others of one queue, not before a time, once for one key, at most so often. */
export type JobOptions = { queue?: string; runAt?: Date; key?: string; attempts?: number }

const ATTEMPTS = 5

/** Raw statements without an answer, inside a transaction, as Prisma offers them. */
type RawWrites = { $executeRawUnsafe(text: string, ...values: unknown[]): PromiseLike<number> }

/** Ask for jobs in the transaction that makes them needed: they are done if it is committed, and only then. */
export function createJobWriter(transaction: RawWrites, schema: string) {
  return {
    async add(name: string, payload: object, { queue, runAt, key, attempts = ATTEMPTS }: JobOptions = {}): Promise<void> {
      await transaction.$executeRawUnsafe(
        `SELECT FROM ${schema}.add_job($1, $2::json, queue_name => $3, run_at => $4::timestamptz, max_attempts => $5::int, job_key => $6)`,
        name,
        JSON.stringify(payload),
        queue ?? null,
        runAt ?? null,
        attempts,
        key ?? null,
      )
    },
  }
}
