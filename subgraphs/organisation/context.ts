import { PrismaPg } from "@prisma/adapter-pg"
import { type Prisma, PrismaClient } from "../../prisma/organisation/generated/client.ts"
import { dayOf } from "../shared/calendar.ts"
import { createChange } from "../shared/change.ts"
import type { Database } from "../shared/database.ts"
import type { Viewer } from "../shared/viewer.ts"
import { createChangeLoaders } from "./data/change.loaders.ts"
import { createChangeRepository } from "./data/change.repository.ts"
import { createChildrenRepository } from "./data/children.repository.ts"
import { createFigureLoaders } from "./data/figure.loaders.ts"
import { createFigureWriter } from "./data/figure.repository.ts"
import { createDueRepository } from "./data/due.repository.ts"
import { createNodeRepository } from "./data/node.repository.ts"
import { createOfficerRepository } from "./data/officer.repository.ts"
import { createOrganisationEndRepository } from "./data/organisation-end.repository.ts"
import { createOrganisationLoaders } from "./data/organisation.loaders.ts"
import { createOrganisationRepository } from "./data/organisation.repository.ts"
import { createRecordLoaders } from "./data/record.loaders.ts"
import { createRecordRepositories } from "./data/records.repository.ts"
import { createSubtreeLoaders } from "./data/subtree.loaders.ts"
import { createFollowerRepository } from "./data/follower.repository.ts"
import { createTreeRepository } from "./data/tree.repository.ts"
import { createVersionRepository } from "./data/version.repository.ts"

export type OrganisationContext = ReturnType<ReturnType<typeof createContextFactory>>

/** How long a change may take, and wait for a connection. Moving a district renews the paths of everything in it. */
const LONGEST_CHANGE = { maxWait: 2_000, timeout: 30_000 }

type Transaction = Prisma.TransactionClient

/** Wire the subgraph once; the function it gives makes what one request may use. */
export function createContextFactory(options: { database: Database; timeZone: string; now(): Date }) {
  const { database } = options
  const prisma = new PrismaClient({ adapter: new PrismaPg(database.pool, { schema: "organisation" }) })
  const officers = createOfficerRepository(database)
  const records = createRecordRepositories(prisma)
  return (viewer: Viewer) => {
    const organisations = createOrganisationRepository(database, prisma, viewer)
    const versions = createVersionRepository(database, viewer)
    const today = dayOf(options.now(), options.timeZone)
    const createLoaders = () => ({
      ...createOrganisationLoaders({ organisations, officers, children: createChildrenRepository(database, viewer), versions }, today),
      ...createSubtreeLoaders(database),
      ...createFigureLoaders(database),
      ...createChangeLoaders(database, viewer),
      ...createRecordLoaders({ database, viewer, records }),
    })
    let loaders = createLoaders()
    return {
      viewer,
      today,
      organisations,
      versions,
      nodes: createNodeRepository(database, viewer),
      records,
      due: createDueRepository(database),
      get loaders() {
        return loaders
      },
      change: createChange({
        schema: "organisation",
        viewer,
        begin: (work: (transaction: Transaction) => Promise<void>) => prisma.$transaction(work, LONGEST_CHANGE),
        writersOf: (transaction) => ({
          ...createRecordRepositories(transaction),
          figures: createFigureWriter(transaction),
          tree: createTreeRepository(transaction),
          followers: createFollowerRepository(transaction),
          ends: createOrganisationEndRepository(transaction),
          changes: createChangeRepository(transaction, viewer, options.now),
        }),
        onDone: () => {
          loaders = createLoaders()
        },
      }),
    }
  }
}
