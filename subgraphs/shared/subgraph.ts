import { randomUUID } from "node:crypto"
import { type DocumentNode, type ExecutionResult, GraphQLError, type GraphQLFormattedError, type GraphQLSchema, execute, parse, validate } from "graphql"
import { LRUCache } from "lru-cache"
import type { CalendarDoor } from "./calendar-door.ts"
import type { Database } from "./database.ts"
import type { FileDoor, Files } from "./files.ts"
import type { Log } from "./log.ts"
import type { Viewer } from "./viewer.ts"
import { createViewerSource } from "./viewer-source.ts"

export const SUBGRAPHS = ["organisation", "people", "courses", "attendance"] as const
export type SubgraphName = (typeof SUBGRAPHS)[number]
/** Those that keep something sealed, and so are given the key. */
export const SEALING: readonly SubgraphName[] = ["people", "courses", "attendance"]

export type SubgraphRequest = { query: string; operationName?: string | undefined; variables?: Record<string, unknown> | undefined }

/** A subgraph that is ready to answer: in this process, or behind `serveSubgraph`. */
export type Subgraph = {
  name: SubgraphName
  /** Answer one operation for the person who signed in under `subject`. */
  answer(request: SubgraphRequest, subject: string): Promise<SubgraphAnswer>
  /** Where files come in and go out; only the subgraph that keeps files has it. */
  files?: FileDoor
  /** Where calendars go out to programs that do not sign in; only the subgraph that keeps lessons has it. */
  calendars?: CalendarDoor
  /** Say whether the database answers. */
  isHealthy(): Promise<boolean>
  close(): Promise<void>
}

export type SubgraphAnswer = { data?: Record<string, unknown> | null; errors?: GraphQLFormattedError[] }

/** What a subgraph is opened with, wherever it runs. */
export type SubgraphOptions = {
  databaseUrl: string
  connections: number
  timeZone: string
  log: Log
  now?: () => Date
  /** Keys of personal data, 64 hexadecimal digits each: the first seals, all of them open. Only those that seal are given any. */
  personalDataKeys?: readonly string[]
  /** Whether this process works off the subgraph's jobs, where it has any; any number of processes may. */
  runsJobs?: boolean
  /** Whether webhooks may be sent to programs on this machine, without TLS: for trying out. */
  allowsLoopbackWebhooks?: boolean
  /** Where the heads of the ledger of attendance are published, outside the database; nowhere when left out. */
  ledgerHeadsFile?: string
}

/** How many operations' parsed and validated documents are kept. The gateway sends a few per client operation. */
const DOCUMENTS_KEPT = 2_000

/**
 * Put a subgraph together: find the viewer, build what one request may use, execute, and mask what went wrong inside.
 *
 * An operation is parsed and validated once, then kept: the gateway sends the same text again and again.
 */
export function openSubgraph(options: {
  name: SubgraphName
  schema: GraphQLSchema
  database: Database
  log: Log
  /** Makes what one request may use. `afterwards` of it is called when the request is answered; nobody waits for what it does. */
  createContext(viewer: Viewer, client: string | null): { viewer: Viewer; afterwards?(): void }
  files?: (viewer: Viewer) => Files
  calendars?: CalendarDoor
}): Subgraph {
  const { name, schema, database, log } = options
  const viewers = createViewerSource(database)
  const documents = new LRUCache<string, DocumentNode | readonly GraphQLError[]>({ max: DOCUMENTS_KEPT })
  const documentOf = (query: string) => {
    const kept = documents.get(query)
    if (kept) return kept
    const read = readDocument(schema, query)
    documents.set(query, read)
    return read
  }
  const { files } = options
  return {
    name,
    ...(options.calendars ? { calendars: options.calendars } : {}),
    ...(files
      ? {
          files: {
            async store(subject, file, content) {
              const viewer = await viewers.find(subject)
              return viewer ? files(viewer).store(file, content) : { refused: "UNAUTHENTICATED" }
            },
            async fetch(subject, id) {
              const viewer = await viewers.find(subject)
              return viewer && files(viewer).fetch(id)
            },
          } satisfies FileDoor,
        }
      : {}),
    async answer({ query, operationName, variables }, subject) {
      const document = documentOf(query)
      if (!("kind" in document)) return { errors: document.map((error) => error.toJSON()) }
      try {
        const viewer = await viewers.find(subject)
        if (!viewer) return { errors: [{ message: "No open account belongs to this token.", extensions: { code: "UNAUTHENTICATED" } }] }
        const contextValue = options.createContext(viewer, clientOf(operationName))
        const result = await execute({ schema, document, operationName: operationName ?? null, variableValues: variables ?? null, contextValue })
        contextValue.afterwards?.()
        return formatted(result, log)
      } catch (error) {
        return { data: null, errors: [masked(error, log)] }
      }
    },
    isHealthy: () =>
      database.read("health", "SELECT 1", []).then(
        () => true,
        () => false,
      ),
    close: () => database.close(),
  }
}

/** The program that asks, as its operation's name says it: the gateway adds where the part goes, `HoursReport__attendance__0`. */
function clientOf(operationName: string | undefined): string | null {
  return operationName?.replace(/__[a-z]+__\d+$/, "").slice(0, 100) ?? null
}

function readDocument(schema: GraphQLSchema, query: string): DocumentNode | readonly GraphQLError[] {
  try {
    const document = parse(query)
    const errors = validate(schema, document)
    return errors.length > 0 ? errors.map((error) => withCode(error, "GRAPHQL_VALIDATION_FAILED")) : document
  } catch (error) {
    return [withCode(error instanceof GraphQLError ? error : new GraphQLError(String(error)), "GRAPHQL_PARSE_FAILED")]
  }
}

function withCode(error: GraphQLError, code: string): GraphQLError {
  const { nodes, source, positions } = error
  return new GraphQLError(error.message, { nodes: nodes ?? null, source: source ?? null, positions: positions ?? null, extensions: { code } })
}

function formatted(result: ExecutionResult, log: Log): SubgraphAnswer {
  const data = result.data === undefined ? {} : { data: result.data }
  return result.errors ? { ...data, errors: result.errors.map((error) => formatError(error, log)) } : data
}

/** Errors that say a code were made to be read; graphql's own about variables are the client's; the rest are faults. */
function formatError(error: GraphQLError, log: Log): GraphQLFormattedError {
  if (typeof error.extensions["code"] === "string") return error.toJSON()
  if (!error.originalError && !error.path) return { ...error.toJSON(), extensions: { code: "BAD_USER_INPUT" } }
  if (!error.originalError) return { ...error.toJSON(), extensions: { code: "INTERNAL_SERVER_ERROR" } }
  return { ...masked(error.originalError, log), ...(error.path ? { path: error.path } : {}) }
}

function masked(cause: unknown, log: Log): GraphQLFormattedError {
  const id = randomUUID()
  log.error({ err: cause, faultId: id }, "fault")
  return { message: `Something went wrong inside; quote fault ${id}.`, extensions: { code: "INTERNAL_SERVER_ERROR", faultId: id } }
}
