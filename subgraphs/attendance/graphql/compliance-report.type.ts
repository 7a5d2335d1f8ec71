import { Field, Float, Int, ObjectType } from "type-graphql"
import type { ReportAsked } from "../domain/report.ts"
import type * as opened from "../use-cases/open-compliance-report.ts"

@ObjectType({ description: "A line of R02: one organisation with everything below it, every count of persons (人).", simpleResolvers: true })
export class ComplianceRow {
  @Field(() => Boolean, { description: "本级: whether it is the organisation asked about, with its own people only." })
  isOwn!: boolean

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

  place!: opened.ComplianceRow
  report!: opened.ComplianceReport
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

  report!: opened.ComplianceReport
}

@ObjectType({ description: "R02 学时达标汇总表: compliance by organisation, a level at a time, as the books stood.", simpleResolvers: true })
export class ComplianceReport {
  asked!: ReportAsked
  report!: opened.ComplianceReport
}
