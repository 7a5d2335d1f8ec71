import type { Ask } from "../../shared/ask.ts"
import { toTypeId, toUuid } from "../../shared/typeid.ts"
import { subtreeOf } from "../../shared/viewer.ts"

/** Find whose accounts there are to make. */
export function createAccountListRepository(read: Ask) {
  return {
    /** People who belonged to a subtree in a year, or have an account of it there, by id, behind one of them. */
    async findPeople(path: string, year: number, after: string | null, limit: number): Promise<string[]> {
      const { from, to } = subtreeOf(path)
      const rows = await read<{ id: string }>(
        "accounts_of_subtree",
        `SELECT id FROM (
           SELECT s.member_id AS id FROM people_api.membership s
           WHERE s.organisation_path >= $1 AND s.organisation_path < $2 AND s.from_on <= make_date($3::int4, 12, 31) AND (s.to_on IS NULL OR s.to_on > make_date($3::int4, 1, 1))
           UNION SELECT m.id FROM people_api.member m WHERE m.branch_path >= $1 AND m.branch_path < $2
           UNION SELECT h.member_id FROM attendance.annual_hours h WHERE h.year = $3::int4 AND h.organisation_path >= $1 AND h.organisation_path < $2
         ) people WHERE $4::uuid IS NULL OR id > $4::uuid ORDER BY id LIMIT $5::int4`,
        [from, to, year, after && toUuid("member", after), limit],
      )
      return rows.map(({ id }) => toTypeId("member", id))
    },

    /** People who belong, have no account of a year and may get one, by id, behind one of them. */
    async findWithout(year: number, after: string | null, limit: number): Promise<string[]> {
      const rows = await read<{ id: string }>(
        "accounts_missing",
        `SELECT m.id FROM people_api.member m WHERE m.branch_path IS NOT NULL AND m.participation = 'DIRECT' AND m.stage IN ('FULL', 'PROBATIONARY', 'DEVELOPMENT_TARGET')
           AND ($2::uuid IS NULL OR m.id > $2::uuid) AND NOT EXISTS (SELECT FROM attendance.annual_hours h WHERE h.member_id = m.id AND h.year = $1::int2)
         ORDER BY m.id LIMIT $3::int4`,
        [year, after && toUuid("member", after), limit],
      )
      return rows.map(({ id }) => toTypeId("member", id))
    },

    /** Accounts that wait to be made, those of one year: people by id. */
    async findWaiting(limit: number): Promise<{ year: number; people: string[] } | null> {
      const rows = await read<{ id: string; year: number }>(
        "accounts_waiting",
        `SELECT h.member_id AS id, h.year::int4 FROM attendance.annual_hours h
         WHERE h.computed_at IS NULL AND h.year = (SELECT w.year FROM attendance.annual_hours w WHERE w.computed_at IS NULL ORDER BY w.year DESC LIMIT 1)
         ORDER BY h.member_id LIMIT $1::int4`,
        [limit],
      )
      const [first] = rows
      return first ? { year: first.year, people: rows.map(({ id }) => toTypeId("member", id)) } : null
    },
  }
}
