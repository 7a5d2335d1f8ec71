import { Field, Float, Int, ObjectType } from "type-graphql"
import { PageInfo } from "../../shared/graphql/page-info.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/class-matrix.ts"
import type { Standing } from "../domain/attendance-row.ts"
import { AttendanceState } from "./attendance.type.ts"
import { ReportHeader } from "./report-header.type.ts"

@ObjectType({ description: "Who was at a lesson of a class, of those on its list; in persons (人).", simpleResolvers: true })
export class MatrixLesson {
  @Field(() => String, { description: "What stands over its column: the day and the part of the day, `03-14下午`." })
  label!: string

  @Field(() => DateScalar, { description: "The day on which it was held, by the city's clock." })
  heldOn!: string

  @Field(() => Float, { description: "学时 that it was planned with." })
  plannedHours!: number

  @Field(() => Int, { description: "应到: persons on its list." })
  expected!: number

  @Field(() => Int, { description: "实到: persons who were there, late ones and those online among them." })
  present!: number

  @Field(() => Int, { description: "请假: persons on leave." })
  onLeave!: number

  @Field(() => Int, { description: "缺席: persons who were not there, without leave." })
  absent!: number

  @Field(() => Int, { description: "未登记: persons of whom nothing was recorded by then." })
  unmarked!: number

  lessonId!: string
}

@ObjectType({ description: "How a person stands at one lesson of the matrix.", simpleResolvers: true })
export class MatrixMark {
  @Field(() => AttendanceState, { nullable: true, description: "√ 迟 退 假 缺; null where the person was neither expected nor recorded." })
  state!: Standing | null

  lessonId!: string
}

@ObjectType({ description: "One person of a class; counts are of lessons where the person was expected.", simpleResolvers: true })
export class MatrixRow {
  @Field(() => Boolean, { description: "False for somebody who came and was on no list: apart (附), in no total." })
  isOnList!: boolean

  @Field(() => [MatrixMark], { description: "One for each lesson, in their order; at most 400." })
  marks!: readonly MatrixMark[]

  @Field(() => Int, { description: "应到次数: lessons at which the person was expected." })
  expected!: number

  @Field(() => Int, { description: "出勤次数: lessons among them at which the person was there." })
  present!: number

  @Field(() => Int, { description: "请假次数: lessons missed on leave." })
  onLeave!: number

  @Field(() => Int, { description: "缺席次数: lessons missed without leave." })
  absent!: number

  @Field(() => Int, { description: "未登记: lessons of which nothing was recorded by then." })
  unmarked!: number

  @Field(() => Int, { description: "列席: lessons at which the person was and was not expected; outside every sum." })
  observed!: number

  @Field(() => Float, { nullable: true, description: "获得学时: what the person earned at these lessons; null where the person's year was not known then." })
  hours!: number | null

  @Field(() => Float, { nullable: true, description: "补课学时: earned by making up for these lessons; not among `hours`. Null as they are." })
  makeUpHours!: number | null

  memberId!: string
  branchId!: string | null
}

@ObjectType({ description: "合计: of everybody on the lists of a class, in person-times (人次): one person at one lesson.", simpleResolvers: true })
export class MatrixTotals {
  @Field(() => Int, { description: "人: how many persons are on the lists; the only figure here that counts persons." })
  people!: number

  @Field(() => Int, { description: "应到人次: person-times expected." })
  expected!: number

  @Field(() => Int, { description: "实到人次: person-times present." })
  present!: number

  @Field(() => Int, { description: "请假人次: person-times on leave." })
  onLeave!: number

  @Field(() => Int, { description: "缺席人次: person-times absent without leave." })
  absent!: number

  @Field(() => Int, { description: "未登记人次: person-times of which nothing was recorded by then." })
  unmarked!: number

  @Field(() => Float, { nullable: true, description: "出勤率: `present` of `expected` in per cent, half up to one decimal; null where nobody was expected." })
  rate!: number | null

  @Field(() => Float, { nullable: true, description: "获得学时 of all whose year was known then; null where nobody's was." })
  hours!: number | null

  @Field(() => Float, { nullable: true, description: "补课学时, which are not among `hours`." })
  makeUpHours!: number | null
}

@ObjectType({ description: "R03 培训班考勤汇总表: persons by lessons of one class, as the books stood.", simpleResolvers: true })
export class ClassMatrix {
  @Field(() => ReportHeader, { description: "What was asked, and what proves it." })
  header!: ReportHeader

  @Field(() => [MatrixLesson], { description: "Lessons whose recording had begun, in their order; at most 400." })
  lessons!: readonly (MatrixLesson & { title?: string })[]

  @Field(() => Int, { description: "How many rows there are in all: persons on the lists, and those who only came." })
  totalCount!: number

  @Field(() => PageInfo, { description: "Whether more rows follow." })
  pageInfo!: PageInfo

  @Field(() => [MatrixRow], { description: "People by branch; those who were on no list come last. At most 100 a page." })
  nodes!: readonly (domain.MatrixLine & Partial<domain.MatrixHours>)[]
}
