import type { Prisma } from "../../../prisma/people/generated/client.ts"
import { toUuid } from "../../shared/typeid.ts"
import type { Stage } from "../domain/member.ts"
import type { PartyRecord } from "../domain/stages.ts"
import { SINCE_COLUMNS, type SinceRow, toSince } from "./stage.row.ts"

/** A person's record, held so that nobody else changes it meanwhile. */
export type MemberBook = PartyRecord & { id: string; name: string; branchPath: string | null }
export type BookPlace = { id: string; path: string; name: string; kind: string }

type BookRow = SinceRow & {
  name: string
  birth_on: string
  stage: Stage
  branch_path: string | null
  probation_to: string | null
  short_course_on: string | null
}

/** Hold people's records while they change. Whoever changes a person locks the record first: changes of one person wait in line. */
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
    async findOrganisation(organisationId: string): Promise<BookPlace | null> {
      const [row] = await prisma.$queryRawUnsafe<Omit<BookPlace, "id">[]>(
        `SELECT o.path, o.name, o.kind FROM organisation_api.organisation o WHERE o.id = $1::uuid`,
        toUuid("organisation", organisationId),
      )
      return row ? { id: organisationId, ...row } : null
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
