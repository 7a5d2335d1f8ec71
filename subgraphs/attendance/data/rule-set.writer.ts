import type { RawQueries } from "../../shared/change.ts"
import { newId, toUuid } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { RuleSetRecord } from "../domain/rule-set-record.ts"
import type { RuleSet } from "../domain/rule-set.ts"
import { RULE_SET_COLUMNS, toRuleSetRecord } from "./rule-set.row.ts"

export type NewRuleSet = Pick<RuleSetRecord, "title" | "jurisdiction" | "sourceDocument" | "article" | "status" | "effectiveFrom" | "effectiveTo"> & {
  organisation: { id: string; path: string }
  ruleSet: RuleSet
}

/** Add and end rule sets. One change of rules at a time: two of them could each miss that the other overlaps. */
export function createRuleSetWriter(transaction: RawQueries, viewer: Viewer, now: () => Date) {
  return {
    /** Keep others from changing rules, and give the sets that hold for exactly this organisation's subtree. */
    async lockOf(organisationId: string): Promise<RuleSetRecord[]> {
      await transaction.$queryRawUnsafe("SELECT 1 FROM pg_advisory_xact_lock(hashtext('attendance.rule_set'))")
      const rows = await transaction.$queryRawUnsafe<RuleSetRecord[]>(
        `SELECT ${RULE_SET_COLUMNS} FROM attendance.rule_set r WHERE r.organisation_id = $1::uuid ORDER BY r.effective_from`,
        toUuid("organisation", organisationId),
      )
      return rows.map(toRuleSetRecord)
    },

    async lock(id: string): Promise<RuleSetRecord | null> {
      const rows = await transaction.$queryRawUnsafe<RuleSetRecord[]>(
        `SELECT ${RULE_SET_COLUMNS} FROM attendance.rule_set r WHERE r.id = $1::uuid FOR UPDATE`,
        toUuid("rules", id),
      )
      return rows[0] ? toRuleSetRecord(rows[0]) : null
    },

    async add({ organisation, ruleSet, ...set }: NewRuleSet): Promise<string> {
      const id = newId("rules")
      await transaction.$queryRawUnsafe(
        `INSERT INTO attendance.rule_set (id, title, jurisdiction, organisation_id, organisation_path, source_document, article, status, effective_from,
           effective_to, parameters, added_at, adder_name)
         VALUES ($1::uuid, $2, $3, $4::uuid, $5, $6, $7, $8::attendance.rule_status, $9::date, $10::date, $11::jsonb, $12::timestamptz, $13)`,
        toUuid("rules", id),
        set.title,
        set.jurisdiction,
        toUuid("organisation", organisation.id),
        organisation.path,
        set.sourceDocument,
        set.article,
        set.status,
        set.effectiveFrom,
        set.effectiveTo,
        JSON.stringify(ruleSet),
        now().toISOString(),
        viewer.name,
      )
      return id
    },

    async end(id: string, effectiveTo: string): Promise<void> {
      await transaction.$queryRawUnsafe("UPDATE attendance.rule_set SET effective_to = $2::date WHERE id = $1::uuid", toUuid("rules", id), effectiveTo)
    },

    /** Have the accounts of a subtree made again, from a year on: by the worker, in its own time. Null for everywhere. */
    async askAgain(path: string | null, fromYear: number): Promise<void> {
      await transaction.$queryRawUnsafe(
        `UPDATE attendance.annual_hours SET computed_at = NULL
         WHERE year >= $2::int2 AND ($1::text IS NULL OR (organisation_path >= $1 AND organisation_path < left($1, -1) || '/')) AND computed_at IS NOT NULL`,
        path,
        fromYear,
      )
    },
  }
}
