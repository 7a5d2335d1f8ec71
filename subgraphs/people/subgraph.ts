import { openDatabase } from "../shared/database.ts"
import { type Subgraph, type SubgraphOptions, openSubgraph } from "../shared/subgraph.ts"
import { createContextFactory } from "./context.ts"
import { parseSealingKey } from "./data/sealed.ts"
import { peopleSchema } from "./graphql/schema.ts"

/** Open the people subgraph: members, memberships, accounts and grants. */
export function openPeople(options: SubgraphOptions): Subgraph {
  const { databaseUrl, connections, timeZone, log, now = () => new Date(), personalDataKeys = [] } = options
  const database = openDatabase(databaseUrl, { name: "people", connections, onError: (err) => log.warn({ err }, "database connection lost") })
  const createContext = createContextFactory({ database, timeZone, now, keys: personalDataKeys.map(parseSealingKey) })
  return openSubgraph({ name: "people", schema: peopleSchema().schema, database, log, createContext })
}

/** The SDL that composition reads. */
export const peopleSdl = () => peopleSchema().sdl
