import type { Database } from "../shared/database.ts"
import { perKey } from "../shared/keyed.ts"
import { findReadablePlaces } from "../shared/scope.ts"
import type { Viewer } from "../shared/viewer.ts"
import { createPeopleLoaders } from "./data/member.loaders.ts"
import { createMemberRepository } from "./data/member.repository.ts"
import { createRosterRepository } from "./data/roster.repository.ts"
import { createSubtreeLoaders } from "./data/subtree.loaders.ts"

export type PeopleContext = ReturnType<ReturnType<typeof createContextFactory>>

/** Wire the subgraph once; the function it gives makes what one request may use. */
export function createContextFactory({ database }: { database: Database }) {
  return (viewer: Viewer) => {
    const { workersByPath } = createSubtreeLoaders(database)
    const loaders = createPeopleLoaders({
      members: createMemberRepository(database, viewer),
      rosters: createRosterRepository(database, viewer),
      findPlaces: (ids) => findReadablePlaces(database, viewer, ids),
    })
    return { viewer, loaders: { ...loaders, workersByPath: perKey(workersByPath) } }
  }
}
