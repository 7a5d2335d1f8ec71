import { Field, ID, ObjectType, registerEnumType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/floating.ts"

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

@ObjectType({ description: "流动党员登记: one stay of a person away from, or at, the city's organisations.", simpleResolvers: true })
export class FloatingRecord implements domain.FloatingRecord {
  @Field(() => ID, { description: "`floating_…`" })
  id!: string

  @Field(() => FloatingDirection, { description: "Away or here." })
  direction!: domain.FloatingDirection

  @Field(() => FloatingMode, { description: "How contact is kept." })
  mode!: domain.FloatingMode

  @Field(() => DateScalar, { description: "流动日期: the first day." })
  since!: string

  @Field(() => DateScalar, { nullable: true, description: "返回日期: the day of return; null while it goes on." })
  until!: string | null

  @Field(() => String, { description: "流向: the place." })
  destination!: string

  @Field(() => String, { nullable: true, description: "流入地党组织: the organisation at the other end, where known." })
  hostName!: string | null

  @Field(() => String, { nullable: true, description: "活动证号: number of the activity card; only with the mode `CARD`." })
  cardNumber!: string | null

  @Field(() => DateScalar, { nullable: true, description: "上次联系: the last contact that is known." })
  lastContactOn!: string | null

  @Field(() => DateScalar, { nullable: true, description: "下次联系期限: the day by which the next contact is due." })
  nextContactDue!: string | null

  @Field(() => DateScalar, { nullable: true, description: "预计返回: when the person means to return." })
  expectedReturnOn!: string | null

  @Field(() => String, { nullable: true, description: "Why the membership could not go along although the stay is long." })
  noTransferReason!: string | null

  memberId!: string
}

export const FloatingRecordConnection = connectionOf("FloatingRecord", () => FloatingRecord, "floating records")
