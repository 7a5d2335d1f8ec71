import pg from "pg"
import { CannotStart } from "./cannot-start.ts"

/** The owners that have jobs, each with a queue in a schema of its own: `courses_jobs`. */
export const JOB_OWNERS = ["courses", "attendance"] as const
export type JobSchema = `${(typeof JOB_OWNERS)[number]}_jobs`
/** The queue's newest migration, in the version of it that is installed; a test holds the two together. */
export const NEWEST_MIGRATION = 19

/**
 * Make the tables of an owner's job queue, as the role that owns them: a job can be added before any worker has run. Costs one small statement
 * when they are there.
 *
 * @throws {CannotStart} when that role cannot connect or make them.
 */
export async function prepareJobQueue(client: Pick<pg.Client, "query">, schema: JobSchema, appUrl: string): Promise<void> {
  if (await isPrepared(client, schema)) return
  const pool = new pg.Pool({ connectionString: appUrl, max: 1 })
  // A connection that breaks fails the statement under way; the events by themselves must not end the process.
  pool.on("error", () => undefined)
  pool.on("connect", (connection) => connection.on("error", () => undefined))
  try {
    // Read only when needed: most starts do without.
    const { Logger, runMigrations } = await import("graphile-worker")
    await runMigrations({ pgPool: pool, schema, logger: new Logger(() => () => undefined) })
  } catch (cause) {
    throw new CannotStart(`The tables of the job queue could not be made: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  } finally {
    await pool.end()
  }
}

async function isPrepared(client: Pick<pg.Client, "query">, schema: JobSchema): Promise<boolean> {
  try {
    const { rows } = await client.query<{ newest: number }>(`SELECT coalesce(max(id), 0) AS newest FROM ${schema}.migrations`)
    return Number(rows[0]?.newest) >= NEWEST_MIGRATION
  } catch {
    // Whoever migrates may not be allowed to look; the role that owns it is.
    return false
  }
}
