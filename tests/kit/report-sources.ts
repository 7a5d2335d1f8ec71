import { afterAll } from "vitest"
import { appUrlsFrom } from "../../prisma/setup.ts"
import { createContextFactory } from "../../subgraphs/attendance/context.ts"
import { type Database, openDatabase } from "../../subgraphs/shared/database.ts"
import { parseSealingKey } from "../../subgraphs/shared/sealed.ts"
import { newId } from "../../subgraphs/shared/typeid.ts"
import type { Viewer } from "../../subgraphs/shared/viewer.ts"
import { CITY_KEY } from "./database.ts"
import { NOW } from "./stack.ts"
import type { Place } from "./things.ts"

/** Read reports as jobs do, beside the graph: as an auditor of a place, at a moment. */
export function reportSourcesOf(ownerUrl: string, database: Database = reportDatabaseOf(ownerUrl, 2)) {
  return (at: Place, now: Date = NOW) => {
    const wiring = {
      database,
      timeZone: "Asia/Shanghai",
      now: () => now,
      keys: [parseSealingKey(CITY_KEY, "attendance")],
      peopleKeys: [parseSealingKey(CITY_KEY)],
    }
    const viewer: Viewer = {
      accountId: newId("account"),
      name: "审计员",
      memberId: null,
      homePath: null,
      grants: [{ role: "AUDITOR", organisationId: at.id, path: at.path }],
    }
    return createContextFactory(wiring)(viewer)
  }
}

/** A pool of so many connections as the attendance subgraph has them, closed when the test file ends. */
export function reportDatabaseOf(ownerUrl: string, connections: number): Database {
  const database = openDatabase(appUrlsFrom(ownerUrl, {}).attendance, { name: "reports", connections, onError: () => undefined })
  afterAll(() => database.close())
  return database
}
