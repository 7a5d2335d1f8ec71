import { type UnreadableFile, createTableProcess } from "../../shared/table-files/table-process.ts"
import type { Encoding } from "../../shared/table-files/table.reader.ts"
import type { UnderstoodRow } from "../../shared/tables/row-problem.ts"
import type { SheetHeader } from "../domain/sign-in-layout.ts"
import type { SignInRecord } from "../domain/sign-in-row.ts"

/** What the process is asked: to understand a file, or (with `reasons` by line) to write its failing rows in the same layout. */
export type SignInFileJob = { content: Uint8Array; reasons?: [line: number, reason: string][] }

export type UnderstoodSignIns = { ok: true; encoding: Encoding; header: SheetHeader; rows: UnderstoodRow<SignInRecord>[] }
export type SignInFileAnswer = UnderstoodSignIns | { ok: true; file: Uint8Array }

const WORKER = new URL("./sign-in-file.worker.mjs", import.meta.url)

/** Read files of sign-in sheets, in a process of their own. */
export function createSignInFiles() {
  const inTurn = createTableProcess<SignInFileJob, SignInFileAnswer>(WORKER)
  return {
    /** Understand a file's rows; a file that cannot be read gives the reason, for people. */
    async read(content: Uint8Array): Promise<UnderstoodSignIns | UnreadableFile> {
      const answer = await inTurn({ content })
      if (answer.ok && "file" in answer) throw new Error("a file was written where one was to be read")
      return answer
    },

    /** Write the file's rows that have a reason, with it, in the file's own layout and encoding; null when that takes too long. */
    async writeErrors(content: Uint8Array, reasons: [number, string][]): Promise<Buffer | null> {
      const answer = await inTurn({ content, reasons })
      if (!answer.ok) return null
      if (!("file" in answer)) throw new Error("a file was read where one was to be written")
      return Buffer.from(answer.file)
    },
  }
}
