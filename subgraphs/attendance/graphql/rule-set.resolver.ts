import { FieldResolver, Resolver, Root } from "type-graphql"
import { inspectionOf, makeUpRulesOf, organisationLifeOf } from "../domain/rule-options.ts"
import type { RuleSetRecord } from "../domain/rule-set-record.ts"
import { LESSON_CATEGORIES, ROLES_IN_YEAR, parseRuleSet, requirementOf } from "../domain/rule-set.ts"
import { Organisation } from "./elsewhere.stubs.ts"
import { RuleParameters, RuleSet } from "./rule-set.type.ts"

@Resolver(() => RuleSet)
export class RuleSetResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: "In whose subtree it holds; null for everywhere." })
  organisation(@Root() { organisationId }: RuleSetRecord): Organisation | null {
    return organisationId === null ? null : { id: organisationId }
  }

  @FieldResolver(() => String, { description: "The document and the articles that it comes from, in one line, as reports print it." })
  source(@Root() { sourceDocument, article }: RuleSetRecord): string {
    return article === null ? sourceDocument : `${sourceDocument}，${article}`
  }

  @FieldResolver(() => RuleParameters, { description: "What it says, in a form that people can read." })
  parameters(@Root() { parameters }: RuleSetRecord): RuleParameters {
    const rules = parseRuleSet(parameters)
    const { dayTable = null, late = null, early = null, latesPerAbsence = null, onlineCapHours = null, onlineLadder, proRata = null } = rules
    return {
      ...rules,
      requirements: ROLES_IN_YEAR.flatMap((role) => {
        const requirement = requirementOf(rules, role)
        return requirement ? [{ role, ...requirement }] : []
      }),
      categories: LESSON_CATEGORIES.map((category) => ({ category, countsAs: rules.categories[category] })),
      roleDecidedBy: rules.roleDecidedBy ?? "YEAR_END",
      dayTable,
      late,
      early,
      latesPerAbsence,
      onlineCapHours,
      onlineLadder: onlineLadder ?? [],
      proRata,
      makeUp: makeUpRulesOf(rules),
      inspection: inspectionOf(rules),
      organisationLife: organisationLifeOf(rules),
    }
  }
}
