import { Field, Float, Int, ObjectType } from "type-graphql"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type * as report from "../use-cases/list-leadership-report.ts"
import { ReportPage } from "./report-page.type.ts"

/** The figures that a line and the total have alike. */
@ObjectType({ description: "Figures of leaders; only its kinds are published.", simpleResolvers: true })
abstract class LeadershipFigures {
  @Field(() => Int, { description: "班子成员: persons in one committee; of several, person-times (人次): who sits on two is counted with each." })
  leaders!: number

  @Field(() => Float, {
    nullable: true,
    description:
      "平均年龄: in completed years on the day, half up to one decimal; null where fewer than three persons are known, so that nobody's age can be read off.",
  })
  averageAge!: number | null

  @Field(() => Float, {
    nullable: true,
    description:
      "与上届差: years more, or fewer, of those elected last than of those elected before, each on the day of the election; null where one is not known.",
  })
  averageAgeChange!: number | null

  @Field(() => Float, { nullable: true, description: "大专及以上占比: in per cent, half up to one decimal; null where fewer than three persons are known." })
  collegeShare!: number | null

  @Field(() => Float, { nullable: true, description: "The change of that share from the election before to the last, in percentage points (百分点)." })
  collegeChangePoints!: number | null

  @Field(() => Float, { nullable: true, description: "女性占比: in per cent; null where fewer than three persons are known." })
  womenShare!: number | null
}

@ObjectType({ description: "领导与换届: how one organisation is led on the day of the report.", simpleResolvers: true })
export class LeadershipRow extends LeadershipFigures implements Omit<report.LeadershipLine, "combinedShare"> {
  @Field(() => Boolean, {
    nullable: true,
    description: "一肩挑: whether the secretary heads the residents' committee, too; null where there is none, or it is not known.",
  })
  isCombined!: boolean | null

  @Field(() => DateScalar, { nullable: true, description: "The election that opened the term; null where no term is in the books." })
  electedOn!: string | null

  @Field(() => DateScalar, { nullable: true, description: "任期届满: the last day of the term, an approved extension included." })
  endsOn!: string | null

  @Field(() => Boolean, { nullable: true, description: "延期: whether its superior has made the term longer." })
  isExtended!: boolean | null

  @Field(() => Boolean, { nullable: true, description: "超期未换届: whether the term was over on the day, with no election after it." })
  isOverdue!: boolean | null

  organisationId!: string
  path!: string
}

@ObjectType({ description: "合计 of all lines of R15; ages and shares are of all persons of committees with three known or more.", simpleResolvers: true })
export class LeadershipTotals extends LeadershipFigures implements report.LeadershipTotals {
  @Field(() => Int, { description: "党组织: organisations with leaders or a term." })
  committees!: number

  @Field(() => Float, { nullable: true, description: "一肩挑比例: of the communities where both are known, in per cent." })
  combinedShare!: number | null

  @Field(() => Int, { description: "超期未换届: organisations whose term was over." })
  overdue!: number
}

@ObjectType({ description: "R15 领导与换届统计: a page of organisations in the order of the tree.", simpleResolvers: true })
export class LeadershipReport extends ReportPage {
  @Field(() => [LeadershipRow], { description: "The page's organisations; at most 100." })
  nodes!: readonly report.LeadershipLine[]

  @Field(() => LeadershipTotals, { nullable: true, description: "Of the whole report, the pages not shown included; null where it has no line." })
  totals!: report.LeadershipTotals | null | (() => Promise<report.LeadershipTotals | null>)
}
