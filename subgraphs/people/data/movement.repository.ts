import type { Prisma } from "../../../prisma/people/generated/client.ts"
import type { Viewer } from "../../shared/viewer.ts"
import { createFloatingRepository } from "./floating.repository.ts"
import { createMemberBookRepository } from "./member-book.repository.ts"
import { createMembershipBookRepository } from "./membership-book.repository.ts"
import { createStageRepository } from "./stage.repository.ts"
import { createTransferRepository } from "./transfer.repository.ts"

export type MovementWriters = ReturnType<typeof createMovementWriters>

/** What moves people, and their record, in one transaction. */
export function createMovementWriters(transaction: Prisma.TransactionClient, viewer: Viewer, now: () => Date) {
  return {
    books: { ...createMemberBookRepository(transaction), ...createMembershipBookRepository(transaction) },
    stages: createStageRepository(transaction, viewer),
    letters: createTransferRepository(transaction, viewer, now),
    floating: createFloatingRepository(transaction),
  }
}
