/** Why a file is kept: somebody sent it, or it answers an import's errors or an export. */
export type FileUse = "UPLOAD" | "ERRORS" | "EXPORT"

/** For how long a file is kept: a working day and the night after it. */
export const FILE_HOURS = 24

/** How many files one account keeps; the oldest go when new ones come. */
export const MOST_FILES = 20

/** Where a file is fetched with the token that asks the graph, in this gateway. */
export function fileUrl(fileId: string): string {
  return `/files/${fileId}`
}
