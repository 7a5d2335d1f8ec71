import type { Prisma } from "../../../prisma/attendance/generated/client.ts"
import type { Viewer } from "../../shared/viewer.ts"
import { createExternalTrainingWriter } from "./external-training.writer.ts"
import { createLeaveWriter } from "./leave.writer.ts"
import { createLedgerWriter } from "./ledger.writer.ts"
import { createMakeUpWriter } from "./make-up.writer.ts"

/** Make what changes leave, make-up and training outside, in the transaction of an act. */
export function createAbsenceWriters(transaction: Prisma.TransactionClient, viewer: Viewer, now: () => Date, timeZone: string) {
  return {
    leaves: createLeaveWriter(transaction, viewer, now, timeZone),
    makeUps: createMakeUpWriter(transaction, viewer, createLedgerWriter(transaction, viewer, now), now),
    trainings: createExternalTrainingWriter(transaction, viewer, now),
  }
}
