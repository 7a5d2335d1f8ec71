import { dayOf } from "../shared/calendar.ts"
import type { Database } from "../shared/database.ts"
import { findReadablePlaces } from "../shared/scope.ts"
import { perKey } from "../shared/keyed.ts"
import type { Viewer } from "../shared/viewer.ts"
import { createPeopleLoaders } from "./data/member.loaders.ts"
import { createMemberRepository } from "./data/member.repository.ts"
import { createSubtreeLoaders } from "./data/subtree.loaders.ts"

export type PeopleContext = ReturnType<ReturnType<typeof createContextFactory>>

/** Wire the subgraph once; the function it gives makes what one request may use. */
export function createContextFactory(options: { database: Database; timeZone: string; now(): Date }) {
  const { database } = options
  return (viewer: Viewer) => {
    const members = createMemberRepository(database, viewer)
    const { membersByPath, workersByPath } = createSubtreeLoaders(database)
    const loaders = createPeopleLoaders(members, (ids) => findReadablePlaces(database, viewer, ids))
    return { viewer, today: dayOf(options.now(), options.timeZone), members, loaders: { ...loaders, membersByPath, workersByPath: perKey(workersByPath) } }
  }
}
