import type { ApolloServer } from "@apollo/server"
import { type OpenedGateway, openGateway } from "../../gateway/gateway.ts"
import type { GatewayContext, SubgraphSource } from "../../gateway/subgraph-source.ts"
import type { Log } from "../../subgraphs/shared/log.ts"
import type { SubgraphName } from "../../subgraphs/shared/subgraph.ts"

type Sources = Record<SubgraphName, SubgraphSource>
type Routed = GatewayContext & { sources: Sources }

let opened: Promise<OpenedGateway> | undefined

/**
 * Give a gateway over a stack's sources. Planning from the supergraph is the same for every stack, so one gateway of the process serves them
 * all; each request carries the sources of the stack that it came to, and is answered by no others.
 */
export async function gatewayOver(sources: Sources, log: Log): Promise<OpenedGateway> {
  opened ??= openGateway(
    { organisation: carried("organisation"), people: carried("people"), courses: carried("courses"), attendance: carried("attendance") },
    log,
  )
  const { server, operations } = await opened
  const own = Object.create(server) as ApolloServer<GatewayContext>
  own.executeHTTPGraphQLRequest = (asked) =>
    server.executeHTTPGraphQLRequest({ ...asked, context: async (): Promise<Routed> => ({ ...(await asked.context()), sources }) })
  return { server: own, operations }
}

/** The source of that name which the request carries. */
function carried(name: SubgraphName): SubgraphSource {
  return {
    name,
    process: (options) => (options.context as Routed).sources[name].process(options as never),
    isHealthy: () => Promise.resolve(true),
    close: () => Promise.resolve(),
  }
}
