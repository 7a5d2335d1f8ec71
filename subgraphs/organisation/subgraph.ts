import { openDatabase } from "../shared/database.ts"
import { type Subgraph, type SubgraphOptions, openSubgraph } from "../shared/subgraph.ts"
import { createContextFactory } from "./context.ts"
import { organisationSchema } from "./graphql/schema.ts"

/** Open the organisation subgraph: the tree of Party organisations and their offices. */
export function openOrganisation({ databaseUrl, connections, timeZone, log, now = () => new Date() }: SubgraphOptions): Subgraph {
  const database = openDatabase(databaseUrl, { name: "organisation", connections, onError: (err) => log.warn({ err }, "database connection lost") })
  const createContext = createContextFactory({ database, timeZone, now })
  return openSubgraph({ name: "organisation", schema: organisationSchema().schema, database, log, createContext })
}

/** The SDL that composition reads. */
export const organisationSdl = () => organisationSchema().sdl
