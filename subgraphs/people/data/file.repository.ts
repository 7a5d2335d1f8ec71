import { type FileShelf, createStoredFiles } from "../../shared/stored-files.ts"

/** Why a file is kept: somebody sent it, or it answers an import's errors or an export. */
export type FileUse = "UPLOAD" | "ERRORS" | "EXPORT"

const SHELF: FileShelf = { schema: "people", kind: "file" }

/** Keep the files of rosters. */
export function createFileRepository(options: Parameters<typeof createStoredFiles>[1]) {
  return createStoredFiles<FileUse>(SHELF, options)
}
