import { Field, Float, Int, ObjectType } from "type-graphql"
import { PageInfo } from "../../shared/graphql/page-info.type.ts"
import { ReportHeader } from "./report-header.type.ts"

@ObjectType({ description: "How long lessons of one organisation took a venue up.", simpleResolvers: true })
export class VenueShare {
  @Field(() => Float, { description: "Hours of the clock, not 学时." })
  hours!: number

  organisationId!: string
}

@ObjectType({ description: "How one venue was used by lessons that were held.", simpleResolvers: true })
export class VenueUseRow {
  @Field(() => Int, { description: "课次: lessons." })
  lessons!: number

  @Field(() => Float, { description: "使用时数: hours of the clock in which it was taken up at all; two lessons at once are no longer than one." })
  hours!: number

  @Field(() => Float, {
    nullable: true,
    description: "可用时数: hours in which it was open by its present opening hours, closures taken off; null where none are known.",
  })
  openHours!: number | null

  @Field(() => Float, {
    nullable: true,
    description: "使用率: `hours` of `openHours` in per cent, half up to one decimal. Use outside the open time makes it more than 100.",
  })
  rate!: number | null

  @Field(() => [VenueShare], { description: "共用单位: whose lessons they were, who used it longest first; at most 400." })
  shares!: readonly VenueShare[]

  @Field(() => Int, {
    description:
      "冲突次数: pairs of lessons that were held here at once. Only those planned over a clash with a reason can be: any other is refused, and refusals are not kept.",
  })
  clashes!: number

  @Field(() => Int, { nullable: true, description: "到场人次: person-times who came here, to lessons that had this venue alone; null where there was none." })
  personTimes!: number | null

  @Field(() => Float, {
    nullable: true,
    description: "上座率: `personTimes` of all seats at those lessons in per cent, by the present capacity; null as they are.",
  })
  seatRate!: number | null

  venueId!: string
}

@ObjectType({ description: "合计 of all venues that were used.", simpleResolvers: true })
export class VenueUseTotals {
  @Field(() => Int, { description: "场地: how many were used." })
  venues!: number

  @Field(() => Int, { description: "课次: lessons; one at several venues counts once." })
  lessons!: number

  @Field(() => Float, { description: "使用时数 of all venues, in hours of the clock." })
  hours!: number

  @Field(() => Float, { nullable: true, description: "可用时数 of all; null where one of them is not known." })
  openHours!: number | null

  @Field(() => Float, { nullable: true, description: "使用率: `hours` of `openHours` in per cent, half up to one decimal." })
  rate!: number | null

  @Field(() => Int, { description: "冲突次数 of all venues." })
  clashes!: number

  @Field(() => Int, { description: "到场人次: person-times who came to lessons at one venue alone." })
  personTimes!: number

  @Field(() => Float, { nullable: true, description: "上座率: `personTimes` of all seats at those lessons in per cent." })
  seatRate!: number | null
}

@ObjectType({
  description: "R10 场地使用表: how venues were used. One that stood empty has no row; how many did is said among the gaps.",
  simpleResolvers: true,
})
export class VenueUseReport {
  @Field(() => ReportHeader, { description: "What was asked, and what proves it." })
  header!: ReportHeader

  @Field(() => PageInfo, { description: "Whether more venues follow." })
  pageInfo!: PageInfo

  @Field(() => [VenueUseRow], { description: "Venues in the order of the tree, at most 100 a page." })
  nodes!: readonly VenueUseRow[]
}
