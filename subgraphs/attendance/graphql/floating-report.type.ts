import { Field, Float, Int, ObjectType, registerEnumType } from "type-graphql"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/floating-stay.ts"
import type { ReportedStay } from "../use-cases/list-floating-report.ts"
import { ReportPage } from "./report-page.type.ts"

export const FloatingDirection = { OUT: "OUT", IN: "IN" } as const
registerEnumType(FloatingDirection, {
  name: "FloatingDirection",
  description: "Which way a floating member goes (流动方向).",
  valuesConfig: {
    OUT: { description: "流出: away from the organisation that the person belongs to." },
    IN: { description: "流入: to one of the city's, from elsewhere." },
  },
})

export const FloatingMode = { CARD: "CARD", TRANSFER: "TRANSFER", PERIODIC_REVIEW: "PERIODIC_REVIEW", KITE: "KITE" } as const
registerEnumType(FloatingMode, {
  name: "FloatingMode",
  description: "How a floating member is kept in touch with (管理方式).",
  valuesConfig: {
    CARD: { description: "持证管理: carries an activity card (流动党员活动证); half a year at most, longer where a transfer is not possible." },
    TRANSFER: { description: "转接关系管理: the membership goes along by a transfer." },
    PERIODIC_REVIEW: { description: "定期回审: comes back to report at fixed times." },
    KITE: { description: "风筝式: away, but held by a line: a named contact." },
  },
})

@ObjectType({ description: "流动党员参学情况: one stay that went on, with what the person studied in the year.", simpleResolvers: true })
export class FloatingReportRow implements Omit<ReportedStay, "branch"> {
  @Field(() => FloatingDirection, { description: "Away or here." })
  direction!: domain.FloatingDirection

  @Field(() => FloatingMode, { description: "管理方式: how contact is kept." })
  mode!: domain.FloatingMode

  @Field(() => DateScalar, { description: "流出日期: the first day." })
  since!: string

  @Field(() => String, { description: "流向: the place." })
  destination!: string

  @Field(() => String, { nullable: true, description: "流入地党组织: the organisation at the other end, where known." })
  hostName!: string | null

  @Field(() => String, { nullable: true, description: "活动证号: number of the activity card, where one was issued." })
  cardNumber!: string | null

  @Field(() => DateScalar, { nullable: true, description: "上次联系: the last contact that was in the books; null where none was." })
  lastContactOn!: string | null

  @Field(() => Float, { nullable: true, description: "本年计入学时: what counted for the year; null for who has no account of it." })
  credited!: number | null

  @Field(() => Float, { nullable: true, description: "补课: hours of it that were made up; null for who has no account." })
  makeUp!: number | null

  id!: string
  memberId!: string
  expectedReturnOn!: string | null
  noTransferReason!: string | null
  branch!: ReportedStay["branch"]
  reportedOn!: string
}

@ObjectType({ description: "合计 of floating members; every figure counts persons (人).", simpleResolvers: true })
export class FloatingTotals implements Omit<domain.FloatingTotals, "withoutAccount"> {
  @Field(() => Int, { description: "流出: persons away." })
  out!: number;

  @Field(() => Int, { description: "流入: persons here from elsewhere." })
  in!: number

  @Field(() => Int, { description: "持证: persons of both with an activity card." })
  withCard!: number

  @Field(() => Int, { description: "Persons of both of whom no contact is in the books." })
  neverContacted!: number
}

@ObjectType({ description: "R11 流动党员参学情况: a page of stays, the longest without contact first.", simpleResolvers: true })
export class FloatingReport extends ReportPage {
  @Field(() => [FloatingReportRow], { description: "The page's stays; at most 100." })
  nodes!: readonly ReportedStay[]

  @Field(() => FloatingTotals, { description: "Of the whole report, the pages not shown included." })
  totals!: domain.FloatingTotals | (() => Promise<domain.FloatingTotals>)
}
