import type { IncomingMessage } from "node:http"
import { Busboy, type BusboyFileStream, type BusboyHeaders } from "@fastify/busboy"
import { cleanFileName, type FileHead } from "../../subgraphs/shared/files.ts"
import type { Refused } from "./read-body.ts"

/** What multipart/form-data adds to a file: boundaries, headers and a few small fields. */
const OVERHEAD = 64 * 1024

type Parser = InstanceType<typeof Busboy>

/** How long the parser may take for what has arrived. */
const UNFINISHED_MS = 2_000

export type Upload = FileHead & { content: Buffer }

/**
 * Read the one file of a multipart/form-data request as it comes in; null when the sender went away before it was complete.
 *
 * No more than `largest` bytes of it are ever held: a longer file is refused by its Content-Length before it is read, or where
 * it goes beyond. Fields beside the file are ignored.
 */
export async function readUpload(request: IncomingMessage, largest: number): Promise<Upload | Refused | null> {
  // Somebody who went away while waiting for a turn closes nothing any more.
  if (request.destroyed) return null
  const { headers } = request
  if (!/^multipart\/form-data\s*;.*boundary=/i.test(headers["content-type"] ?? "")) {
    return { status: 415, code: "UNSUPPORTED_MEDIA_TYPE", message: "Send the file as multipart/form-data." }
  }
  if (headers["content-encoding"] && headers["content-encoding"] !== "identity") {
    return { status: 415, code: "UNSUPPORTED_MEDIA_TYPE", message: "Send the file uncompressed." }
  }
  if (Number(headers["content-length"] ?? 0) > largest + OVERHEAD) return tooLarge(largest)
  return new Promise((resolve) => {
    const finish = (outcome: Upload | Refused | null) => {
      request.unpipe()
      request.off("close", onClose)
      resolve(outcome)
    }
    const parser = parserOf(request, largest, finish)
    if ("status" in parser) return resolve(parser)
    // A whole request closes too, before all of it is parsed; one that ends in the middle of a part leaves the parser waiting.
    const onClose = () => (request.complete ? void setTimeout(() => finish(malformed()), UNFINISHED_MS) : finish(null))
    request.once("close", onClose)
    request.once("error", onClose)
    // The parser passes over what is before, between and behind the parts, however long it is.
    let size = 0
    request.on("data", (chunk: Buffer) => {
      size += chunk.length
      if (size > largest + OVERHEAD) finish(tooLarge(largest))
    })
    return request.pipe(parser)
  })
}

function parserOf(request: IncomingMessage, largest: number, finish: (outcome: Upload | Refused) => void): Parser | Refused {
  const limits = { files: 2, fileSize: largest, fields: 20, fieldSize: 1_024, fieldNameSize: 100, parts: 22, headerPairs: 20, headerSize: 8 * 1024 }
  let parser: Parser
  try {
    parser = new Busboy({ headers: request.headers as BusboyHeaders, limits })
  } catch {
    return malformed()
  }
  let upload: (FileHead & { chunks: Buffer[] }) | null = null
  parser.on("file", (_field: string, stream: BusboyFileStream, name: string | undefined, _encoding: string, mediaType: string) => {
    stream.on("error", () => finish(malformed()))
    if (upload) return finish({ status: 400, code: "BAD_REQUEST", message: "Send one file at a time." })
    const chunks: Buffer[] = []
    upload = { name: cleanFileName(name ?? ""), mediaType, chunks }
    stream.on("data", (chunk: Buffer) => void chunks.push(chunk))
    stream.on("limit", () => finish(tooLarge(largest)))
    return undefined
  })
  parser.on("error", () => finish(malformed()))
  parser.on("finish", () => {
    if (!upload) return finish({ status: 400, code: "BAD_REQUEST", message: "The form holds no file." })
    const { chunks, ...head } = upload
    return finish({ ...head, content: Buffer.concat(chunks) })
  })
  return parser
}

function malformed(): Refused {
  return { status: 400, code: "BAD_REQUEST", message: "The body is not well-formed multipart/form-data." }
}

function tooLarge(largest: number): Refused {
  return { status: 413, code: "PAYLOAD_TOO_LARGE", message: `A file is at most ${largest / 1024 / 1024} MiB.` }
}
