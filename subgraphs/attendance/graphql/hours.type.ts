import { Field, Float, Int, ObjectType } from "type-graphql"
import type { RoleInYear } from "../domain/rule-set.ts"
import type * as domain from "../domain/year-account.ts"
import { HourCategory } from "./enums.ts"
import { RoleInYear as RoleEnum } from "./role-in-year.type.ts"

@ObjectType({ description: "Credited hours of one kind.", simpleResolvers: true })
export class CategoryHours {
  @Field(() => HourCategory, { description: "How they were studied." })
  category!: domain.HourCategory

  @Field(() => Float, { description: "Study hours (学时), at most two decimals." })
  hours!: number
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

  @Field(() => Int, { description: "应参加集中培训次数: how many intensive sessions the role asks for." })
  requiredIntensiveSessions!: number

  @Field(() => RoleEnum, { description: "身份: as what the year is judged." })
  role!: RoleInYear

  @Field(() => Boolean, { description: "False for people outside every denominator: who attend here and belong elsewhere, or owe nothing." })
  isRequired!: boolean

  @Field(() => Float, { description: "集中培训学时: from centralised training." })
  intensive!: number

  @Field(() => Float, { description: "集体学习学时: from branch study, Party lectures and theme days." })
  collective!: number

  @Field(() => Float, { description: "线上原始学时: studied online, before the cap." })
  onlineRaw!: number

  @Field(() => Float, { description: "线上计入学时: what the cap lets count of it." })
  onlineCounted!: number

  @Field(() => Float, { description: "补课学时: made up after absences." })
  makeUp!: number

  memberId!: string
  ruleSetId!: string
}
