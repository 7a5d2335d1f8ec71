import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/honour.ts"

export const HonourKind = { HONOUR: "HONOUR", DEMONSTRATION_SITE: "DEMONSTRATION_SITE", PILOT: "PILOT" } as const

registerEnumType(HonourKind, {
  name: "HonourKind",
  description: "What an organisation was given (荣誉类别).",
  valuesConfig: {
    HONOUR: { description: "荣誉称号: a title such as 先进基层党组织." },
    DEMONSTRATION_SITE: { description: "示范点: a place that others are shown, named in batches." },
    PILOT: { description: "试点: a place where something is tried first." },
  },
})

export const HonourLevel = { NATIONAL: "NATIONAL", PROVINCE: "PROVINCE", CITY: "CITY", DISTRICT: "DISTRICT", STREET: "STREET" } as const

registerEnumType(HonourLevel, {
  name: "HonourLevel",
  description: "At which level a title was given (荣誉级别).",
  valuesConfig: {
    NATIONAL: { description: "国家级: by a central organ." },
    PROVINCE: { description: "省、自治区级: by a province or an autonomous region." },
    CITY: { description: "市级: by the city." },
    DISTRICT: { description: "城区级: by an urban district." },
    STREET: { description: "街道级: by a street." },
  },
})

@ObjectType({ description: "荣誉、示范点: a title given to an organisation.", simpleResolvers: true })
export class Honour implements domain.Honour {
  @Field(() => ID, { description: "`honour_…`" })
  id!: string

  @Field(() => HonourKind, { description: "An honour, a demonstration site or a pilot." })
  kind!: domain.HonourKind

  @Field(() => String, { description: "As it is called: 党建规范化示范社区." })
  title!: string

  @Field(() => HonourLevel, { description: "At which level it was given." })
  level!: domain.HonourLevel

  @Field(() => String, { description: "授予单位: who gave it." })
  issuer!: string

  @Field(() => Int, { nullable: true, description: "批次: in which batch, where there are batches." })
  batch!: number | null

  @Field(() => DateScalar, { description: "The day from which it holds." })
  grantedOn!: string

  @Field(() => DateScalar, { nullable: true, description: "The day from which it no longer holds; null while it does." })
  revokedOn!: string | null

  @Field(() => String, { nullable: true, description: "文号: the document that gave it." })
  documentNumber!: string | null

  organisationId!: string
}

export const HonourConnection = connectionOf("Honour", () => Honour, "honours")
