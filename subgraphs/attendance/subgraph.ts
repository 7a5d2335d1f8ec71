import { openDatabase } from "../shared/database.ts"
import { parseSealingKey } from "../shared/sealed.ts"
import { type Subgraph, type SubgraphOptions, openSubgraph } from "../shared/subgraph.ts"
import { createContextFactory } from "./context.ts"
import { attendanceSchema } from "./graphql/schema.ts"

/** Open the attendance subgraph: sheets, the ledger of facts and the hours that follow. */
export function openAttendance(options: SubgraphOptions): Subgraph {
  const { databaseUrl, connections, timeZone, log, now = () => new Date(), personalDataKeys = [] } = options
  const database = openDatabase(databaseUrl, { name: "attendance", connections, onError: (err) => log.warn({ err }, "database connection lost") })
  const keys = personalDataKeys.map((key) => parseSealingKey(key, "attendance"))
  const peopleKeys = personalDataKeys.map((key) => parseSealingKey(key))
  const createContext = createContextFactory({ database, timeZone, now, keys, peopleKeys })
  return openSubgraph({ name: "attendance", schema: attendanceSchema().schema, database, log, createContext })
}

/** The SDL that composition reads. */
export const attendanceSdl = () => attendanceSchema().sdl
