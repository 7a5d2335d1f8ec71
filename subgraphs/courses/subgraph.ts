import { openDatabase } from "../shared/database.ts"
import type { Files } from "../shared/files.ts"
import { type Subgraph, type SubgraphOptions, openSubgraph } from "../shared/subgraph.ts"
import { parseSealingKey } from "../shared/sealed.ts"
import type { Viewer } from "../shared/viewer.ts"
import { createContextFactory } from "./context.ts"
import { createFileRepository } from "./data/file.repository.ts"
import { plansSomewhere } from "./domain/courses.policy.ts"
import { coursesSchema } from "./graphql/schema.ts"

/** Open the courses subgraph: schools, venues, teachers, classes and lessons. */
export function openCourses({ databaseUrl, connections, timeZone, log, now = () => new Date(), personalDataKeys = [] }: SubgraphOptions): Subgraph {
  const database = openDatabase(databaseUrl, { name: "courses", connections, onError: (err) => log.warn({ err }, "database connection lost") })
  const keys = personalDataKeys.map((key) => parseSealingKey(key, "courses"))
  const createContext = createContextFactory({ database, timeZone, now, keys })
  const files = (viewer: Viewer): Files => {
    const repository = createFileRepository({ database, viewer, keys, now })
    return {
      store: async (file, content) => {
        if (!plansSomewhere(viewer)) return { refused: "FORBIDDEN" }
        const { id, name, bytes, sha256 } = await repository.store("UPLOAD", file, content)
        return { id, name, bytes, sha256 }
      },
      fetch: (id) => repository.find(id),
    }
  }
  return openSubgraph({ name: "courses", schema: coursesSchema().schema, database, log, createContext, files })
}

/** The SDL that composition reads. */
export const coursesSdl = () => coursesSchema().sdl
