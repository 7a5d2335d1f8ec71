import { openDatabase } from "../shared/database.ts"
import { type Subgraph, type SubgraphOptions, openSubgraph } from "../shared/subgraph.ts"
import { parseSealingKey } from "../shared/sealed.ts"
import { createContextFactory } from "./context.ts"
import { coursesSchema } from "./graphql/schema.ts"

/** Open the courses subgraph: schools, venues, teachers, classes and lessons. */
export function openCourses({ databaseUrl, connections, timeZone, log, now = () => new Date(), personalDataKeys = [] }: SubgraphOptions): Subgraph {
  const database = openDatabase(databaseUrl, { name: "courses", connections, onError: (err) => log.warn({ err }, "database connection lost") })
  const keys = personalDataKeys.map((key) => parseSealingKey(key, "courses"))
  const createContext = createContextFactory({ database, timeZone, now, keys })
  return openSubgraph({ name: "courses", schema: coursesSchema().schema, database, log, createContext })
}

/** The SDL that composition reads. */
export const coursesSdl = () => coursesSchema().sdl
