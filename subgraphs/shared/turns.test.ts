import { expect, test } from "vitest"
import { createTurns } from "./turns.ts"

test("so many at once, so many behind them, and none beyond; a failure gives the turn on", async () => {
  const turns = createTurns({ atOnce: 2, waiting: 3 })
  let most = 0
  let running = 0
  const work = (at: number) => async () => {
    running += 1
    most = Math.max(most, running)
    await new Promise((resolve) => setTimeout(resolve, 5))
    running -= 1
    if (at === 0) throw new Error("broken")
    return at
  }
  const done = await Promise.allSettled(Array.from({ length: 7 }, (_, at) => turns(work(at))))
  expect(done.map((one) => (one.status === "fulfilled" ? one.value : "broken"))).toEqual(["broken", 1, 2, 3, 4, null, null])
  expect(most).toBe(2)
  expect(await turns(work(8))).toBe(8)
})
