import { nameAs, recogniseContent } from "../../shared/file-content.ts"
import type { FileHead, FileRefusal, StoredFile } from "../../shared/files.ts"
import { type FileShelf, createStoredFiles } from "../../shared/stored-files.ts"

/** Why a file is kept: somebody sent it, or it holds an import's failing rows or a sheet to print. */
export type FileUse = "UPLOAD" | "ERRORS"

const SHELF: FileShelf = {
  schema: "attendance",
  kind: "scan",
  mediaTypeOf: (_, content) => recogniseContent(content)?.mediaType ?? "application/octet-stream",
}

/** Keep the files of sign-in sheets and evidence for a day, until a record names them. */
export function createFileRepository(options: Parameters<typeof createStoredFiles>[1]) {
  const files = createStoredFiles<FileUse>(SHELF, options)
  return {
    ...files,
    /** Take in what somebody sent, where its content is of a kind that is kept; its name gets the ending of what it is. */
    async takeIn({ name }: Pick<FileHead, "name">, content: Buffer): Promise<StoredFile | FileRefusal> {
      const recognised = recogniseContent(content)
      if (!recognised) return { refused: "UNSUPPORTED_MEDIA_TYPE" }
      const stored = await files.store("UPLOAD", { name: nameAs(name, recognised) }, content)
      return { id: stored.id, name: stored.name, bytes: stored.bytes, sha256: stored.sha256 }
    },
  }
}
