import { Field, Float, Int, ObjectType } from "type-graphql"
import type { RoleInYear } from "../domain/rule-set.ts"
import type * as domain from "../domain/year-account.ts"
import { HourCategory, RuleStatus } from "./enums.ts"

@ObjectType({ description: "Credited hours of one kind.", simpleResolvers: true })
export class CategoryHours {
  @Field(() => HourCategory, { description: "How they were studied." })
  category!: domain.HourCategory

  @Field(() => Float, { description: "Study hours (学时), at most two decimals." })
  hours!: number
}

@ObjectType({ description: "学时规则: the rules that a year was judged by.", simpleResolvers: true })
export class RuleSet {
  @Field(() => String, { description: "What auditors call it; says which of its parameters are local." })
  title!: string

  @Field(() => String, { description: "Where it holds." })
  jurisdiction!: string

  @Field(() => String, { description: "The document it comes from." })
  sourceDocument!: string

  @Field(() => RuleStatus, { description: "How firm its ground is." })
  status!: domain.RuleSetSummary["status"]
}

@ObjectType({ description: "年度学时: one person's study hours of one calendar year, under the rule set of that year.", simpleResolvers: true })
export class AnnualHours {
  @Field(() => Int, { description: "The calendar year." })
  year!: number

  @Field(() => Float, { description: "应修学时: what the person's role in the year asks for." })
  required!: number

  @Field(() => Float, { description: "计入学时: what counts, after rounding and caps." })
  credited!: number

  @Field(() => Int, { description: "集中培训次数: intensive sessions attended." })
  intensiveSessions!: number

  memberId!: string
  role!: RoleInYear
  isRequired!: boolean
  intensive!: number
  collective!: number
  onlineRaw!: number
  onlineCounted!: number
  makeUp!: number
  requiredIntensiveSessions!: number
  ruleSetId!: string
}
