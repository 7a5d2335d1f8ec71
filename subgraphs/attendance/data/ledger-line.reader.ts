import type pg from "pg"

/**
 * Some lines as they came: line `at` is `bytes` from `starts[at]` up to `ends[at]`, without its line end. The byte before each start is the reader's to
 * overwrite, so that a mark can be set before a line without copying it.
 */
export type LineBatch = { bytes: Buffer; starts: number[]; ends: number[] }

/** How many batches are kept while nobody takes them; a batch is what the socket gives at once, 64 kB. */
const MOST_WAITING = 8

const COPY_DATA = 0x64
const COPY_DONE = 0x63
const COPY_OUT = 0x48
/** What a server may say between the lines: a notice, a parameter's change, a notification. */
const INTERSPERSED = new Set([0x4e, 0x53, 0x41])

/**
 * Read what a COPY writes, line by line, as fast as the server gives it.
 *
 * It reads the messages of the protocol itself, each of which is one line: the driver's own way costs a multiple for each row.
 * Memory stays at a few batches whatever the number of lines.
 */
export class LedgerLineReader implements pg.Submittable {
  private readonly waiting: LineBatch[] = []
  private rest: Buffer = Buffer.alloc(0)
  private isDone = false
  private failure: Error | null = null
  private wake: (() => void) | null = null
  private connection: pg.Connection | null = null
  private driver: ((chunk: Buffer) => void) | null = null
  private readonly onData = (chunk: Buffer) => this.take(chunk)
  private readonly onClose = () => this.end(new Error("the connection was lost while the ledger was read"))

  constructor(private readonly text: string) {}

  /** Give the next batch, or null after the last. @throws what the server or the connection failed with. */
  async next(): Promise<LineBatch | null> {
    while (this.waiting.length === 0 && !this.isDone) await new Promise<void>((resolve) => (this.wake = resolve))
    const batch = this.waiting.shift()
    if (batch) {
      if (this.waiting.length < MOST_WAITING / 2 && this.driver) this.connection?.stream.resume()
      return batch
    }
    if (this.failure) throw this.failure
    return null
  }

  submit(connection: pg.Connection): void {
    this.connection = connection
    const { stream } = connection
    const [driver] = stream.listeners("data") as ((chunk: Buffer) => void)[]
    this.driver = driver ?? null
    if (driver) stream.off("data", driver)
    stream.on("data", this.onData)
    stream.once("close", this.onClose)
    ;(connection as unknown as { query(text: string): void }).query(this.text)
  }

  handleError(error: Error): void {
    this.end(error)
  }

  handleCommandComplete(): void {
    this.end(null)
  }

  handleReadyForQuery(): void {
    this.end(null)
  }

  private take(chunk: Buffer): void {
    const bytes = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk
    const batch: LineBatch = { bytes, starts: [], ends: [] }
    let at = 0
    while (at + 5 <= bytes.length) {
      const code = bytes[at] as number
      const end = at + 1 + bytes.readUInt32BE(at + 1)
      if (code === COPY_DATA || code === COPY_OUT || INTERSPERSED.has(code)) {
        if (end > bytes.length) break
        if (code === COPY_DATA) {
          batch.starts.push(at + 5)
          batch.ends.push(end - 1)
        }
        at = end
        continue
      }
      if (code === COPY_DONE && end <= bytes.length) at = end
      this.push(batch)
      this.handBack(bytes.subarray(at))
      return
    }
    this.rest = bytes.subarray(at)
    this.push(batch)
    if (this.waiting.length >= MOST_WAITING) this.connection?.stream.pause()
  }

  private push(batch: LineBatch): void {
    if (batch.starts.length === 0) return
    this.waiting.push(batch)
    this.stir()
  }

  /** Let the driver read on: what ends a COPY, and every error, is its to deal with. */
  private handBack(unread: Buffer): void {
    const { connection, driver } = this
    if (!connection || !driver) return
    connection.stream.off("data", this.onData)
    connection.stream.off("close", this.onClose)
    connection.stream.on("data", driver)
    this.driver = null
    if (unread.length > 0) driver(unread)
    connection.stream.resume()
  }

  private end(failure: Error | null): void {
    this.failure ??= failure
    this.isDone = true
    this.stir()
  }

  private stir(): void {
    this.wake?.()
    this.wake = null
  }
}
