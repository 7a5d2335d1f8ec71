import { Ctx, FieldResolver, Float, Resolver, Root } from "type-graphql"
import type { AttendanceContext } from "../context.ts"
import { verdict } from "../domain/annual-hours.ts"
import type { RuleSetRecord } from "../domain/rule-set-record.ts"
import { type YearAccount, hoursByCategory, remainingHours } from "../domain/year-account.ts"
import { Verdict } from "./enums.ts"
import { AnnualHours, CategoryHours } from "./hours.type.ts"
import { RuleSet } from "./rule-set.type.ts"

@Resolver(() => AnnualHours)
export class AnnualHoursResolver {
  @FieldResolver(() => Float, { description: "差额: what is missing to the requirement; 0 when nothing is." })
  remaining(@Root() account: YearAccount): number {
    return remainingHours(account)
  }

  @FieldResolver(() => Verdict, { description: "What the year comes to; a surplus never offsets a missing session." })
  verdict(@Root() account: YearAccount, @Ctx() { today }: AttendanceContext) {
    return verdict({ ...account, yearIsOver: Number(today.slice(0, 4)) > account.year })
  }

  @FieldResolver(() => [CategoryHours], { description: "The credited hours by how they were studied; four rows that add up to `credited`." })
  categories(@Root() account: YearAccount): CategoryHours[] {
    return hoursByCategory(account)
  }

  @FieldResolver(() => RuleSet, { nullable: true, description: "The rules that the year was judged by." })
  ruleSet(@Root() { ruleSetId }: YearAccount, @Ctx() { loaders }: AttendanceContext): Promise<RuleSetRecord | null> {
    return loaders.ruleSetById.load(ruleSetId)
  }
}
