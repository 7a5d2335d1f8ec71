import { type FileShelf, createStoredFiles } from "../../shared/stored-files.ts"

/** Why a file is kept: somebody sent it, or it holds an import's failing rows. */
export type FileUse = "UPLOAD" | "ERRORS"

const SHELF: FileShelf = { schema: "courses", kind: "upload" }

/** Keep the files of lesson plans, teachers and venues. */
export function createFileRepository(options: Parameters<typeof createStoredFiles>[1]) {
  return createStoredFiles<FileUse>(SHELF, options)
}
