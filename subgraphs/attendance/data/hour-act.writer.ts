import type { Prisma } from "../../../prisma/attendance/generated/client.ts"
import { askWithin } from "../../shared/ask.ts"
import type { Viewer } from "../../shared/viewer.ts"
import { createAccountListRepository } from "./account-list.repository.ts"
import { createDesignationWriter } from "./designation.writer.ts"
import { createHoursWriter } from "./hours.writer.ts"
import { createPlaceRepository } from "./place.repository.ts"
import { createReconciliationWriter } from "./reconciliation.writer.ts"
import { createRuleSetWriter } from "./rule-set.writer.ts"

/** What acts about hours and rules write, in their transaction. */
export function createHourActWriters(transaction: Prisma.TransactionClient, viewer: Viewer, today: string, now: () => Date) {
  return {
    hours: createHoursWriter(transaction, today, now),
    reconciliations: createReconciliationWriter(transaction, viewer, now),
    ruleSets: createRuleSetWriter(transaction, viewer, now),
    designations: createDesignationWriter(transaction, viewer, now),
    places: createPlaceRepository(askWithin(transaction)),
    accounts: createAccountListRepository(askWithin(transaction)),
  }
}
