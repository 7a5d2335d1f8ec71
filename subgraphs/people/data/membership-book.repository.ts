import type { Prisma } from "../../../prisma/people/generated/client.ts"
import { dateFromDay, dayFromDate } from "../../shared/calendar.ts"
import { newId, toTypeId, toUuid } from "../../shared/typeid.ts"
import type { Participation } from "../domain/member.ts"
import type { DirectMembership } from "../domain/membership.ts"

/** Change where people belong and take part. The caller has locked the person. */
export function createMembershipBookRepository(prisma: Prisma.TransactionClient) {
  return {
    /** Find where the person belongs directly on a day. */
    async findDirect(memberId: string, day: string): Promise<DirectMembership | null> {
      const [row] = await prisma.$queryRawUnsafe<{ id: string; organisation_id: string; path: string; name: string | null; from_on: string }[]>(
        `SELECT s.id, s.organisation_id, s.organisation_path AS path, o.name, s.from_on::text
         FROM people.membership s LEFT JOIN organisation_api.known_organisation o ON o.id = s.organisation_id
         WHERE s.member_id = $1::uuid AND s.participation = 'DIRECT' AND s.from_on <= $2::date AND (s.to_on IS NULL OR s.to_on > $2::date)`,
        toUuid("member", memberId),
        day,
      )
      if (!row) return null
      return { uuid: row.id, organisationId: toTypeId("organisation", row.organisation_id), path: row.path, name: row.name ?? "", from: row.from_on }
    },

    /** Find the organisation that the person belonged to directly last, and the day on which that ended; null for whoever never did. */
    async findLastDirect(memberId: string): Promise<{ organisationId: string; until: string | null } | null> {
      const where = { memberId: toUuid("member", memberId), participation: "DIRECT" as const }
      const row = await prisma.membership.findFirst({ where, orderBy: { fromOn: "desc" } })
      return row && { organisationId: toTypeId("organisation", row.organisationId), until: row.toOn && dayFromDate(row.toOn) }
    },

    /** Find another way of taking part, to end it; a direct membership ends by transfer. */
    async findMembership(membershipId: string) {
      const row = await prisma.membership.findUnique({ where: { id: toUuid("membership", membershipId) } })
      if (!row) return null
      const { participation, organisationPath: path } = row
      return { memberId: toTypeId("member", row.memberId), path, participation, from: dayFromDate(row.fromOn), hasEnded: row.toOn !== null }
    },

    /** Find the place where the person takes part in this way on a day, the latest first. */
    async findPlace(memberId: string, participation: Participation, day: string): Promise<string | null> {
      const on = dateFromDay(day)
      const where = { memberId: toUuid("member", memberId), participation, fromOn: { lte: on }, OR: [{ toOn: null }, { toOn: { gt: on } }] }
      const row = await prisma.membership.findFirst({ where, orderBy: [{ fromOn: "desc" }, { id: "asc" }] })
      return row?.organisationPath ?? null
    },

    /** Say whether the person takes part in an organisation in any way on a day or later. */
    async takesPart(memberId: string, organisationId: string, day: string): Promise<boolean> {
      const where = { memberId: toUuid("member", memberId), organisationId: toUuid("organisation", organisationId) }
      return (await prisma.membership.count({ where: { ...where, OR: [{ toOn: null }, { toOn: { gt: dateFromDay(day) } }] } })) > 0
    },

    async open(memberId: string, at: { id: string; path: string }, participation: Participation, from: string): Promise<string> {
      const id = newId("membership")
      const place = { organisationId: toUuid("organisation", at.id), organisationPath: at.path }
      const data = { id: toUuid("membership", id), memberId: toUuid("member", memberId), ...place, participation, fromOn: dateFromDay(from) }
      await prisma.membership.create({ data })
      return id
    },

    /** End a membership on a day, which it no longer holds. One that would not have held for a day was never there. */
    async close(uuid: string, from: string, to: string): Promise<void> {
      if (from === to) await prisma.membership.delete({ where: { id: uuid } })
      else await prisma.membership.update({ where: { id: uuid }, data: { toOn: dateFromDay(to) } })
    },
  }
}
