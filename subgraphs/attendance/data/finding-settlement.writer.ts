import type { Prisma } from "../../../prisma/attendance/generated/client.ts"
import { toUuid } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"

/** Keep who answered for findings, in the transaction of the act. */
export function createFindingSettlementWriter(transaction: Prisma.TransactionClient, viewer: Viewer, now: () => Date) {
  return {
    /** Says false where somebody has answered already. */
    async add(finding: { id: string; kind: string; lessonId: string; organisationPath: string; note: string }): Promise<boolean> {
      const { kind, organisationPath, note } = finding
      const added = await transaction.findingSettlement.createMany({
        data: [
          {
            findingId: toUuid("finding", finding.id),
            lessonId: toUuid("lesson", finding.lessonId),
            kind,
            organisationPath,
            note,
            settledAt: now(),
            settledBy: viewer.name,
            settledById: toUuid("account", viewer.accountId),
          },
        ],
        skipDuplicates: true,
      })
      return added.count === 1
    },
  }
}
