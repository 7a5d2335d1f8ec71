import type { Database } from "../../shared/database.ts"
import type { PageRequest } from "../../shared/page.ts"
import { toUuid, toUuids } from "../../shared/typeid.ts"
import type { RuleSetRecord } from "../domain/rule-set-record.ts"
import { RULE_SET_COLUMNS, toRuleSetRecord } from "./rule-set.row.ts"

const IN_FORCE = "($1::date IS NULL OR (r.effective_from <= $1::date AND (r.effective_to IS NULL OR r.effective_to > $1::date)))"

/** Read rule sets (学时规则). They are public to everyone who signs in: whoever is judged may know by what. */
export function createRuleSetRepository(database: Database) {
  return {
    async findByIds(ids: readonly string[]): Promise<RuleSetRecord[]> {
      const rows = await database.read<RuleSetRecord>("rule_sets_by_id", `SELECT ${RULE_SET_COLUMNS} FROM attendance.rule_set r WHERE r.id = ANY($1::uuid[])`, [
        toUuids("rules", ids),
      ])
      return rows.map(toRuleSetRecord)
    },

    /** Find one page, those in force last first, with one row more than the limit where there is more. */
    async findPage(asOf: string | null, { limit, after }: PageRequest): Promise<RuleSetRecord[]> {
      const [from = null, id = null] = after ?? []
      const rows = await database.read<RuleSetRecord>(
        "rule_sets_page",
        `SELECT ${RULE_SET_COLUMNS} FROM attendance.rule_set r
         WHERE ${IN_FORCE} AND ($2::date IS NULL OR (r.effective_from, r.id) < ($2::date, $3::uuid)) ORDER BY r.effective_from DESC, r.id DESC LIMIT $4`,
        [asOf, from, id && toUuid("rules", id), limit + 1],
      )
      return rows.map(toRuleSetRecord)
    },

    async count(asOf: string | null): Promise<number> {
      const [row] = await database.read<{ sets: number }>("rule_sets_count", `SELECT count(*) AS sets FROM attendance.rule_set r WHERE ${IN_FORCE}`, [asOf])
      return row?.sets ?? 0
    },
  }
}
