import { Field, Float, Int, ObjectType, registerEnumType } from "type-graphql"
import type * as domain from "../domain/compliance-rows.ts"
import type { ReportAsked } from "../domain/report.ts"
import type * as opened from "../use-cases/open-compliance-report.ts"

export const ComplianceDetail = { BELOW: "BELOW", BRANCHES: "BRANCHES" } as const
export type Detail = keyof typeof ComplianceDetail

registerEnumType(ComplianceDetail, {
  name: "ComplianceDetail",
  description: "明细到: how far down the rows of R02 go.",
  valuesConfig: {
    BELOW: { description: "下一级: to the organisations right below." },
    BRANCHES: { description: "到党支部: to every branch (党支部), with a total for each general branch, street and district above." },
  },
})

@ObjectType({
  description: "A line of R02: one organisation with everything below it or with its own people, every count of persons (人).",
  simpleResolvers: true,
})
export class ComplianceRow {
  @Field(() => String, { description: "党组织名称 as it stood then: known of one that is no more, too." })
  name!: string

  @Field(() => Boolean, { description: "本级: whether it is of an organisation's own people only." })
  isOwn!: boolean

  @Field(() => Boolean, { description: "合计: whether its people are in rows before it already, and are not to be added again." })
  isTotal!: boolean

  @Field(() => Int, { description: "党员数（分母）: persons of whom something is required." })
  denominator!: number

  @Field(() => Int, { description: "达标: persons of these with all hours and sessions." })
  compliant!: number

  @Field(() => Float, { nullable: true, description: "达标率 in per cent, half up to one decimal; null where nothing is required of anybody." })
  rate!: number | null

  @Field(() => Float, {
    nullable: true,
    description: "人均学时: credited hours a person of the denominator, half up to one decimal; null where there is nobody.",
  })
  averageHours!: number | null

  place!: domain.ComplianceRow
}

@ObjectType({ description: "合计 of R02, of persons (人), each counted once.", simpleResolvers: true })
export class ComplianceTotal {
  @Field(() => Int, { description: "党员数（分母）: persons of whom something is required." })
  denominator!: number

  @Field(() => Int, { description: "达标: persons of these with all hours and sessions." })
  compliant!: number

  @Field(() => Float, { nullable: true, description: "达标率 in per cent, half up to one decimal; null where nothing is required of anybody." })
  rate!: number | null

  @Field(() => Float, {
    nullable: true,
    description: "人均学时: credited hours a person of the denominator, half up to one decimal; null where there is nobody.",
  })
  averageHours!: number | null

  whole!: domain.ComplianceRow
}

@ObjectType({ description: "R02 学时达标汇总表: compliance by organisation, a level at a time, as the books stood.", simpleResolvers: true })
export class ComplianceReport {
  asked!: ReportAsked
  report!: opened.ComplianceReport
}
