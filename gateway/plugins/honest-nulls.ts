import type { ApolloServerPlugin } from "@apollo/server"
import { GraphQLError } from "graphql"
import type { GatewayContext } from "../subgraph-source.ts"

/**
 * Say it when an answer is empty for no reason given, and nothing when only a hidden row is null.
 *
 * Where an entity's owner answers null (absent or hidden: the same), the gateway nulls the nearest nullable field and notes it in
 * `extensions.valueCompletion`. That note names what was hidden, so it goes. If the whole answer became null that way, clients
 * would see neither data nor error: they get an error.
 */
export function honestNulls(): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response }) {
          if (response.body.kind !== "single") return
          const result = response.body.singleResult
          if (!result.extensions || !("valueCompletion" in result.extensions)) return
          const { valueCompletion: _noted, ...extensions } = result.extensions
          if (Object.keys(extensions).length > 0) result.extensions = extensions
          else delete result.extensions
          if (result.data === null && !result.errors) {
            const error = new GraphQLError("The answer could not be completed.", { extensions: { code: "INTERNAL_SERVER_ERROR" } })
            result.errors = [error.toJSON()]
          }
        },
      }
    },
  }
}
