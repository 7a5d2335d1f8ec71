import type { IncomingMessage, ServerResponse } from "node:http"
import { FILE_KEEPERS, type FileDoor, type FileKeeper, type FileRefusal, LARGEST_FILE } from "../../subgraphs/shared/files.ts"
import { SAFE_HEADERS, sendErrors, sendJson } from "./answer.ts"
import { readUpload } from "./read-upload.ts"
import type { UploadTurns } from "./upload-turns.ts"

export const FILES_PATH = "/files"

/** Where the files of each owner go in and out. */
export type FileDoors = Readonly<Record<FileKeeper, FileDoor | undefined>>

/** How long a sender that was refused may go on sending before the connection is cut. */
const PATIENCE_MS = 2_000

const REFUSALS: Record<FileRefusal["refused"], { status: number; message: string }> = {
  UNAUTHENTICATED: { status: 401, message: "No open account belongs to this token." },
  FORBIDDEN: {
    status: 403,
    message:
      "Files are taken from those who keep the books of an organisation: coordinators, secretaries and admins; for attendance from recorders and members, too.",
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    message:
      "For attendance these are kept: JPEG, PNG and WebP images, PDF, .xlsx workbooks and CSV. What a file is is read from its content, whatever its name says.",
  },
}

/**
 * Take a file in (POST /files, multipart/form-data with one file) or give one out (GET /files/<id>), for who signed in.
 *
 * `?for=courses` takes in lesson plans and lists of teachers and venues, `?for=attendance` sign-in sheets and evidence; without it, or with `?for=people`,
 * rosters. An id says whose its file is.
 *
 * What is another's, has expired or never was answers 404, all the same.
 */
export async function answerFiles(
  request: IncomingMessage,
  response: ServerResponse,
  { subject, files: doors, turns }: { subject: string; files: FileDoors; turns: UploadTurns },
): Promise<void> {
  const [path = "", query = ""] = request.url?.split("?") ?? []
  const keeper = path === FILES_PATH ? keeperAsked(query) : keeperOf(path.slice(FILES_PATH.length + 1))
  if (!keeper)
    return refuse(request, response, 400, "BAD_REQUEST", `Files are kept for ${FILE_KEEPERS.join(" or ")}: POST ${FILES_PATH}?for=${FILE_KEEPERS.at(-1)}.`)
  const files = doors[keeper]
  if (!files) return refuse(request, response, 404, "NOT_FOUND", "This gateway takes no files.")
  if (path === FILES_PATH && request.method === "POST") return turns(subject, () => takeIn(request, response, subject, files))
  if (path !== FILES_PATH && (request.method === "GET" || request.method === "HEAD")) return giveOut(request, response, subject, files)
  const allow = path === FILES_PATH ? "POST" : "GET"
  return refuse(request, response, 405, "METHOD_NOT_ALLOWED", `Send files with POST ${FILES_PATH}, fetch them with GET ${FILES_PATH}/<id>.`, { allow })
}

/** For whom a file is sent; null where it is nobody who keeps files. */
function keeperAsked(query: string): FileKeeper | null {
  const asked = new URLSearchParams(query).get("for") ?? "people"
  return FILE_KEEPERS.find((keeper) => keeper === asked) ?? null
}

function keeperOf(id: string): FileKeeper {
  if (id.startsWith("upload_")) return "courses"
  return id.startsWith("scan_") || id.startsWith("evidence_") ? "attendance" : "people"
}

async function takeIn(request: IncomingMessage, response: ServerResponse, subject: string, files: FileDoor): Promise<void> {
  const upload = await readUpload(request, LARGEST_FILE)
  if (upload === null) return
  if ("code" in upload) return refuse(request, response, upload.status, upload.code, upload.message)
  const stored = await files.store(subject, upload, upload.content)
  if (!("refused" in stored)) return sendJson(response, 201, stored)
  const { status, message } = REFUSALS[stored.refused]
  refuse(request, response, status, stored.refused, message)
}

async function giveOut(request: IncomingMessage, response: ServerResponse, subject: string, files: FileDoor): Promise<void> {
  const id = request.url?.split("?", 1)[0]?.slice(FILES_PATH.length + 1) ?? ""
  const file = await files.fetch(subject, id)
  if (!file) return refuse(request, response, 404, "NOT_FOUND", "There is no such file for you, or it has expired.")
  response.writeHead(200, {
    ...SAFE_HEADERS,
    "content-type": file.mediaType,
    "content-length": file.content.length,
    "content-disposition": dispositionOf(file.name),
    "content-security-policy": "sandbox; default-src 'none'",
  })
  response.end(request.method === "HEAD" ? undefined : file.content)
}

/** Name a download for old and new browsers (RFC 6266, RFC 5987): 花名册.csv cannot stand in a header as it is. */
export function dispositionOf(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/gu, "_")
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}

/** Refuse, and let the sender finish for a moment: a connection that is cut at once loses the answer. */
function refuse(request: IncomingMessage, response: ServerResponse, status: number, code: string, message: string, headers: Record<string, string> = {}): void {
  sendErrors(request, response, status, [{ message, extensions: { code } }], headers)
  if (request.complete) return
  request.resume()
  const cut = setTimeout(() => request.destroy(), PATIENCE_MS)
  request.once("close", () => clearTimeout(cut))
}
