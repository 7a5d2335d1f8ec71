import { randomBytes } from "node:crypto"
import type { Prisma } from "../../../prisma/attendance/generated/client.ts"
import { createJobWriter } from "../../shared/job-writer.ts"
import { newId, toUuid } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import { type Export, type ExportState, watermarkOf } from "../domain/export.ts"

/** Where jobs of attendance wait. */
export const ATTENDANCE_JOBS = "attendance_jobs"

/** The last attempt does not work at an export but ends it: four processes may die of it. */
const ATTEMPTS = 5

export type NewExport = Pick<Export, "kind" | "format" | "organisationId" | "organisationPath" | "parameters" | "purpose" | "total">

/** Ask for exports and cancel them, in the transaction of the act. */
export function createExportWriter(transaction: Prisma.TransactionClient, viewer: Viewer, now: () => Date) {
  const account = toUuid("account", viewer.accountId)
  const jobs = createJobWriter(transaction, ATTENDANCE_JOBS)
  return {
    /** Count the account's exports under way; until this transaction has ended no other of the account's begins. */
    async countUnderWay(): Promise<number> {
      await transaction.$queryRawUnsafe("SELECT true AS held FROM (SELECT pg_advisory_xact_lock(hashtextextended('exports of ' || $1, 0))) AS lock", account)
      const [row] = await transaction.$queryRawUnsafe<{ exports: number }[]>(
        "SELECT count(*)::int AS exports FROM attendance.export WHERE account_id = $1::uuid AND state IN ('WAITING', 'RUNNING')",
        account,
      )
      return row?.exports ?? 0
    },

    /** Keep the request, with the job that does it. */
    async add({ kind, format, organisationId, organisationPath, parameters, purpose, total }: NewExport): Promise<string> {
      const id = newId("export")
      await transaction.export.create({
        data: {
          id: toUuid("export", id),
          accountId: account,
          accountName: viewer.name,
          kind,
          format,
          organisationId: toUuid("organisation", organisationId),
          organisationPath,
          parameters: { ...parameters, asOf: parameters.asOf.toISOString() },
          purpose,
          state: "WAITING",
          total,
          watermark: watermarkOf(randomBytes(5)),
          requestedAt: now(),
        },
      })
      await jobs.add("export", { exportId: id }, { attempts: ATTEMPTS })
      return id
    },

    /** Hold one of the account's own to the end of the transaction, and say how it stands; null for any other. */
    async lock(id: string): Promise<ExportState | null> {
      const [row] = await transaction.$queryRawUnsafe<{ state: ExportState }[]>(
        "SELECT state::text FROM attendance.export WHERE id = $1::uuid AND account_id = $2::uuid FOR UPDATE",
        toUuid("export", id),
        account,
      )
      return row?.state ?? null
    },

    /** End it, with everything that was read for it; the job that is at it finds out with its next piece. */
    async cancel(id: string): Promise<void> {
      const uuid = toUuid("export", id)
      await transaction.export.update({ where: { id: uuid }, data: { state: "CANCELLED", run: null, finishedAt: now() } })
      await transaction.exportSpool.deleteMany({ where: { exportId: uuid } })
      await transaction.exportFile.deleteMany({ where: { exportId: uuid } })
    },
  }
}
