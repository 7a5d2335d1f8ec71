import type { Ask } from "../../shared/ask.ts"
import { toTypeId, toUuid } from "../../shared/typeid.ts"
import { makeUpRulesOf, parseRuleOptions } from "../domain/rule-options.ts"

/** Who owes a make-up, within how many days and in which forms. */
export type MakeUpRules = ReturnType<typeof makeUpRulesOf>

/**
 * Find what the rule sets say of making up for lessons: of the sets in force on the lesson's day over its organiser, the nearest, and of those the latest.
 * A lesson without a rule set is left out.
 */
export async function findMakeUpRules(ask: Ask, lessons: readonly { lessonId: string; heldOn: string }[]): Promise<Map<string, MakeUpRules>> {
  const days = new Map(lessons.map(({ lessonId, heldOn }) => [toUuid("lesson", lessonId), heldOn]))
  if (days.size === 0) return new Map()
  const rows = await ask<{ lesson_id: string; parameters: Record<string, unknown> }>(
    "make_up_rules",
    `SELECT l.id AS lesson_id, rules.parameters FROM unnest($1::uuid[], $2::date[]) AS asked(id, held_on) JOIN courses_api.lesson l ON l.id = asked.id
     CROSS JOIN LATERAL (
       SELECT r.parameters FROM attendance.rule_set r
       WHERE r.effective_from <= asked.held_on AND (r.effective_to IS NULL OR r.effective_to > asked.held_on)
         AND (r.organisation_path IS NULL OR starts_with(l.organiser_path, r.organisation_path))
       ORDER BY length(r.organisation_path) DESC NULLS LAST, r.effective_from DESC, r.id LIMIT 1) rules`,
    [[...days.keys()], [...days.values()]],
  )
  return new Map(rows.map(({ lesson_id, parameters }) => [toTypeId("lesson", lesson_id), makeUpRulesOf(parseRuleOptions(parameters))]))
}
