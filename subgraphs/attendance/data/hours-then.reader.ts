import type { Database } from "../../shared/database.ts"
import type { AccountThen } from "../domain/account-then.ts"
import type { AttendanceFact } from "../domain/attendance-fact.ts"
import { closedBy, stoodAt } from "./books-then.row.ts"
import { FACTS_HELD, type FactRow } from "./fact.row.ts"

/** $1 whose facts, $2 and $3 the first and last day, $4 the moment of the books: what counted then, as `hour_facts` says what counts now. */
const FACTS_THEN = `${FACTS_HELD}
    AND ${stoodAt("$4")} AND (e.is_make_up OR e.training_id IS NOT NULL OR ${closedBy("$4")})`

const ACCOUNT = `h.member_id AS "memberUuid", h.year::int4, h.role::text, h.is_required AS "isRequired", h.required::float8,
    h.required_intensive_sessions::int4 AS "requiredIntensiveSessions", h.rule_set_id AS "ruleSetUuid"`

/** $1 whose accounts, $2 the years, $3 the moment: what was kept then. */
const ACCOUNTS_THEN = `SELECT ${ACCOUNT} FROM attendance.annual_hours h WHERE h.member_id = ANY($1::uuid[]) AND h.year = ANY($2::int2[]) AND h.since <= $3::timestamptz
  UNION ALL SELECT ${ACCOUNT} FROM attendance.annual_hours_past h
  WHERE h.member_id = ANY($1::uuid[]) AND h.year = ANY($2::int2[]) AND h.since <= $3::timestamptz AND h.until > $3::timestamptz`

/** Read what years are reckoned from as the books stood. One statement each, for any number of people; of people who were found before. Ids are uuids. */
export function createHoursThenReader(database: Database) {
  return {
    async findFacts(memberUuids: readonly string[], from: string, to: string, asOf: Date): Promise<Map<string, AttendanceFact[]>> {
      const rows = await database.read<FactRow>("hour_facts_then", FACTS_THEN, [memberUuids, from, to, asOf])
      const found = new Map<string, AttendanceFact[]>()
      for (const { member, subject, periods, ...fact } of rows) {
        const parts = periods?.map(({ startsAt, endsAt }) => ({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) })) ?? null
        found.set(member, [...(found.get(member) ?? []), { ...fact, lessonId: subject, periods: parts }])
      }
      return found
    },

    findAccounts(memberUuids: readonly string[], years: readonly number[], asOf: Date): Promise<AccountThen[]> {
      return database.read<AccountThen>("accounts_then", ACCOUNTS_THEN, [memberUuids, years, asOf])
    },
  }
}
