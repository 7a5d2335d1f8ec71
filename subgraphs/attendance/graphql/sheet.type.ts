import { Field, ID, Int, ObjectType } from "type-graphql"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/sheet.ts"
import { SheetState } from "./enums.ts"

@ObjectType({
  description: "签到表: who was expected at a lesson and who came (persons). Of an open sheet the counts are those of this moment.",
  simpleResolvers: true,
})
export class AttendanceSheet implements domain.Sheet {
  @Field(() => ID, { description: "Its lesson has one sheet at most: `sheet_…`" })
  id!: string

  @Field(() => SheetState, { description: "How far the sheet has come." })
  state!: domain.SheetState

  @Field(() => Int, { description: "Rises with every change of the sheet itself." })
  version!: number

  @Field(() => Int, { description: "应到: expected, as of the opening and what was added or taken off since; observers are outside." })
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

  @Field(() => String, { nullable: true, description: "Who opened it; null of sheets from before this was kept." })
  openedBy!: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was closed last; null before it was." })
  closedAt!: Date | null

  @Field(() => String, { nullable: true, description: "Who closed it last." })
  closedBy!: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was approved; null while it is not." })
  approvedAt!: Date | null

  @Field(() => String, { nullable: true, description: "审核人: the second person, who approved it." })
  approvedBy!: string | null

  @Field(() => String, { nullable: true, description: "主持人: who led the lesson." })
  host!: string | null

  @Field(() => String, { nullable: true, description: "记录人: who took the record." })
  recorder!: string | null

  @Field(() => String, { nullable: true, description: "会议记录: what was said and decided." })
  summary!: string | null

  lessonId!: string
  organisationPath!: string
}
