import type { Prisma } from "../../../prisma/organisation/generated/client.ts"
import { dateFromDay } from "../../shared/calendar.ts"
import { newId, toUuid } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { ChangeKind, ChangePart, Decision, OrganisationChange, Snapshot } from "../domain/tree-change.ts"

export type ChangeRepository = ReturnType<typeof createChangeRepository>

/** Write down what was decided of the tree, and by whom it was recorded; it is never changed afterwards. */
export function createChangeRepository(transaction: Prisma.TransactionClient, viewer: Viewer, now: () => Date) {
  return {
    async add(kind: ChangeKind, decision: Decision, parts: readonly ChangePart[]): Promise<OrganisationChange> {
      const id = newId("change")
      const recordedAt = now()
      await transaction.organisationChange.create({
        data: {
          id: toUuid("change", id),
          kind,
          effectiveOn: dateFromDay(decision.effectiveOn),
          decidedOn: decision.decidedOn && dateFromDay(decision.decidedOn),
          documentNumber: decision.documentNumber,
          reason: decision.reason,
          recordedAt,
          recordedBy: toUuid("account", viewer.accountId),
          recorderName: viewer.name,
          parts: {
            create: parts.map(({ organisationId, before, after }, position) => ({
              organisationId: toUuid("organisation", organisationId),
              position,
              ...(before ? { before: toJson(before) } : {}),
              ...(after ? { after: toJson(after) } : {}),
            })),
          },
        },
      })
      return { id, kind, ...decision, recordedAt: recordedAt.toISOString(), recordedBy: viewer.name }
    },
  }
}

/** How a snapshot is kept: with the superior's uuid, so that statements can find it. */
export type KeptSnapshot = Omit<Snapshot, "parentId"> & { parentUuid: string | null }

function toJson({ parentId, ...said }: Snapshot): KeptSnapshot {
  return { ...said, parentUuid: parentId && toUuid("organisation", parentId) }
}
