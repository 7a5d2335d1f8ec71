import { EventEmitter } from "node:events"
import { setTimeout as wait } from "node:timers/promises"
import { type Job, Logger, type RunnerOptions, type TaskList, type WorkerEvents, run } from "graphile-worker"
import pg from "pg"
import type { Log } from "./log.ts"

const CONNECTIONS = 5
const POLL_MS = 1_000
/** How often jobs of processes that are gone are looked for, and how long a job must be held for that. */
const LOOK_MS = 2_000
const HELD_SECONDS = 5
const AGAIN_MS = 3_000
/** For a connection; while a program starts, nothing is answered for seconds. */
const LONGEST_WAIT_MS = 15_000
/** How long jobs under way may take to notice that they are to stop. */
const STOP_MS = 1_000

/** What a job is given: what it is about, which attempt this is (1 the first), and when to stop. */
export type JobTurn<Payload> = { payload: Payload; attempt: number; isLast: boolean; signal: AbortSignal }

/** What is done for each kind of job. One that throws is tried again, later each time. */
export type JobTasks = { readonly [name: string]: (turn: JobTurn<unknown>) => Promise<void> }

export type JobWorker = { stop(): Promise<void> }

/** `schema` is where the queue keeps its tables: `<subgraph>_jobs`. */
export type JobQueue = { url: string; schema: string }

type Working = { queue: JobQueue; concurrency: number; log: Log }

/**
 * Work off jobs until stopped, `concurrency` at a time, in this process.
 *
 * The queue would leave jobs of a process that was killed alone for four hours. Here each process holds an advisory lock in the name
 * under which it takes jobs, on one connection; PostgreSQL frees it when the process is gone, and any other that then finds it free gives the
 * jobs back. A process that lost that connection and lives on may meet its own job again: jobs must bear being run twice.
 *
 * A database that is not there is asked again every few seconds; from the second time on that is a warning.
 */
export function startJobs(queue: JobQueue, tasks: JobTasks, { concurrency, log }: { concurrency: number; log: Log }): JobWorker {
  const stopping = new AbortController()
  let failures = 0
  const working = (async () => {
    while (!stopping.signal.aborted) {
      await workUntilStopped(tasks, { queue, concurrency, log, signal: stopping.signal }).catch((err: unknown) => {
        failures += 1
        log[failures > 1 ? "warn" : "debug"]({ err }, "jobs are not worked off")
      })
      await wait(AGAIN_MS, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  })()
  return {
    async stop() {
      stopping.abort(new Error("The program stops."))
      await working
    },
  }
}

type Options = Working & { signal: AbortSignal }

async function workUntilStopped(tasks: JobTasks, options: Options): Promise<void> {
  const { queue, log, signal } = options
  const pool = openPool(queue, log)
  try {
    const presence = await holdPresence(pool, queue)
    const announced = Object.fromEntries(
      Object.entries(tasks).map(([name, task]) => [name, (turn: JobTurn<unknown>) => presence.announced().then(() => task(turn))]),
    )
    const runner = await run({ ...runnerOptions(pool, announced, options), events: presence.events }).catch((error: unknown) => {
      presence.end()
      throw error
    })
    const look = setInterval(() => void freeJobsOfTheGone(pool, queue).catch((err: unknown) => log.warn({ err }, "nobody looked for lost jobs")), LOOK_MS)
    const stop = () => void runner.stop().catch(() => undefined)
    signal.addEventListener("abort", stop, { once: true })
    try {
      if (signal.aborted) stop()
      await Promise.race([runner.promise, presence.lost])
    } finally {
      clearInterval(look)
      signal.removeEventListener("abort", stop)
      await runner.stop().catch(() => undefined)
      await runner.promise.catch(() => undefined)
      presence.end()
    }
  } finally {
    await pool.end()
  }
}

type Presence = { events: WorkerEvents; announced(): Promise<unknown>; lost: Promise<never>; end(): void }

/** Hold a lock in the name under which this process takes jobs, on one connection, for as long as it stands. */
async function holdPresence(pool: pg.Pool, queue: JobQueue): Promise<Presence> {
  const client = await pool.connect()
  const events: WorkerEvents = new EventEmitter()
  let announced: Promise<unknown> = Promise.resolve()
  events.on("pool:create", ({ workerPool }) => {
    announced = client.query(`SELECT pg_advisory_lock(${keyOf(queue, "$1::text")})`, [workerPool.id])
    announced.catch(() => undefined)
  })
  const lost = new Promise<never>((_, reject) => client.once("error", reject))
  lost.catch(() => undefined)
  return { events, announced: () => announced, lost, end: () => client.release(true) }
}

/** Give back the jobs whose process is no longer there; the locks that are tried for are let go with the statement. */
async function freeJobsOfTheGone(pool: pg.Pool, queue: JobQueue): Promise<void> {
  const { schema } = queue
  await pool.query(
    `WITH held AS MATERIALIZED (
       SELECT locked_by FROM ${schema}._private_jobs WHERE locked_by IS NOT NULL AND locked_at < now() - make_interval(secs => $1)
       UNION SELECT locked_by FROM ${schema}._private_job_queues WHERE locked_by IS NOT NULL AND locked_at < now() - make_interval(secs => $1)
     ), gone AS MATERIALIZED (SELECT locked_by FROM held WHERE pg_try_advisory_xact_lock(${keyOf(queue, "locked_by")}))
     SELECT ${schema}.force_unlock_workers(names) FROM (SELECT array_agg(locked_by) AS names FROM gone) AS found WHERE names IS NOT NULL`,
    [HELD_SECONDS],
  )
}

function keyOf({ schema }: JobQueue, name: string): string {
  return `hashtext('${schema}'), hashtext(${name})`
}

function openPool({ url, schema }: JobQueue, log: Log): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS, application_name: schema.replace("_", " "), connectionTimeoutMillis: LONGEST_WAIT_MS })
  const lost = (err: Error) => log.warn({ err }, "database connection lost")
  pool.on("error", lost)
  pool.on("connect", (client) => client.on("error", lost))
  return pool
}

function runnerOptions(pgPool: pg.Pool, tasks: JobTasks, { queue, concurrency, log, signal }: Options): RunnerOptions {
  return {
    pgPool,
    schema: queue.schema,
    concurrency,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    logger: new Logger(() => (level, message) => (level === "error" ? log.warn({ jobs: message }, "jobs") : undefined)),
    preset: { worker: { gracefulShutdownAbortTimeout: STOP_MS } },
    taskList: Object.fromEntries(
      Object.entries(tasks).map(([name, task]) => [name, (payload: unknown, { job }: { job: Job }) => task({ payload, signal, ...attemptOf(job) })]),
    ) as TaskList,
  }
}

function attemptOf({ attempts, max_attempts }: Job): { attempt: number; isLast: boolean } {
  return { attempt: attempts, isLast: attempts >= max_attempts }
}
