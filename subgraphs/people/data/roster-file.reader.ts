import { Worker } from "node:worker_threads"
import type { ImportKind, RosterRecord, UnderstoodRow } from "../domain/import.ts"
import type { RosterField, TransferField } from "../domain/roster-headings.ts"
import type { TransferRecord } from "../domain/transfer-row.ts"
import type { Encoding } from "./table.reader.ts"
import type { RosterSheet } from "./table.writer.ts"

/** What the thread is asked: to understand a file, or (with `reasons` by line) to write its failing rows in the same layout. */
export type FileJob = { kind: ImportKind; content: Uint8Array; today: string; reasons?: [line: number, reason: string][] }

/** Or: to write a roster. */
export type WriteJob = { format: "XLSX" | "CSV"; sheet: RosterSheet }

/** A file's rows as they were understood, and what it calls its columns. */
export type UnderstoodFile = { ok: true; encoding: Encoding; ignored: string[] } & (
  | { kind: "MEMBER_ROSTER"; names: Record<RosterField, string>; rows: UnderstoodRow<RosterRecord>[] }
  | { kind: "TRANSFER_REGISTER"; names: Record<TransferField, string>; rows: UnderstoodRow<TransferRecord>[] }
)
export type UnreadableFile = { ok: false; message: string }
export type FileAnswer = UnderstoodFile | { ok: true; file: Uint8Array } | UnreadableFile

/** What reading one file may take. */
const LONGEST_MS = 40_000
const MEMORY = { maxOldGenerationSizeMb: 768, maxYoungGenerationSizeMb: 64 }

const WORKER = new URL("./roster-file.worker.mjs", import.meta.url)

export type RosterFiles = ReturnType<typeof createRosterFiles>

/** Read and write rosters' files in a thread of its own, one at a time: two cores serve everybody else too. */
export function createRosterFiles() {
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = (job: FileJob | WriteJob): Promise<FileAnswer> => {
    const turn = last.then(() => runJob(job))
    last = turn.catch(() => undefined)
    return turn
  }
  return {
    /** Understand a file's rows; a file that cannot be read gives the reason, for people. */
    async read(job: Omit<FileJob, "reasons">): Promise<UnderstoodFile | UnreadableFile> {
      const answer = await inTurn(job)
      if (answer.ok && "file" in answer) throw new Error("a file was written where one was to be read")
      return answer
    },

    /** Write the file's rows that have a reason, with it, in the file's own layout and encoding. */
    async writeErrors(job: FileJob & { reasons: [number, string][] }): Promise<Buffer> {
      const answer = await inTurn(job)
      if (!answer.ok || !("file" in answer)) throw new Error("a file that was read could not be read again")
      return Buffer.from(answer.file)
    },

    /** Write a roster that is to be taken away. */
    async write(job: WriteJob): Promise<Buffer> {
      const answer = await inTurn(job)
      if (!answer.ok || !("file" in answer)) throw new Error(answer.ok ? "a file was read where one was to be written" : answer.message)
      return Buffer.from(answer.file)
    },
  }
}

function runJob(job: FileJob | WriteJob): Promise<FileAnswer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER, { workerData: job, resourceLimits: MEMORY })
    const tooMuch = (message: string) => resolve({ ok: false, message })
    const late = setTimeout(() => {
      tooMuch("Reading the file takes too long. Send it in parts.")
      void worker.terminate()
    }, LONGEST_MS)
    worker.once("message", (answer: FileAnswer) => resolve(answer))
    worker.once("error", (error: Error & { code?: string }) =>
      error.code === "ERR_WORKER_OUT_OF_MEMORY" ? tooMuch("The file holds more than can be read at once. Send it in parts.") : reject(error),
    )
    worker.once("exit", () => {
      clearTimeout(late)
      reject(new Error("the reading thread ended without an answer"))
    })
  })
}
