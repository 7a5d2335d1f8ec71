import type { Database } from "../shared/database.ts"
import type { Log } from "../shared/log.ts"
import type { SealingKey } from "../shared/sealed.ts"
import { type JobTasks, type JobWorker, startJobs } from "./data/job.worker.ts"

/** At most so many jobs at once in one process. Those of one queue are done one after another, in all processes together. */
const CONCURRENCY = 4

export type JobSurroundings = {
  databaseUrl: string
  database: Database
  timeZone: string
  now(): Date
  keys: readonly SealingKey[]
  log: Log
}

/** Work off the subgraph's jobs in this process: the wiring from their names to what is done. */
export function openJobs(surroundings: JobSurroundings): JobWorker {
  return startJobs(surroundings.databaseUrl, tasksOf(surroundings), { concurrency: CONCURRENCY, log: surroundings.log })
}

function tasksOf(_: JobSurroundings): JobTasks {
  return {}
}
