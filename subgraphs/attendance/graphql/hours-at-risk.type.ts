import { Field, Float, Int, ObjectType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { AttendanceState as StateValue } from "../domain/attendance-fact.ts"
import type { HoursRisk as Risk } from "../domain/risk.ts"
import type * as rules from "../domain/rule-set.ts"
import { AttendanceState } from "./attendance.type.ts"
import { RoleInYear } from "./role-in-year.type.ts"

@ObjectType({ description: "缺席: that somebody was not at a lesson.", simpleResolvers: true })
export class LastAbsence {
  @Field(() => AttendanceState, { description: "On leave, or absent without it." })
  state!: StateValue

  @Field(() => DateScalar, { description: "The day of the lesson." })
  occurredOn!: string

  lessonId!: string
}

@ObjectType({ description: "建议课次: a lesson to come that fits somebody.", simpleResolvers: true })
export class FittingLesson {
  @Field(() => Float, { description: "学时 that it is planned with." })
  hours!: number

  @Field(() => Boolean, { description: "Whether the person may enter for it; else those who plan it name people." })
  isOpenToEnrol!: boolean

  lessonId!: string
}

@ObjectType({ description: "预警: somebody who will not reach the requirement of the year at the present pace.", simpleResolvers: true })
export class HoursAtRisk implements Omit<Risk, "hasOnlineLeft"> {
  @Field(() => RoleInYear, { description: "身份: as what the year is judged." })
  role!: rules.RoleInYear

  @Field(() => Float, { description: "应修学时: what that asks for." })
  required!: number

  @Field(() => Float, { description: "已修学时: what counts till now." })
  credited!: number

  @Field(() => Float, { description: "What the year comes to when it goes on as it went; of a year that is over, what it came to." })
  projected!: number

  @Field(() => Float, { description: "What will be missing then; 0 for who misses sessions only. The list is in this order." })
  gap!: number

  @Field(() => Int, { description: "Sessions of centralised training that are missing." })
  missingSessions!: number

  memberId!: string
  branchId!: string
  branchPath!: string
  year!: number
  ruleSetId!: string
  reportedOn!: string
  asOf!: Date
}

export const HoursAtRiskConnection = connectionOf("HoursAtRisk", () => HoursAtRisk, "people at risk")
