import DataLoader from "dataloader"
import type { Database } from "../../shared/database.ts"
import { inKeyOrder } from "../../shared/keyed.ts"
import type { Viewer } from "../../shared/viewer.ts"
import { type RoundsElected, findElected } from "./leadership.repository.ts"

/** Make the request's loader of who was elected: a list of rounds is one statement. */
export function createLeadershipLoaders(database: Database, viewer: Viewer) {
  return {
    electedByRound: new DataLoader<string, RoundsElected | null>(async (ids) => inKeyOrder(ids, await findElected(database, viewer, ids), ({ id }) => id)),
  }
}
