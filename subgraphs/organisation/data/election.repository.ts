import type { Prisma } from "../../../prisma/organisation/generated/client.ts"
import { dateFromDay, dayFromDate } from "../../shared/calendar.ts"
import { newId, toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { ElectionRound, Seat } from "../domain/election.ts"

type Tables = Pick<Prisma.TransactionClient, "electionRound" | "electionSeat">

/** Read and write elections of committees that the caller has found for the viewer. */
export function createElectionRepository(prisma: Tables) {
  return {
    async find(organisationId: string, termNumber: number): Promise<ElectionRound | null> {
      const key = { organisationId: toUuid("organisation", organisationId), termNumber }
      const row = await prisma.electionRound.findUnique({ where: { organisationId_termNumber: key } })
      if (!row) return null
      return {
        ...row,
        id: toTypeId("election", row.id),
        organisationId,
        plannedOn: row.plannedOn && dayFromDate(row.plannedOn),
        heldOn: row.heldOn && dayFromDate(row.heldOn),
      }
    },

    /** Write a round: a new one, or in the place of a planned one. Its seats are those of the day it was held. */
    async save(known: ElectionRound | null, round: Omit<ElectionRound, "id">, seats: readonly Seat[]): Promise<ElectionRound> {
      const id = known?.id ?? newId("election")
      const { plannedOn, heldOn, eligible, present, ballots } = round
      const data = { plannedOn: plannedOn && dateFromDay(plannedOn), heldOn: heldOn && dateFromDay(heldOn), eligible, present, ballots }
      const own = { id: toUuid("election", id), organisationId: toUuid("organisation", round.organisationId), termNumber: round.termNumber }
      await prisma.electionRound.upsert({ where: { id: own.id }, create: { ...own, ...data }, update: data })
      await prisma.electionSeat.createMany({ data: seats.map(({ memberId, post }) => ({ roundId: own.id, memberId: toUuid("member", memberId), post })) })
      return { id, ...round }
    },

    /** Find who was elected in each of these rounds, in the order of their posts. */
    async findSeats(roundIds: readonly string[]): Promise<(Seat & { roundId: string })[]> {
      const where = { roundId: { in: toUuids("election", roundIds) } }
      const rows = await prisma.electionSeat.findMany({ where, orderBy: [{ post: "asc" }, { memberId: "asc" }] })
      return rows.map(({ roundId, memberId, post }) => ({ roundId: toTypeId("election", roundId), memberId: toTypeId("member", memberId), post }))
    },
  }
}
