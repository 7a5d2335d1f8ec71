import { setTimeout as wait } from "node:timers/promises"
import type { Log } from "./log.ts"

/** Work that goes on until it is stopped; stopping waits for what is under way. */
export type Repeating = { stop(): Promise<void> }

/**
 * Do a piece of work again and again until stopped, pausing in between; what fails is logged and done again.
 *
 * A failure is a warning when the one before failed as well: a start keeps everything waiting for seconds, and a database may be gone for one.
 *
 * For work that finds by itself what is due and may be done by several processes at once: what it leaves, nobody has to ask for.
 */
export function startRepeating(name: string, work: (signal: AbortSignal) => Promise<unknown>, { pauseMs, log }: { pauseMs: number; log: Log }): Repeating {
  const stopping = new AbortController()
  const { signal } = stopping
  const working = (async () => {
    let failures = 0
    while (!signal.aborted) {
      await work(signal).then(
        () => (failures = 0),
        (err: unknown) => {
          failures += 1
          log[failures > 1 ? "warn" : "debug"]({ err, work: name }, "failed, is tried again")
        },
      )
      await wait(pauseMs, undefined, { signal }).catch(() => undefined)
    }
  })()
  return {
    async stop() {
      stopping.abort()
      await working
    },
  }
}
