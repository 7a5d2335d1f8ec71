import { type UnreadableFile, createTableProcess } from "../../shared/table-files/table-process.ts"
import type { Encoding } from "../../shared/table-files/table.reader.ts"
import type { LessonImportKind, Understood } from "../domain/lesson-import.ts"

/** What the process is asked: to understand a file, or (with `reasons` by line) to write its failing rows in the same layout. */
export type LessonFileJob = { kind: LessonImportKind; content: Uint8Array; today: string; reasons?: [line: number, reason: string][] }

export type UnderstoodLessonFile = { ok: true; encoding: Encoding; ignored: string[]; understood: Understood }
export type LessonFileAnswer = UnderstoodLessonFile | { ok: true; file: Uint8Array }

const WORKER = new URL("./lesson-file.worker.mjs", import.meta.url)

/** Read files of lesson plans, teachers and venues, in a process of their own. */
export function createLessonFiles() {
  const inTurn = createTableProcess<LessonFileJob, LessonFileAnswer>(WORKER)
  return {
    /** Understand a file's rows; a file that cannot be read gives the reason, for people. */
    async read(job: Omit<LessonFileJob, "reasons">): Promise<UnderstoodLessonFile | UnreadableFile> {
      const answer = await inTurn(job)
      if (answer.ok && "file" in answer) throw new Error("a file was written where one was to be read")
      return answer
    },

    /** Write the file's rows that have a reason, with it, in the file's own layout and encoding; null when that takes too long. */
    async writeErrors(job: LessonFileJob & { reasons: [number, string][] }): Promise<Buffer | null> {
      const answer = await inTurn(job)
      if (!answer.ok) return null
      if (!("file" in answer)) throw new Error("a file was read where one was to be written")
      return Buffer.from(answer.file)
    },
  }
}
