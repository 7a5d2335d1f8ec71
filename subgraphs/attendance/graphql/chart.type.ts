import { Field, Float, ObjectType, registerEnumType } from "type-graphql"
import type { ChartKind as Kind, ChartPoint as Point, ChartRows as Rows, ChartSeries as Series } from "../domain/chart.ts"
import { CHART_KINDS, CHART_ROWS, type Chart as Shown } from "../domain/chart.ts"
import { ReportGap } from "./report-header.type.ts"

export const ChartKind = Object.fromEntries(CHART_KINDS.map((kind) => [kind, kind])) as { [K in Kind]: K }
registerEnumType(ChartKind, {
  name: "ChartKind",
  description: "图: what people would rather look at than read.",
  valuesConfig: {
    COMPLIANCE_OVER_YEAR: {
      description: "达标进度: month by month, who has reached the year's hours, and hours a person against the pace needed.",
    },
    COMPLIANCE_BY_ORGANISATION: { description: "达标率: a bar for each organisation right below; of more than forty, those worst off." },
    LESSONS_BY_WEEK: { description: "课次分布: lessons by week, and day of the week or category; those that were cancelled are left out." },
  },
})

export const ChartRows = Object.fromEntries(CHART_ROWS.map((rows) => [rows, rows])) as { [R in Rows]: R }
registerEnumType(ChartRows, {
  name: "ChartRows",
  description: "What the rows of a heat map (热力图) are; its columns are the weeks.",
  valuesConfig: {
    WEEKDAY: { description: "星期: a row for each day of the week, Monday first." },
    CATEGORY: { description: "课程类别: a row for each category of lessons." },
  },
})

@ObjectType({ description: "A figure of a chart.", simpleResolvers: true })
export class ChartPoint implements Point {
  @Field(() => String, { description: "Where it stands: `3月`, `第12周`, an organisation's name." })
  label!: string

  @Field(() => Float, { nullable: true, description: "In the unit of its series; null where nothing is known, as of months to come." })
  value!: number | null

  @Field(() => String, { nullable: true, description: "What it is made of, where that is not plain: `72/84人`." })
  note!: string | null
}

@ObjectType({ description: "Figures that belong together: one line, or one row of a heat map.", simpleResolvers: true })
export class ChartSeries implements Series {
  @Field(() => String, { description: "What the figures are, as the legend says." })
  title!: string

  @Field(() => String, { description: "单位: `%`, `学时` or `节`." })
  unit!: string

  @Field(() => [ChartPoint], { description: "In the order in which they are drawn; at most 54." })
  points!: ChartPoint[]
}

@ObjectType({ description: "A drawing with the figures that it shows, for whoever reads them or draws them otherwise.", simpleResolvers: true })
export class Chart implements Shown {
  kind!: Kind
  /** The address under which the drawing alone is fetched. */
  url!: string

  @Field(() => String, { description: "What stands over the drawing." })
  title!: string

  @Field(() => String, { description: "What it shows, in words: for screen readers and captions." })
  description!: string

  @Field(() => [ChartSeries], { description: "The figures themselves; at most 7." })
  series!: ChartSeries[]

  @Field(() => [ReportGap], {
    description: "数据缺口: what the figures do not know, which is printed under the drawing; none is the good answer, a few at most.",
  })
  gaps!: ReportGap[]
}
