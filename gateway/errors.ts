import { randomUUID } from "node:crypto"
import type { GraphQLFormattedError } from "graphql"
import type { Log } from "../subgraphs/shared/log.ts"

/** Codes whose messages were made to be read by whoever asked. Everything else is a fault and is masked. */
const READABLE = new Set([
  "BAD_REQUEST",
  "BAD_USER_INPUT",
  "FORBIDDEN",
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "METHOD_NOT_ALLOWED",
  "NOT_FOUND",
  "OPERATION_RESOLUTION_FAILURE",
  "PAYLOAD_TOO_LARGE",
  "QUERY_TOO_COMPLEX",
  "SUBGRAPH_UNAVAILABLE",
  "UNAUTHENTICATED",
  "UNSUPPORTED_MEDIA_TYPE",
])

/** What of an error's extensions reaches a client. */
const SHOWN = ["code", "argument", "subgraph", "faultId"] as const

/**
 * Make the last step of every error: those with a readable code keep their message, a fault that a subgraph has already
 * masked keeps its id, any other is logged under an id of its own and says no more than that id.
 */
export function createErrorFormat(log: Log): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return (formatted, error) => {
    const { message, path, locations, extensions = {} } = formatted
    const code = String(extensions["code"])
    const place = { ...(path ? { path } : {}), ...(locations && !path ? { locations } : {}) }
    if (READABLE.has(code) || typeof extensions["faultId"] === "string") {
      return { message, ...place, extensions: Object.fromEntries(SHOWN.flatMap((name) => (extensions[name] === undefined ? [] : [[name, extensions[name]]]))) }
    }
    const faultId = randomUUID()
    log.error({ err: error, faultId }, "fault")
    return { message: `Something went wrong inside; quote fault ${faultId}.`, ...place, extensions: { code: "INTERNAL_SERVER_ERROR", faultId } }
  }
}
