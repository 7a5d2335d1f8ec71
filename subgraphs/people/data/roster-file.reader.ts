import { spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { deserialize, serialize } from "node:v8"
import type { ImportKind, RosterRecord, UnderstoodRow } from "../domain/import.ts"
import type { RosterField, TransferField } from "../domain/roster-headings.ts"
import type { TransferRecord } from "../domain/transfer-row.ts"
import { readAtMost } from "../../shared/read-at-most.ts"
import type { Encoding } from "./table.reader.ts"
import type { RosterSheet } from "./table.writer.ts"

/** What the process is asked: to understand a file, or (with `reasons` by line) to write its failing rows in the same layout. */
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
const MEMORY_MB = 768
const LARGEST_ANSWER = 256 * 1024 * 1024

const WORKER = fileURLToPath(new URL("./roster-file.worker.mjs", import.meta.url))
/**
 * Read and write rosters' files in a process of their own, one at a time: two cores serve everybody else too.
 *
 * A process, because a thread that runs out of memory can take the whole program with it, whatever limit it was given.
 */
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

    /** Write the file's rows that have a reason, with it, in the file's own layout and encoding; null when they are too many to be written in time. */
    async writeErrors(job: FileJob & { reasons: [number, string][] }): Promise<Buffer | null> {
      const answer = await inTurn(job)
      if (!answer.ok) return null
      if (!("file" in answer)) throw new Error("a file was read where one was to be written")
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

async function runJob(job: FileJob | WriteJob): Promise<FileAnswer> {
  // It is told nothing of where it runs: it has no use for addresses of databases, keys and secrets.
  const child = spawn(process.execPath, [`--max-old-space-size=${MEMORY_MB}`, WORKER], { stdio: ["pipe", "pipe", "ignore"], env: {} })
  let isLate = false
  const late = setTimeout(() => {
    isLate = true
    child.kill("SIGKILL")
  }, LONGEST_MS)
  // It may end before it has read everything; how it ended says why.
  child.stdin.on("error", () => undefined)
  child.stdin.end(serialize(job))
  const read = readAtMost(child.stdout, LARGEST_ANSWER).then((bytes) => {
    if (bytes === null) child.kill("SIGKILL")
    return bytes
  })
  const [bytes, ended] = await Promise.all([read, once(child, "close")]).finally(() => clearTimeout(late))
  const [code, signal] = ended as [number | null, NodeJS.Signals | null]
  if (isLate) return { ok: false, message: "Reading the file takes too long. Send it in parts." }
  // 134 and SIGABRT: out of memory. SIGKILL: the system was.
  if (bytes === null || code === 134 || signal !== null) return { ok: false, message: "The file holds more than can be read at once. Send it in parts." }
  if (bytes.length === 0) throw new Error(`the reading process ended with code ${code} and without an answer`)
  const answer = deserialize(bytes) as FileAnswer | { fault: string }
  if ("fault" in answer) throw new Error(answer.fault)
  return answer
}
