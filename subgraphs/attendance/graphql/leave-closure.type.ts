import { Field, Int, ObjectType } from "type-graphql"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/leave-closure.ts"
import type { ReportAsked } from "../domain/report.ts"
import type * as closure from "../use-cases/read-leave-closure.ts"

@ObjectType({ description: "Absences and what became of them; every figure counts person-times (人次).", simpleResolvers: true })
export class ClosureFigures implements domain.ClosureFigures {
  @Field(() => Int, { description: "请假人次: on leave." })
  onLeave!: number

  @Field(() => Int, { description: "旷课人次: absent without leave." })
  absent!: number

  @Field(() => Int, { description: "应补课: obligations that stand, done ones included; those that were exempted are outside." })
  owed!: number

  @Field(() => Int, { description: "已补课: made up, on time or late. The numerator of the rate." })
  completed!: number

  @Field(() => Int, { description: "按期: made up by the deadline." })
  onTime!: number

  @Field(() => Int, { description: "逾期补: made up after the deadline." })
  late!: number

  @Field(() => Int, { description: "逾期未补: not made up, and the deadline is over." })
  overdue!: number

  @Field(() => Int, { description: "待补: not made up yet, within the deadline." })
  pending!: number

  @Field(() => Int, { description: "免补: exempted." })
  exempt!: number
}

@ObjectType({ description: "The figures of the people of one organisation, everything below it included.", simpleResolvers: true })
export class ClosureRow {
  @Field(() => ClosureFigures, { description: "What they come to." })
  figures!: domain.ClosureFigures

  organisationId!: string
}

@ObjectType({ description: "请假与补课闭环表: the absences of some days and what became of them.", simpleResolvers: true })
export class LeaveClosure {
  @Field(() => DateScalar, { description: "The first day of the lessons." })
  fromOn!: string

  @Field(() => DateScalar, { description: "The last day of the lessons." })
  toOn!: string

  @Field(() => ClosureFigures, { description: "合计: of the whole subtree." })
  total!: domain.ClosureFigures

  @Field(() => [ClosureRow], {
    description: "One for each organisation right below with absences, and for the organisation's own people; they add up to the total. At most 1000.",
  })
  rows!: closure.ClosureRow[]

  organisationId!: string
  asked!: ReportAsked
}
