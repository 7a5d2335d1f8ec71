import type { Database } from "../shared/database.ts"
import { type JobTasks, type JobWorker, startJobs } from "../shared/job-worker.ts"
import type { Log } from "../shared/log.ts"
import { startRepeating } from "../shared/repeating.ts"
import type { SealingKey } from "../shared/sealed.ts"
import { calendarOf } from "./data/holiday.calendar.ts"
import { createPlanGroundReader } from "./data/plan-ground.reader.ts"
import { createPlanWorkRepository } from "./data/plan-work.repository.ts"
import { searchInThread } from "./data/plan.worker.ts"
import { createTellingExpiryWriter } from "./data/telling-expiry.writer.ts"
import { createWebhookDeliveryWriter } from "./data/webhook-delivery.writer.ts"
import { createWebhookSender } from "./data/webhook.sender.ts"
import { deliverWebhooks } from "./use-cases/deliver-webhooks.ts"
import { forgetOldTelling } from "./use-cases/forget-old-telling.ts"
import { runPlan } from "./use-cases/run-plan.ts"

/** At most so many jobs at once in one process. Those of one queue are done one after another, in all processes together. */
const CONCURRENCY = 4
/** How long the search for a plan may go on making it better (milliseconds). */
const PLAN_MS = 55_000
const DELIVERY_PAUSE_MS = 1_000
const FORGETTING_PAUSE_MS = 600_000

export type JobSurroundings = {
  databaseUrl: string
  database: Database
  timeZone: string
  now(): Date
  keys: readonly SealingKey[]
  log: Log
  /** Whether webhooks may be sent to programs on this machine, without TLS. */
  allowLoopback: boolean
}

/** Work off the subgraph's jobs in this process: the wiring from their names to what is done. */
export function openJobs(surroundings: JobSurroundings): JobWorker {
  const jobs = startJobs({ url: surroundings.databaseUrl, schema: "courses_jobs" }, tasksOf(surroundings), { concurrency: CONCURRENCY, log: surroundings.log })
  const deliveries = startDeliveries(surroundings)
  const forgetting = startForgetting(surroundings)
  return { stop: async () => void (await Promise.all([jobs.stop(), deliveries.stop(), forgetting.stop()])) }
}

/** Tell subscribers within a second or two. No job asks for it: what is due is in the outbox, and asking would hold up whoever publishes. */
function startDeliveries({ database, keys, now, log, allowLoopback }: JobSurroundings): JobWorker {
  const sources = { deliveries: createWebhookDeliveryWriter(database, keys), send: createWebhookSender({ now, allowLoopback }), now, random: Math.random }
  return startRepeating("webhooks", (signal) => deliverWebhooks(sources, signal), { pauseMs: DELIVERY_PAUSE_MS, log })
}

/** Forget what was told long ago, at the start and every ten minutes: there is seldom anything. */
function startForgetting({ database, now, log }: JobSurroundings): JobWorker {
  const sources = { expiry: createTellingExpiryWriter(database), now }
  return startRepeating("forgetting", (signal) => forgetOldTelling(sources, signal), { pauseMs: FORGETTING_PAUSE_MS, log })
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
