import type { AttendanceContext } from "../context.ts"
import { type InspectionRules, type OrganisationLifeRules } from "../domain/inspection-rules.ts"
import { ruleSetOfYear } from "../domain/rule-choice.ts"
import { inspectionOf, organisationLifeOf } from "../domain/rule-options.ts"

export type RulesOfPeriod = {
  inspectionAt(path: string, day: string): InspectionRules
  lifeAt(path: string, year: number): OrganisationLifeRules
  /** The rule set that says it, if any: its id as a uuid. */
  ruleSetAt(path: string, year: number): string | null
  /** Equal where the rules are. */
  key: string
}

/** Choose by which rules lessons and meetings of some years are inspected: those of the smallest subtree in force on 31 December, customary where none says. */
export async function chooseInspectionRules({ hourGrounds }: Pick<AttendanceContext, "hourGrounds">, years: readonly number[]): Promise<RulesOfPeriod> {
  const sets = await hourGrounds.findRuleSets(years, [])
  const chosen = new Map<string, ReturnType<typeof ruleSetOfYear>>()
  const setAt = (path: string, year: number) => {
    const key = `${year} ${path}`
    if (!chosen.has(key)) chosen.set(key, ruleSetOfYear(sets, path, year))
    return chosen.get(key) ?? null
  }
  return {
    inspectionAt: (path, day) => inspectionOf(setAt(path, Number(day.slice(0, 4)))?.ruleSet ?? null),
    lifeAt: (path, year) => organisationLifeOf(setAt(path, year)?.ruleSet ?? null),
    ruleSetAt: (path, year) => setAt(path, year)?.id ?? null,
    key: JSON.stringify(sets),
  }
}
