import { type UnreadableFile, createTableProcess } from "../../shared/table-files/table-process.ts"
import type { Encoding } from "../../shared/table-files/table.reader.ts"
import type { UnderstoodRow } from "../../shared/tables/row-problem.ts"
import type { ImportKind, RosterRecord } from "../domain/import.ts"
import type { RosterField, TransferField } from "../domain/roster-headings.ts"
import type { TransferRecord } from "../domain/transfer-row.ts"
import type { RosterSheet } from "./roster-table.writer.ts"

/** What the process is asked: to understand a file, or (with `reasons` by line) to write its failing rows in the same layout. */
export type FileJob = { kind: ImportKind; content: Uint8Array; today: string; reasons?: [line: number, reason: string][] }

/** Or: to write a roster. */
export type WriteJob = { format: "XLSX" | "CSV"; sheet: RosterSheet }

/** A file's rows as they were understood, and what it calls its columns. */
export type UnderstoodFile = { ok: true; encoding: Encoding; ignored: string[] } & (
  | { kind: "MEMBER_ROSTER"; names: Record<RosterField, string>; rows: UnderstoodRow<RosterRecord>[] }
  | { kind: "TRANSFER_REGISTER"; names: Record<TransferField, string>; rows: UnderstoodRow<TransferRecord>[] }
)
export type FileAnswer = UnderstoodFile | { ok: true; file: Uint8Array } | UnreadableFile

const WORKER = new URL("./roster-file.worker.mjs", import.meta.url)

/** Read and write rosters' files, in a process of their own. */
export function createRosterFiles() {
  const inTurn = createTableProcess<FileJob | WriteJob, FileAnswer>(WORKER)
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
