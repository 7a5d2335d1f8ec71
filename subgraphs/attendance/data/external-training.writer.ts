import type { Prisma } from "../../../prisma/attendance/generated/client.ts"
import { dateFromDay } from "../../shared/calendar.ts"
import { newId, toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import { type TrainingFields, type TrainingForm, type TrainingState, categoryOf } from "../domain/external-training.ts"

/** A record as an act needs it, with where the person takes part now. */
export type StoredTraining = {
  id: string
  memberId: string
  branchId: string | null
  branchPath: string | null
  state: TrainingState
  form: TrainingForm
  startsOn: string
  endsOn: string
  hours: number
  endorsedById: string | null
  evidence: string[]
}

type Row = {
  member_id: string
  branch_id: string | null
  branch_path: string | null
  state: TrainingState
  form: TrainingForm
  starts_on: string
  ends_on: string
  hours: number
  endorsed_by_id: string | null
  evidence: string[] | null
}

/** Keep records of training that others held (外部培训补录), in the transaction of an act. */
export function createExternalTrainingWriter(transaction: Prisma.TransactionClient, viewer: Viewer, now: () => Date) {
  const own = toUuid("account", viewer.accountId)
  const change = (id: string, data: Prisma.ExternalTrainingUpdateInput) =>
    transaction.externalTraining.update({ where: { id: toUuid("training", id) }, data: { ...data, version: { increment: 1 } } })
  return {
    ...trainingReads(transaction),
    async add(memberId: string, branchId: string | null, { startsOn, endsOn, ...fields }: TrainingFields, evidence: readonly string[]): Promise<string> {
      const id = newId("training")
      await transaction.externalTraining.create({
        data: {
          ...fields,
          id: toUuid("training", id),
          memberId: toUuid("member", memberId),
          branchId: branchId && toUuid("organisation", branchId),
          category: categoryOf(fields.form),
          startsOn: dateFromDay(startsOn),
          endsOn: dateFromDay(endsOn),
          evidence: toUuids("evidence", evidence),
          state: "SUBMITTED",
          submittedAt: now(),
          submittedById: own,
          submittedBy: viewer.name,
        },
      })
      return id
    },

    async endorse(id: string): Promise<void> {
      await change(id, { state: "ENDORSED", endorsedAt: now(), endorsedById: own, endorsedBy: viewer.name })
    },

    async decide(id: string, state: "APPROVED" | "REFUSED" | "REVOKED", note: string | null): Promise<void> {
      await change(id, { state, decidedAt: now(), decidedById: own, decidedBy: viewer.name, decisionNote: note })
    },

    async withdraw(id: string): Promise<void> {
      await change(id, { state: "WITHDRAWN" })
    },
  }
}

/** Hold records, and look at what they are about. */
function trainingReads(transaction: Prisma.TransactionClient) {
  return {
    /** Where somebody takes part now; null for nobody of the books. */
    async placeOf(memberId: string): Promise<{ branchId: string | null; branchPath: string | null } | null> {
      const [row] = await transaction.$queryRawUnsafe<{ branch_id: string | null; branch_path: string | null }[]>(
        "SELECT branch_id, branch_path FROM people_api.member WHERE id = $1::uuid",
        toUuid("member", memberId),
      )
      return row ? { branchId: row.branch_id && toTypeId("organisation", row.branch_id), branchPath: row.branch_path } : null
    },

    /** Hold a record to the end of the transaction. */
    async lock(id: string): Promise<StoredTraining | null> {
      const [row] = await transaction.$queryRawUnsafe<Row[]>(
        `SELECT t.member_id, t.branch_id, m.branch_path, t.state::text, t.form::text, t.starts_on::text, t.ends_on::text, t.hours::float8, t.endorsed_by_id, t.evidence
         FROM attendance.external_training t LEFT JOIN people_api.member m ON m.id = t.member_id WHERE t.id = $1::uuid FOR UPDATE OF t`,
        toUuid("training", id),
      )
      if (!row) return null
      return {
        id,
        memberId: toTypeId("member", row.member_id),
        branchId: row.branch_id && toTypeId("organisation", row.branch_id),
        branchPath: row.branch_path,
        state: row.state,
        form: row.form,
        startsOn: row.starts_on,
        endsOn: row.ends_on,
        hours: row.hours,
        endorsedById: row.endorsed_by_id && toTypeId("account", row.endorsed_by_id),
        evidence: (row.evidence ?? []).map((uuid) => toTypeId("evidence", uuid)),
      }
    },

    /** The entry of a record that stands in the ledger. Entries are found by person and day. */
    async entryOf({ id, memberId, startsOn }: Pick<StoredTraining, "id" | "memberId" | "startsOn">): Promise<string | null> {
      const [row] = await transaction.$queryRawUnsafe<{ id: string }[]>(
        `SELECT e.id FROM attendance.entry e WHERE e.member_id = $1::uuid AND e.held_on = $2::date AND e.training_id = $3::uuid
         AND NOT EXISTS (SELECT FROM attendance.entry later WHERE later.replaces_id = e.id)`,
        toUuid("member", memberId),
        startsOn,
        toUuid("training", id),
      )
      return row ? toTypeId("entry", row.id) : null
    },
  }
}
