import type { Prisma } from "../../../prisma/organisation/generated/client.ts"
import { createAppraisalRepository } from "./appraisal.repository.ts"
import { createContactRepository } from "./contact.repository.ts"
import { createDocumentRepository } from "./document.repository.ts"
import { createElectionRepository } from "./election.repository.ts"
import { createExceptionRepository } from "./exception.repository.ts"
import { createHonourRepository } from "./honour.repository.ts"
import { createOfficeRepository } from "./office.repository.ts"
import { createPlaceRepository } from "./place.repository.ts"
import { createRectificationRepository } from "./rectification.repository.ts"
import { createTermRepository } from "./term.repository.ts"
import { createUnitRepository } from "./unit.repository.ts"

export type RecordRepositories = ReturnType<typeof createRecordRepositories>

/** Wire the repositories of an organisation's records over one client or one transaction. */
export function createRecordRepositories(prisma: Prisma.TransactionClient) {
  return {
    places: createPlaceRepository(prisma),
    offices: createOfficeRepository(prisma),
    terms: createTermRepository(prisma),
    elections: createElectionRepository(prisma),
    exceptions: createExceptionRepository(prisma),
    honours: createHonourRepository(prisma),
    contacts: createContactRepository(prisma),
    rectifications: createRectificationRepository(prisma),
    units: createUnitRepository(prisma),
    appraisals: createAppraisalRepository(prisma),
    documents: createDocumentRepository(prisma),
  }
}
