/** How many files are taken in at once: each is held whole, and sealing it takes as much again several times over. */
const AT_ONCE = 4

export type UploadTurns = ReturnType<typeof createUploadTurns>

/**
 * Take files in by turns: a few at once, and one at a time of each person, so that nobody takes all the turns. Whoever waits is not
 * read from, and so takes no memory.
 */
export function createUploadTurns() {
  const ofPerson = new Map<string, Promise<void>>()
  const waiting: (() => void)[] = []
  let free = AT_ONCE

  async function amongAll(work: () => Promise<void>): Promise<void> {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free += 1
    }
  }

  return (subject: string, work: () => Promise<void>): Promise<void> => {
    const turn = (ofPerson.get(subject) ?? Promise.resolve()).then(() => amongAll(work))
    const settled = afterwards(turn, () => {
      if (ofPerson.get(subject) === settled) ofPerson.delete(subject)
    })
    ofPerson.set(subject, settled)
    return turn
  }
}

/** Wait for something to end, however it does. */
async function afterwards(work: Promise<void>, then: () => void): Promise<void> {
  await Promise.allSettled([work])
  then()
}
