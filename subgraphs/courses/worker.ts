import type { Database } from "../shared/database.ts"
import type { Log } from "../shared/log.ts"
import type { SealingKey } from "../shared/sealed.ts"
import { calendarOf } from "./data/holiday.calendar.ts"
import { type JobTasks, type JobWorker, startJobs } from "./data/job.worker.ts"
import { createPlanGroundReader } from "./data/plan-ground.reader.ts"
import { createPlanWorkRepository } from "./data/plan-work.repository.ts"
import { searchInThread } from "./data/plan.worker.ts"
import { runPlan } from "./use-cases/run-plan.ts"

/** At most so many jobs at once in one process. Those of one queue are done one after another, in all processes together. */
const CONCURRENCY = 4
/** How long the search for a plan may go on making it better (milliseconds). */
const PLAN_MS = 55_000

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

function tasksOf({ database, now, timeZone }: JobSurroundings): JobTasks {
  const plans = createPlanWorkRepository(database, now)
  const grounds = createPlanGroundReader(database, { timeZone, calendarOf })
  return {
    plan: ({ payload, ...turn }) =>
      runPlan(
        { plans, grounds, search: (ground, options) => searchInThread(ground, { ...options, mostMs: PLAN_MS }) },
        (payload as { planId: string }).planId,
        turn,
      ),
  }
}
