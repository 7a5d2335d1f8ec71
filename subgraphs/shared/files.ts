/** A file that somebody sends is at most this long, in bytes. */
export const LARGEST_FILE = 16 * 1024 * 1024

export type FileHead = { name: string; mediaType: string }

/** A file that was taken in. `sha256` is in hexadecimal; `id` is what mutations ask for. */
export type StoredFile = { id: string; name: string; bytes: number; sha256: string }

/** Why a file was not taken in: no open account, one that has no use for files, or a file of a kind that is not kept here. */
export type FileRefusal = { refused: "UNAUTHENTICATED" | "FORBIDDEN" | "UNSUPPORTED_MEDIA_TYPE" }

export type FetchedFile = FileHead & { content: Buffer }

/** One person's files. What is another's, expired or absent is null, all the same. */
export type Files = {
  store(file: FileHead, content: Buffer): Promise<StoredFile | FileRefusal>
  fetch(id: string): Promise<FetchedFile | null>
}

/** The same for whoever signed in under a subject: how the gateway hands files to the subgraph that keeps them. */
export type FileDoor = {
  store(subject: string, file: FileHead, content: Buffer): Promise<StoredFile | FileRefusal>
  fetch(subject: string, id: string): Promise<FetchedFile | null>
}

/** The subgraphs that keep files; `people` is whose a file is when nothing else is said. */
export const FILE_KEEPERS = ["people", "courses", "attendance"] as const
export type FileKeeper = (typeof FILE_KEEPERS)[number]

/** Where a file is fetched with the token that asks the graph, in this gateway. */
export function fileUrl(fileId: string): string {
  return `/files/${fileId}`
}

/** Headers in which a file's name and media type travel between gateway and subgraph; the name is percent-encoded. */
export const FILE_NAME_HEADER = "x-file-name"

/**
 * Bring a file's name to what is kept of it: no folders, no control characters or reordering marks, at most 120 characters.
 */
export function cleanFileName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ""
  const clean = last
    .normalize("NFC")
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffd]/gu, "")
    .trim()
  return [...clean].slice(-120).join("") || "file"
}
