import type { IncomingMessage, ServerResponse } from "node:http"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { type ExportDoor, ticketIn } from "../../subgraphs/shared/export-door.ts"
import { SAFE_HEADERS, sendErrors } from "./answer.ts"
import { dispositionOf } from "./files.ts"

/**
 * Give an export out: GET /exports/<id>/<name>?expires=…&signature=…, for who asked for it and signed in.
 *
 * Another's, an address that was changed, is too old or was made up, a right that was withdrawn: 404, all the same. The file is read no faster than it is taken, and never held whole; one that
 * breaks off breaks the connection, so that nobody takes it for whole.
 */
export async function answerExports(
  request: IncomingMessage,
  response: ServerResponse,
  { subject, exports }: { subject: string; exports: ExportDoor | undefined },
): Promise<void> {
  request.resume()
  if (request.method !== "GET")
    return sendErrors(request, response, 405, [{ message: "Fetch exports with GET.", extensions: { code: "METHOD_NOT_ALLOWED" } }], { allow: "GET" })
  const ticket = ticketIn(request.url ?? "")
  const file = ticket && (await exports?.fetch(subject, ticket))
  if (!file)
    return sendErrors(request, response, 404, [
      { message: "There is no such file for you, or its address has expired: ask for the export's `url` again.", extensions: { code: "NOT_FOUND" } },
    ])
  response.writeHead(200, {
    ...SAFE_HEADERS,
    "content-type": file.mediaType,
    "content-length": file.bytes,
    "content-disposition": dispositionOf(file.name),
    "content-security-policy": "sandbox; default-src 'none'",
  })
  // Whoever goes away, or a piece that cannot be read, ends it; there is nobody left to be told.
  await pipeline(Readable.from(file.pieces, { objectMode: false }), response).catch(() => response.destroy())
}
