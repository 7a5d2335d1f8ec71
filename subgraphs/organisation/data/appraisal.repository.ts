import type { Prisma } from "../../../prisma/organisation/generated/client.ts"
import { dateFromDay, dayFromDate } from "../../shared/calendar.ts"
import { newId, toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { AppraisalResult, AppraisalRound } from "../domain/appraisal.ts"

type Tables = Pick<Prisma.TransactionClient, "appraisalRound" | "appraisalResult">

/** Read and write appraisals by organisations that the caller has found for the viewer. */
export function createAppraisalRepository(prisma: Tables) {
  return {
    async find(organisationId: string, year: number): Promise<AppraisalRound | null> {
      const key = { organisationId: toUuid("organisation", organisationId), year }
      const row = await prisma.appraisalRound.findUnique({ where: { organisationId_year: key } })
      return row && { ...row, id: toTypeId("appraisal", row.id), organisationId, heldOn: row.heldOn && dayFromDate(row.heldOn) }
    },

    async add(round: Omit<AppraisalRound, "id">): Promise<AppraisalRound> {
      const id = newId("appraisal")
      const own = { id: toUuid("appraisal", id), organisationId: toUuid("organisation", round.organisationId) }
      await prisma.appraisalRound.create({ data: { ...own, year: round.year, heldOn: round.heldOn && dateFromDay(round.heldOn) } })
      return { id, ...round }
    },

    /** Find the results of these rounds, in the order of the organisations' ids. */
    async findResults(roundIds: readonly string[]): Promise<AppraisalResult[]> {
      const rows = await prisma.appraisalResult.findMany({ where: { roundId: { in: toUuids("appraisal", roundIds) } }, orderBy: { organisationId: "asc" } })
      return rows.map((row) => ({
        ...row,
        roundId: toTypeId("appraisal", row.roundId),
        organisationId: toTypeId("organisation", row.organisationId),
        secretaryId: toTypeId("member", row.secretaryId),
      }))
    },

    async addResults(results: readonly AppraisalResult[]): Promise<void> {
      await prisma.appraisalResult.createMany({
        data: results.map(({ roundId, organisationId, secretaryId, ...rest }) => ({
          ...rest,
          roundId: toUuid("appraisal", roundId),
          organisationId: toUuid("organisation", organisationId),
          secretaryId: toUuid("member", secretaryId),
        })),
      })
    },
  }
}
