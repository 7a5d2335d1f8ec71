import { readFileSync } from "node:fs"
import { ApolloGateway } from "@apollo/gateway"
import { ApolloServer } from "@apollo/server"
import { ApolloServerPluginLandingPageDisabled } from "@apollo/server/plugin/disabled"
import { type GraphQLScalarType, isScalarType } from "graphql"
import { DateScalar, DateTimeScalar } from "../subgraphs/shared/graphql/scalars.ts"
import type { Log } from "../subgraphs/shared/log.ts"
import { SUBGRAPHS, type SubgraphName } from "../subgraphs/shared/subgraph.ts"
import { createErrorFormat } from "./errors.ts"
import { honestNulls } from "./plugins/honest-nulls.ts"
import type { GatewayContext, SubgraphSource } from "./subgraph-source.ts"

// Apollo's gateway reports metrics to its vendor unless told not to. Nothing about these people leaves the machine.
process.env["APOLLO_TELEMETRY_DISABLED"] = "1"

/** `operations` are the kinds of operation that the schema offers. */
export type OpenedGateway = { server: ApolloServer<GatewayContext>; operations: ReadonlySet<string> }

const SUPERGRAPH = new URL("supergraph.graphql", import.meta.url)

/**
 * Open the gateway over the checked-in supergraph: Apollo plans and executes, each subgraph is asked through its source.
 *
 * Nothing is composed here; `npm run check` fails when the checked-in file is stale.
 */
export async function openGateway(sources: Record<SubgraphName, SubgraphSource>, log: Log): Promise<OpenedGateway> {
  const logger = { debug() {}, info() {}, warn: (message?: unknown) => log.warn(String(message)), error: (message?: unknown) => log.error(String(message)) }
  const gateway = new ApolloGateway({
    supergraphSdl: readFileSync(SUPERGRAPH, "utf8"),
    buildService: ({ name }) => sources[SUBGRAPHS.find((known) => known === name) ?? raise(`The supergraph names an unknown subgraph, ${name}.`)],
    logger,
  })
  const operations = new Set<string>()
  gateway.onSchemaLoadOrUpdate(({ apiSchema }) => {
    if (apiSchema.getQueryType()) operations.add("query")
    if (apiSchema.getMutationType()) operations.add("mutation")
    // The gateway's own scalars accept anything: with the real ones a wrong date is refused here, with its place in the request.
    for (const scalar of [DateScalar, DateTimeScalar]) {
      const known = apiSchema.getType(scalar.name)
      if (isScalarType(known)) lendReading(known, scalar)
    }
  })
  const server = new ApolloServer<GatewayContext>({
    gateway,
    logger,
    introspection: true,
    csrfPrevention: true,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    // A document of a hundred mistakes is told of five: the answer must not be a multiple of the question.
    validationOptions: { maxErrors: 5 },
    stopOnTerminationSignals: false,
    formatError: createErrorFormat(log),
    plugins: [ApolloServerPluginLandingPageDisabled(), honestNulls()],
  })
  await server.start()
  return { server, operations }
}

function lendReading(to: GraphQLScalarType, from: GraphQLScalarType): void {
  to.parseValue = (value) => from.parseValue(value)
  to.parseLiteral = (node, variables) => from.parseLiteral(node, variables)
}

function raise(message: string): never {
  throw new Error(message)
}
