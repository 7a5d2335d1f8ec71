import { Field, Float, ID, Int, ObjectType, registerEnumType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/unit.ts"
import { Organisation } from "./organisation.type.ts"

export const UnitKind = { ENTERPRISE: "ENTERPRISE", SOCIAL_ORGANISATION: "SOCIAL_ORGANISATION" } as const

registerEnumType(UnitKind, {
  name: "UnitKind",
  description: "Which of the two new kinds of unit it is (两新组织类别).",
  valuesConfig: {
    ENTERPRISE: { description: "非公有制企业: an enterprise that is not public." },
    SOCIAL_ORGANISATION: { description: "社会组织: a social organisation." },
  },
})

@ObjectType({ description: "组织覆盖: which Party organisation covers a unit.", simpleResolvers: true })
export class UnitCover {
  @Field(() => Organisation, { nullable: true, description: "Its own organisation, or a joint branch; null where the viewer does not see that one." })
  by!: Organisation | null

  @Field(() => DateScalar, { description: "From when." })
  since!: string
}

@ObjectType({ description: "两新组织: an enterprise or social organisation in the area of an organisation.", simpleResolvers: true })
export class Unit implements domain.Unit {
  @Field(() => ID, { description: "`unit_…`" })
  id!: string

  @Field(() => String, { description: "Registered name." })
  name!: string

  @Field(() => UnitKind, { description: "An enterprise or a social organisation." })
  kind!: domain.UnitKind

  @Field(() => String, { nullable: true, description: "统一社会信用代码 (GB 32100), 18 characters; null when not known." })
  creditCode!: string | null

  @Field(() => DateScalar, { description: "From when it has been in the area." })
  since!: string

  @Field(() => DateScalar, { nullable: true, description: "The first day on which it no longer is; null while it is." })
  until!: string | null

  organisationId!: string
  coveredById!: string | null
  coveredSince!: string | null
  instructorId!: string | null
}

export const UnitConnection = connectionOf("Unit", () => Unit, "units")

@ObjectType({ description: "两新组织覆盖: how far the units of one kind in a whole subtree are covered, on the day of the books.", simpleResolvers: true })
export class UnitCoverage implements domain.UnitCounts {
  @Field(() => UnitKind, { description: "Of which kind of unit." })
  kind!: domain.UnitKind

  @Field(() => Int, { description: "All of them (units)." })
  units!: number

  @Field(() => Int, { description: "已覆盖: those that a Party organisation covers (units)." })
  covered!: number

  @Field(() => Float, { nullable: true, description: "覆盖率: covered of all, in per cent to one decimal, half-up; null when there are no units." })
  share!: number | null

  @Field(() => Int, { description: "党建指导员: those that have an instructor today (units)." })
  withInstructor!: number

  @Field(() => Int, { description: "Those visited in the month of that day, up to it (units); half a day a month is expected." })
  visitedThisMonth!: number
}
