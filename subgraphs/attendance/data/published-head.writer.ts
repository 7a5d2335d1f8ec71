import { createReadStream } from "node:fs"
import { mkdir, open } from "node:fs/promises"
import { dirname } from "node:path"
import { createInterface } from "node:readline"
import { type PublishedHead, parseHead } from "../domain/seal.ts"

const TAIL = 4_096

export type PublishedHeads = ReturnType<typeof createPublishedHeads>

/** Publish the ledger's heads outside the database, in a file that is only ever added to: one line of JSON a head. */
export function createPublishedHeads(file: string) {
  return {
    /** Add a head unless the file ends with it or a later one; it is on the disk when this returns. */
    async publish(head: PublishedHead): Promise<void> {
      await mkdir(dirname(file), { recursive: true })
      const handle = await open(file, "a+", 0o644)
      try {
        const { size } = await handle.stat()
        const tail = Buffer.alloc(Math.min(size, TAIL))
        await handle.read(tail, 0, tail.length, size - tail.length)
        const lines = tail.toString("utf8").split("\n")
        const last = lines
          .map(parseHead)
          .filter((one) => one !== null)
          .at(-1)
        if (last && last.number >= head.number) return
        // A line that was cut off by the end of a process is ended, so that this one stands alone.
        await handle.write(`${lines.at(-1) === "" ? "" : "\n"}${JSON.stringify(head)}\n`)
        await handle.sync()
      } finally {
        await handle.close()
      }
    },

    /** Give the heads in the order in which they were published; none before the first was. */
    async *read(): AsyncGenerator<PublishedHead> {
      const stream = createReadStream(file, "utf8")
      try {
        for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
          const head = parseHead(line)
          if (head) yield head
        }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error
      } finally {
        stream.destroy()
      }
    },
  }
}
