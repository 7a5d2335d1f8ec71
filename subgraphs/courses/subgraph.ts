import { openDatabase } from "../shared/database.ts"
import { type Subgraph, type SubgraphOptions, openSubgraph } from "../shared/subgraph.ts"
import { parseSealingKey } from "../shared/sealed.ts"
import { createContextFactory } from "./context.ts"
import { coursesSchema } from "./graphql/schema.ts"
import { openJobs } from "./worker.ts"

/** Open the courses subgraph: schools, venues, teachers, classes and lessons. */
export function openCourses(options: SubgraphOptions): Subgraph {
  const { databaseUrl, connections, timeZone, log, now = () => new Date(), personalDataKeys = [], runsJobs = false } = options
  const database = openDatabase(databaseUrl, { name: "courses", connections, onError: (err) => log.warn({ err }, "database connection lost") })
  const keys = personalDataKeys.map((key) => parseSealingKey(key, "courses"))
  const createContext = createContextFactory({ database, timeZone, now, keys })
  const subgraph = openSubgraph({ name: "courses", schema: coursesSchema().schema, database, log, createContext })
  if (!runsJobs) return subgraph
  const jobs = openJobs({ databaseUrl, database, timeZone, now, keys, log })
  return {
    ...subgraph,
    async close() {
      await jobs.stop()
      await subgraph.close()
    },
  }
}

/** The SDL that composition reads. */
export const coursesSdl = () => coursesSchema().sdl
