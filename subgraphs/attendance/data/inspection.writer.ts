import type { Prisma } from "../../../prisma/attendance/generated/client.ts"
import type { Viewer } from "../../shared/viewer.ts"
import { createFindingSettlementWriter } from "./finding-settlement.writer.ts"
import { createMeetingWriter } from "./meeting.writer.ts"

/** What acts on findings and meetings write, in their transaction. */
export function createInspectionWriters(transaction: Prisma.TransactionClient, viewer: Viewer, now: () => Date) {
  return {
    meetings: createMeetingWriter(transaction, viewer, now),
    settlements: createFindingSettlementWriter(transaction, viewer, now),
  }
}
