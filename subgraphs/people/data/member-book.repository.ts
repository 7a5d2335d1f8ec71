import type { Prisma } from "../../../prisma/people/generated/client.ts"
import { dateFromDay } from "../../shared/calendar.ts"
import { newId, toTypeId, toUuid } from "../../shared/typeid.ts"
import type { Participation, Stage } from "../domain/member.ts"
import type { DirectMembership } from "../domain/membership.ts"
import type { PartyRecord } from "../domain/stages.ts"
import { SINCE_COLUMNS, type SinceRow, toSince } from "./stage.row.ts"

/** A person's record, held so that nobody else changes it meanwhile. */
export type MemberBook = PartyRecord & { id: string; name: string; branchPath: string | null }
export type Place = { id: string; path: string; name: string }

type BookRow = SinceRow & {
  name: string
  birth_on: string
  stage: Stage
  branch_path: string | null
  probation_to: string | null
  short_course_on: string | null
}

export type MemberBookRepository = ReturnType<typeof createMemberBookRepository>

/** Change people's records and where they belong. Whoever changes a person locks the record first: changes of one person wait in line. */
export function createMemberBookRepository(prisma: Prisma.TransactionClient) {
  return {
    /** Lock a person's record; null when there is none. Whether the viewer may know of it is for the caller to say. */
    async lock(memberId: string): Promise<MemberBook | null> {
      const [row] = await prisma.$queryRawUnsafe<BookRow[]>(
        `SELECT m.name, m.birth_on::text, m.stage::text, m.branch_path, m.probation_to::text, ${SINCE_COLUMNS},
           (SELECT min(c.issued_on)::text FROM people.certificate c WHERE c.member_id = m.id AND c.kind = 'DEVELOPMENT_COURSE') AS short_course_on
         FROM people.member m WHERE m.id = $1::uuid FOR UPDATE OF m`,
        toUuid("member", memberId),
      )
      if (!row) return null
      const { name, birth_on: birthOn, stage, branch_path: branchPath, probation_to: probationTo, short_course_on: shortCourseOn } = row
      return { id: memberId, name, birthOn, stage, branchPath, probationTo, shortCourseOn, since: toSince(row) }
    },

    /** Find the organisation in the books of its owner, as long as it is not dissolved. */
    async findOrganisation(organisationId: string): Promise<Place | null> {
      const [row] = await prisma.$queryRawUnsafe<{ path: string; name: string }[]>(
        `SELECT o.path, o.name FROM organisation_api.organisation o WHERE o.id = $1::uuid`,
        toUuid("organisation", organisationId),
      )
      return row ? { id: organisationId, ...row } : null
    },

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

    /** Find another way of taking part, to end it; a direct membership ends by transfer. */
    async findMembership(membershipId: string) {
      const row = await prisma.membership.findUnique({ where: { id: toUuid("membership", membershipId) } })
      if (!row) return null
      const { participation, organisationPath: path } = row
      return { memberId: toTypeId("member", row.memberId), path, participation, from: row.fromOn.toISOString().slice(0, 10), hasEnded: row.toOn !== null }
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

    async open(memberId: string, at: Place, participation: Participation, from: string): Promise<string> {
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

    /** Bring up to date where the person takes part: the organisation they belong to directly, else the one they came to last. */
    async project(memberId: string, today: string): Promise<void> {
      await prisma.$executeRawUnsafe(
        `UPDATE people.member m SET branch_id = p.organisation_id, branch_path = p.organisation_path, participation = coalesce(p.participation, m.participation)
         FROM (SELECT) one LEFT JOIN LATERAL (
           SELECT s.organisation_id, s.organisation_path, s.participation FROM people.membership s
           WHERE s.member_id = $1::uuid AND s.from_on <= $2::date AND (s.to_on IS NULL OR s.to_on > $2::date)
           ORDER BY s.participation = 'DIRECT' DESC, s.from_on DESC, s.id LIMIT 1
         ) p ON true
         WHERE m.id = $1::uuid
           AND (m.branch_id, m.branch_path, m.participation) IS DISTINCT FROM (p.organisation_id, p.organisation_path, coalesce(p.participation, m.participation))`,
        toUuid("member", memberId),
        today,
      )
    },
  }
}
