import { toTypeId } from "../../shared/typeid.ts"
import type { RuleSetRecord } from "../domain/rule-set-record.ts"

export const RULE_SET_COLUMNS = `r.id, r.title, r.jurisdiction, r.organisation_id AS "organisationId", r.organisation_path AS "organisationPath",
  r.source_document AS "sourceDocument", r.article, r.status::text, r.effective_from::text AS "effectiveFrom", r.effective_to::text AS "effectiveTo", r.parameters,
  r.added_at AS "addedAt", r.adder_name AS "addedBy"`

/** Give a row the ids that clients see. */
export function toRuleSetRecord(row: RuleSetRecord): RuleSetRecord {
  return { ...row, id: toTypeId("rules", row.id), organisationId: row.organisationId && toTypeId("organisation", row.organisationId) }
}
