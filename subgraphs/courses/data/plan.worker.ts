import { Worker } from "node:worker_threads"
import { type PlanFound, type PlanGround, type PlanProgress, PlanTooLarge } from "../domain/plan.ts"

/** The search looks at the clock between two programmes only: the thread is ended when it takes much longer. */
const PATIENCE_MS = 60_000
const MEMORY_MB = 1_024

type Message = { progress: PlanProgress } | { found: PlanFound }

/**
 * Search for a plan in a thread of its own, which `signal` ends at once. Whether the thread was killed or died, the answer is an error.
 *
 * `mostMs` is how long the search may improve what it has.
 */
export function searchInThread(
  ground: PlanGround,
  { signal, mostMs, tell }: { signal: AbortSignal; mostMs: number; tell(progress: PlanProgress): void },
): Promise<PlanFound> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL("./plan-thread.mjs", import.meta.url), {
      workerData: { ground, mostMs },
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
      execArgv: [],
    })
    const end = (settle: () => void) => {
      clearTimeout(late)
      signal.removeEventListener("abort", stop)
      void thread.terminate()
      settle()
    }
    const stop = () => end(() => reject(signal.reason instanceof Error ? signal.reason : new Error("The search was stopped.")))
    const late = setTimeout(() => end(() => reject(new PlanTooLarge("The search did not end in time."))), mostMs + PATIENCE_MS)
    if (signal.aborted) return stop()
    signal.addEventListener("abort", stop, { once: true })
    thread.on("message", (message: Message) => ("found" in message ? end(() => resolve(message.found)) : tell(message.progress)))
    thread.once("error", (error) => end(() => reject(isOutOfMemory(error) ? new PlanTooLarge(error.message) : error)))
    thread.once("exit", (code) => end(() => reject(new Error(`The search ended with code ${code}.`))))
  })
}

function isOutOfMemory(error: Error): boolean {
  return (error as { code?: unknown }).code === "ERR_WORKER_OUT_OF_MEMORY"
}
