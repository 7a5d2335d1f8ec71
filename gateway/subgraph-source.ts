import type { GatewayGraphQLResponse } from "@apollo/server-gateway-interface"
import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from "@apollo/gateway"
import { Pool } from "undici"
import { remoteCalendars } from "./remote-calendars.ts"
import { remoteExports } from "./remote-exports.ts"
import { remoteFiles } from "./remote-files.ts"
import { ASSERTION_HEADER, createAsserter } from "../subgraphs/shared/assertion.ts"
import type { CalendarDoor } from "../subgraphs/shared/calendar-door.ts"
import type { ExportDoor } from "../subgraphs/shared/export-door.ts"
import { FILE_KEEPERS, type FileDoor, type FileKeeper } from "../subgraphs/shared/files.ts"
import { readAtMost } from "../subgraphs/shared/read-at-most.ts"
import type { Log } from "../subgraphs/shared/log.ts"
import type { Subgraph, SubgraphAnswer, SubgraphName, SubgraphRequest } from "../subgraphs/shared/subgraph.ts"

/** What a request carries to the subgraphs: who asks. */
export type GatewayContext = { subject: string }

export type SubgraphSource = GraphQLDataSource<GatewayContext> & {
  name: SubgraphName
  files?: FileDoor
  calendars?: CalendarDoor
  exports?: ExportDoor
  isHealthy(): Promise<boolean>
  close(): Promise<void>
}

/** A subgraph answers within this time or is left out of the answer. */
const TIMEOUT_MS = 3_000
/** What changes something, or reads the whole ledger, may take longer: the import of a city's roster is one mutation. */
const LONG_TIMEOUT_MS = 60_000
const TAKES_LONG = /^\s*mutation\b|\bledgerVerification\b/
const LARGEST_ANSWER = 8 * 1024 * 1024
const CONNECTIONS = 32

/** Ask a subgraph in this process. */
export function localSource(subgraph: Subgraph): SubgraphSource {
  return {
    name: subgraph.name,
    ...(subgraph.files ? { files: subgraph.files } : {}),
    ...(subgraph.calendars ? { calendars: subgraph.calendars } : {}),
    ...(subgraph.exports ? { exports: subgraph.exports } : {}),
    process: (options) => asked(options, (request, subject) => subgraph.answer(request, subject)),
    isHealthy: () => subgraph.isHealthy(),
    close: () => subgraph.close(),
  }
}

/**
 * Ask a subgraph over HTTP, on connections that are kept.
 *
 * Each request carries the gateway's assertion of who asks. One that takes over 3 seconds (60 for a mutation, and for the verification of the ledger), is redirected, is larger than 8 MiB
 * or is no GraphQL answer counts as no answer: the fields of that subgraph are null, with an error that names it.
 */
export function remoteSource(name: SubgraphName, address: string, secret: string, log: Log): SubgraphSource {
  const { origin, pathname } = new URL(address)
  const pool = new Pool(origin, { connections: CONNECTIONS, headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS, connect: { timeout: 1_000 } })
  const assertionFor = createAsserter(secret, name)
  const ask = async (request: SubgraphRequest, subject: string): Promise<SubgraphAnswer> => {
    const timeout = TAKES_LONG.test(request.query) ? LONG_TIMEOUT_MS : TIMEOUT_MS
    try {
      const { statusCode, body } = await pool.request({
        path: pathname,
        method: "POST",
        headers: { "content-type": "application/json", [ASSERTION_HEADER]: await assertionFor(subject) },
        body: JSON.stringify(request),
        headersTimeout: timeout,
        signal: AbortSignal.timeout(timeout),
      })
      const bytes = await readAtMost(body, LARGEST_ANSWER)
      if (bytes === null) throw new Error(`more than ${LARGEST_ANSWER} bytes`)
      if (statusCode !== 200) throw new Error(`status ${statusCode}`)
      const answer: unknown = JSON.parse(bytes.toString("utf8"))
      if (!isAnswer(answer)) throw new Error("no GraphQL answer")
      return answer
    } catch (err) {
      log.warn({ err, subgraph: name }, "subgraph does not answer")
      return {
        errors: [
          {
            message: `The ${name} subgraph does not answer; what it owns is missing here. Try again.`,
            extensions: { code: "SUBGRAPH_UNAVAILABLE", subgraph: name },
          },
        ],
      }
    }
  }
  return {
    name,
    ...(keepsFiles(name) ? { files: remoteFiles(name, pool, assertionFor) } : {}),
    ...(name === "courses" ? { calendars: remoteCalendars(pool, assertionFor) } : {}),
    ...(name === "attendance" ? { exports: remoteExports(pool, assertionFor) } : {}),
    process: (options) => asked(options, ask),
    isHealthy: () =>
      pool.request({ path: "/health", method: "GET", signal: AbortSignal.timeout(TIMEOUT_MS) }).then(
        async ({ statusCode, body }) => (await body.dump(), statusCode === 200),
        () => false,
      ),
    close: () => pool.close(),
  }
}

function keepsFiles(name: SubgraphName): name is FileKeeper {
  return FILE_KEEPERS.some((keeper) => keeper === name)
}

async function asked(
  options: GraphQLDataSourceProcessOptions<GatewayContext>,
  ask: (request: SubgraphRequest, subject: string) => Promise<SubgraphAnswer>,
): Promise<GatewayGraphQLResponse> {
  const { query = "", operationName, variables } = options.request
  const subject = (options.context as GatewayContext).subject
  return (await ask({ query, operationName, variables }, subject)) as GatewayGraphQLResponse
}

function isAnswer(value: unknown): value is SubgraphAnswer {
  return typeof value === "object" && value !== null && ("data" in value || ("errors" in value && Array.isArray(value.errors)))
}
