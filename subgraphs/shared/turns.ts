/** Do work by turns: at most `atOnce` at a time, at most `waiting` behind them; gives null, at once, to whoever comes when that many wait. */
export type Turns = <Value>(work: () => Promise<Value>) => Promise<Value | null>

/** Make a queue for work that is dear and can be left out, so that many who ask for it at once do not keep others from what must be done. */
export function createTurns({ atOnce, waiting }: { atOnce: number; waiting: number }): Turns {
  let running = 0
  const queue: (() => void)[] = []
  return async (work) => {
    if (running >= atOnce) {
      if (queue.length >= waiting) return null
      // Whoever ends hands the turn on, so that nobody slips in between.
      await new Promise<void>((resolve) => queue.push(resolve))
    } else running += 1
    try {
      return await work()
    } finally {
      const next = queue.shift()
      if (next) next()
      else running -= 1
    }
  }
}
