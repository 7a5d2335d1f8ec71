import type { IncomingMessage } from "node:http"
import { readAtMost } from "../../subgraphs/shared/read-at-most.ts"

/** A request's body is at most this long, in bytes. */
export const LARGEST_BODY = 100 * 1024

export type GraphqlBody = { query: string; operationName?: string | null; variables?: object | null; extensions?: object | null }

export type Refused = { status: number; code: string; message: string }

const TOO_LARGE: Refused = { status: 413, code: "PAYLOAD_TOO_LARGE", message: `A request's body is at most ${LARGEST_BODY} bytes.` }

/**
 * Read a GraphQL request's body: JSON in UTF-8, at most 100 KiB, not compressed, holding one request.
 *
 * Gives what is wrong instead of the body when it is not that; says what was expected. Gives null when the sender went away
 * before it was complete.
 */
export async function readBody(request: IncomingMessage): Promise<GraphqlBody | Refused | null> {
  const refusal = refuseHeaders(request)
  if (refusal) return refusal
  try {
    const bytes = await readAtMost(request, LARGEST_BODY)
    return bytes === null ? TOO_LARGE : parseBody(bytes)
  } catch (error) {
    if (!request.complete) return null
    throw error
  }
}

function refuseHeaders({ headers }: IncomingMessage): Refused | null {
  const [type = "", ...parameters] = (headers["content-type"] ?? "")
    .toLowerCase()
    .split(";")
    .map((part) => part.trim())
  if (type !== "application/json" || parameters.some((parameter) => parameter.startsWith("charset=") && !/^charset="?utf-8"?$/.test(parameter))) {
    return { status: 415, code: "UNSUPPORTED_MEDIA_TYPE", message: "Send the request as application/json in UTF-8." }
  }
  if (headers["content-encoding"] && headers["content-encoding"] !== "identity") {
    return { status: 415, code: "UNSUPPORTED_MEDIA_TYPE", message: "Send the request uncompressed." }
  }
  if (Number(headers["content-length"] ?? 0) > LARGEST_BODY) {
    return TOO_LARGE
  }
  return null
}

function parseBody(bytes: Buffer): GraphqlBody | Refused {
  const wrong = (message: string): Refused => ({ status: 400, code: "BAD_REQUEST", message })
  let body: unknown
  let text: string
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes)
    body = JSON.parse(text)
  } catch {
    return wrong(bytes.length === 0 ? "The body is empty; it must hold JSON with a `query`." : "The body is not JSON in UTF-8.")
  }
  if (/\\ud[89a-f]/i.test(text) && holdsHalfCharacter(body)) return wrong("A text holds half a character (an unpaired surrogate).")
  if (Array.isArray(body)) return wrong("Send one operation at a time: batches are not offered.")
  if (typeof body !== "object" || body === null) return wrong("The body must be a JSON object with a `query`.")
  const { query, operationName, variables, extensions } = body as Record<string, unknown>
  if (typeof query !== "string" || query.trim() === "") return wrong("`query` must be a string that holds the operation.")
  if (operationName != null && typeof operationName !== "string") return wrong("`operationName` must be a string.")
  if (!isObjectOrAbsent(variables)) return wrong("`variables` must be an object.")
  if (!isObjectOrAbsent(extensions)) return wrong("`extensions` must be an object.")
  return { query, operationName: operationName ?? null, variables: variables ?? null, extensions: extensions ?? null }
}

/** Say whether a text of the body is no Unicode: escaped, half a character passes for JSON, and the database would keep another one. */
function holdsHalfCharacter(body: unknown): boolean {
  const waiting: unknown[] = [body]
  while (waiting.length > 0) {
    const value = waiting.pop()
    if (typeof value === "string" && /\p{Cs}/u.test(value)) return true
    if (typeof value === "object" && value !== null) for (const entry of Object.entries(value)) waiting.push(entry[0], entry[1])
  }
  return false
}

function isObjectOrAbsent(value: unknown): value is object | null | undefined {
  return value == null || (typeof value === "object" && !Array.isArray(value))
}
