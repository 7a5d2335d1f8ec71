import type { Ask } from "../../shared/ask.ts"
import type { AttendanceFact } from "../domain/attendance-fact.ts"
import type { YearOfStanding } from "../domain/role-in-year.ts"
import type { StoredRuleSet } from "../domain/rule-choice.ts"
import { parseRuleSet } from "../domain/rule-set.ts"
import { FACTS_HELD, type FactRow } from "./fact.row.ts"

/** Entries that no other replaces, of lessons whose sheet is closed or was; make-ups and approved training outside at once. */
const FACTS = `${FACTS_HELD}
    AND NOT EXISTS (SELECT FROM attendance.entry r WHERE r.replaces_id = e.id)
    AND (s.state IN ('CLOSED', 'APPROVED', 'REOPENED') OR e.is_make_up OR t.state = 'APPROVED')`

type StandingRow = {
  id: string
  branch: string | null
  path: string | null
  stage: YearOfStanding["stage"]
  participation: YearOfStanding["memberships"][number]["participation"]
  stageDays: YearOfStanding["stageDays"]
  memberships: YearOfStanding["memberships"] | null
  offices: YearOfStanding["offices"] | null
  designations: YearOfStanding["designations"] | null
}

const STANDINGS = `SELECT m.id, m.branch_id AS branch, m.branch_path AS path, m.stage, m.participation,
    jsonb_build_object('applied', d.applied_on, 'activist', d.activist_on, 'target', d.target_on, 'joined', d.joined_on, 'full', d.full_on) AS "stageDays",
    (SELECT jsonb_agg(jsonb_build_object('participation', s.participation, 'branchId', s.organisation_id, 'branchPath', s.organisation_path,
       'since', s.from_on, 'until', s.to_on)) FROM people_api.membership s WHERE s.member_id = m.id) AS memberships,
    (SELECT jsonb_agg(jsonb_build_object('isSecretary', o.post = 'SECRETARY', 'since', o.since, 'until', o.until))
       FROM organisation_api.officer o WHERE o.member_id = m.id) AS offices,
    (SELECT jsonb_agg(jsonb_build_object('kind', g.kind, 'fromYear', g.from_year, 'toYear', g.to_year))
       FROM attendance.designation g WHERE g.member_id = m.id) AS designations
  FROM people_api.member m JOIN people_api.stage_dates d ON d.member_id = m.id WHERE m.id = ANY($1::uuid[])`

type RuleSetRow = Omit<StoredRuleSet, "ruleSet"> & { parameters: unknown }

const RULE_SETS = `SELECT r.id, r.organisation_path AS "organisationPath", r.effective_from::text AS "effectiveFrom", r.effective_to::text AS "effectiveTo",
    r.parameters FROM attendance.rule_set r`

/** Read what years are reckoned from: facts, where people stood, rules. One statement each, for any number of people and years. Ids are uuids. */
export function createHourGroundRepository(ask: Ask) {
  return {
    async findFacts(memberUuids: readonly string[], from: string, to: string): Promise<Map<string, AttendanceFact[]>> {
      const rows = await ask<FactRow>("hour_facts", FACTS, [memberUuids, from, to])
      const found = new Map<string, AttendanceFact[]>()
      for (const { member, subject, periods, ...fact } of rows) {
        const facts = found.get(member) ?? []
        const parts = periods?.map(({ startsAt, endsAt }) => ({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) })) ?? null
        facts.push({ ...fact, lessonId: subject, periods: parts })
        found.set(member, facts)
      }
      return found
    },

    async findStandings(memberUuids: readonly string[]): Promise<Map<string, YearOfStanding>> {
      const rows = await ask<StandingRow>("hour_standings", STANDINGS, [memberUuids])
      return new Map(rows.map((row) => [row.id, toStanding(row)]))
    },

    /** Rule sets in force on a 31 December of these years, and those of these ids. @throws {InvalidRuleSet} for a stored set that is none. */
    async findRuleSets(years: readonly number[], ids: readonly string[]): Promise<StoredRuleSet[]> {
      const rows = await ask<RuleSetRow>(
        "hour_rule_sets",
        `${RULE_SETS} WHERE r.id = ANY($2::uuid[]) OR EXISTS (SELECT FROM unnest($1::int4[]) AS y(year)
           WHERE r.effective_from <= make_date(y.year, 12, 31) AND (r.effective_to IS NULL OR r.effective_to > make_date(y.year, 12, 31)))`,
        [years, ids],
      )
      return rows.map(({ parameters, ...row }) => ({ ...row, ruleSet: parseRuleSet(parameters) }))
    },

    /** The rule sets that judged these years before: `member:year` → id. */
    async findKeptRuleSets(memberUuids: readonly string[], years: readonly number[]): Promise<Map<string, string>> {
      const rows = await ask<{ member: string; year: number; ruleSetId: string }>(
        "hour_kept_rule_sets",
        `SELECT h.member_id AS member, h.year::int4, h.rule_set_id AS "ruleSetId" FROM attendance.annual_hours h
         WHERE h.member_id = ANY($1::uuid[]) AND h.year = ANY($2::int2[])`,
        [memberUuids, years],
      )
      return new Map(rows.map(({ member, year, ruleSetId }) => [`${member}:${year}`, ruleSetId]))
    },
  }
}

/** Somebody without any membership on record takes part where their record says, as long as it is known. */
function toStanding({ branch, path, stage, participation, stageDays, memberships, offices, designations }: StandingRow): YearOfStanding {
  const here = branch && path ? [{ participation, branchId: branch, branchPath: path, since: "1900-01-01", until: null }] : []
  return { stage, stageDays, memberships: memberships ?? here, offices: offices ?? [], designations: designations ?? [] }
}
