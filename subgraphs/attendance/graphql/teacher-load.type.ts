import { Field, Float, Int, ObjectType } from "type-graphql"
import { PageInfo } from "../../shared/graphql/page-info.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/teacher-load.ts"
import { ReportHeader } from "./report-header.type.ts"

@ObjectType({ description: "What one teacher taught, of lessons that were held.", simpleResolvers: true })
export class TeacherLoadRow {
  @Field(() => Int, { description: "授课次数: lessons." })
  lessons!: number

  @Field(() => Float, { description: "授课学时: what these lessons were planned with; a lesson of several teachers is whole with each." })
  hours!: number

  @Field(() => Int, { description: "覆盖人次: person-times who were there." })
  personTimes!: number

  @Field(() => Int, { description: "覆盖人数: persons among them, each once." })
  persons!: number

  @Field(() => DateScalar, { description: "首次授课: the first day in these days." })
  firstOn!: string

  @Field(() => DateScalar, { description: "末次授课: the last day in these days." })
  lastOn!: string

  teacherId!: string
}

@ObjectType({ description: "合计 of all teachers; every lesson counts once, whoever taught it.", simpleResolvers: true })
export class TeachingTotals implements domain.TeachingTotal {
  @Field(() => Int, { description: "教师人数, in persons (人)." })
  teachers!: number

  @Field(() => Int, { description: "授课次数: lessons with a teacher on record." })
  lessons!: number

  @Field(() => Float, { description: "授课学时 of these lessons: less than the rows together where teachers shared one." })
  hours!: number

  @Field(() => Int, { description: "覆盖人次: person-times who were there." })
  personTimes!: number

  @Field(() => Int, { description: "覆盖人数: persons (人) among them, each once." })
  persons!: number
}

@ObjectType({
  description:
    "R09 师资授课统计: who taught what. Feedback (学员评价) is not in it: it is given without a name or a day, so that nobody can say what it was by then.",
  simpleResolvers: true,
})
export class TeacherLoadReport {
  @Field(() => ReportHeader, { description: "What was asked, and what proves it." })
  header!: ReportHeader

  @Field(() => PageInfo, { description: "Whether more teachers follow." })
  pageInfo!: PageInfo

  @Field(() => [TeacherLoadRow], { description: "Teachers, who taught most first; at most 100 a page." })
  nodes!: readonly (domain.TeacherLoad & domain.TeacherReach)[]
}
