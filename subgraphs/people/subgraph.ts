import { openDatabase } from "../shared/database.ts"
import type { Files } from "../shared/files.ts"
import { type Subgraph, type SubgraphOptions, openSubgraph } from "../shared/subgraph.ts"
import type { Viewer } from "../shared/viewer.ts"
import { createContextFactory } from "./context.ts"
import { createFileRepository } from "./data/file.repository.ts"
import { parseSealingKey } from "../shared/sealed.ts"
import { keepsRecordsSomewhere } from "./domain/people.policy.ts"
import { peopleSchema } from "./graphql/schema.ts"

/** Open the people subgraph: members, memberships, accounts and grants. */
export function openPeople(options: SubgraphOptions): Subgraph {
  const { databaseUrl, connections, timeZone, log, now = () => new Date(), personalDataKeys = [] } = options
  const database = openDatabase(databaseUrl, { name: "people", connections, onError: (err) => log.warn({ err }, "database connection lost") })
  const keys = personalDataKeys.map((key) => parseSealingKey(key))
  const createContext = createContextFactory({ database, timeZone, now, keys })
  const files = (viewer: Viewer): Files => {
    const repository = createFileRepository({ database, viewer, keys, now })
    return {
      store: async (file, content) => {
        if (!keepsRecordsSomewhere(viewer)) return { refused: "FORBIDDEN" }
        const { id, name, bytes, sha256 } = await repository.store("UPLOAD", file, content)
        return { id, name, bytes, sha256 }
      },
      fetch: (id) => repository.find(id),
    }
  }
  return openSubgraph({ name: "people", schema: peopleSchema().schema, database, log, createContext, files })
}

/** The SDL that composition reads. */
export const peopleSdl = () => peopleSchema().sdl
