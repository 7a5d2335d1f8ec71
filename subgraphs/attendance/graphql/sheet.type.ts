import { Field, Int, ObjectType } from "type-graphql"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/sheet.ts"
import { SheetState } from "./enums.ts"

@ObjectType({ description: "签到表: who was expected at a lesson and who came (persons).", simpleResolvers: true })
export class AttendanceSheet implements domain.Sheet {
  @Field(() => SheetState, { description: "How far the sheet has come." })
  state!: domain.SheetState

  @Field(() => Int, { description: "应到: expected." })
  expected!: number

  @Field(() => Int, { description: "实到: present, late and early leavers included." })
  present!: number

  @Field(() => Int, { description: "请假: on leave." })
  onLeave!: number

  @Field(() => Int, { description: "缺席: absent without leave." })
  absent!: number

  @Field(() => Int, { description: "未登记: expected, and nothing is recorded yet." })
  unmarked!: number

  @Field(() => DateTimeScalar, { description: "When recording began." })
  openedAt!: Date

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was closed; null while open." })
  closedAt!: Date | null

  lessonId!: string
}
