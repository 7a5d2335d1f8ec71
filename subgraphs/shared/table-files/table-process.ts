import { spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { deserialize, serialize } from "node:v8"
import { readAtMost } from "../read-at-most.ts"

/** A file that no table can be read from, with the reason, for people. */
export type UnreadableFile = { ok: false; message: string }

/** What reading one file may take. */
const LONGEST_MS = 40_000
const MEMORY_MB = 768
const LARGEST_ANSWER = 256 * 1024 * 1024

/**
 * Read and write tables' files in a process of their own, one at a time: two cores serve everybody else too. `worker` is the module
 * in which that process begins; it answers with `answerJob`.
 *
 * A process, because a thread that runs out of memory can take the whole program with it, whatever limit it was given.
 */
export function createTableProcess<Job, Answer>(worker: URL): (job: Job) => Promise<Answer | UnreadableFile> {
  let last: Promise<unknown> = Promise.resolve()
  return (job) => {
    const turn = last.then(() => runJob<Job, Answer>(worker, job))
    last = turn.catch(() => undefined)
    return turn
  }
}

async function runJob<Job, Answer>(worker: URL, job: Job): Promise<Answer | UnreadableFile> {
  // It is told nothing of where it runs: it has no use for addresses of databases, keys and secrets.
  const child = spawn(process.execPath, [`--max-old-space-size=${MEMORY_MB}`, fileURLToPath(worker)], { stdio: ["pipe", "pipe", "ignore"], env: {} })
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
  const answer = deserialize(bytes) as Answer | { fault: string }
  if (typeof answer === "object" && answer !== null && "fault" in answer) throw new Error(answer.fault)
  return answer
}
