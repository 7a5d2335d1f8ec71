import { Field, Float, ID, ObjectType, registerEnumType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/leave.ts"

export const LeaveKind = { SICK: "SICK", PERSONAL: "PERSONAL", OFFICIAL: "OFFICIAL", FAMILY: "FAMILY", OTHER: "OTHER" } as const
registerEnumType(LeaveKind, {
  name: "LeaveKind",
  description: "What leave is for (请假类型).",
  valuesConfig: {
    SICK: { description: "病假: illness." },
    PERSONAL: { description: "事假: a matter of one's own, work away from home included." },
    OFFICIAL: { description: "公假: sent elsewhere on duty." },
    FAMILY: { description: "婚假、产假、丧假等: marriage, birth, a death in the family." },
    OTHER: { description: "其他: what the reason says." },
  },
})

export const LeaveState = { REQUESTED: "REQUESTED", APPROVED: "APPROVED", REFUSED: "REFUSED", WITHDRAWN: "WITHDRAWN" } as const
registerEnumType(LeaveState, {
  name: "LeaveState",
  description: "How far a leave has come (审批结果).",
  valuesConfig: {
    REQUESTED: { description: "待审: nobody has decided." },
    APPROVED: { description: "已批: the person is excused, and owes a make-up where the rule set asks for one." },
    REFUSED: { description: "未批: the person is expected." },
    WITHDRAWN: { description: "已销: taken back by the person, or by whoever records for them." },
  },
})

export const LeaveRule = { SHARE_OF_CLASS: "SHARE_OF_CLASS" } as const
registerEnumType(LeaveRule, {
  name: "LeaveRule",
  description: "Rules that a leave may go against without being impossible.",
  valuesConfig: {
    SHARE_OF_CLASS: { description: "请假超过总学时七分之一: leave of more than a seventh of a class's hours (干部教育培训工作条例, 2023)." },
  },
})

@ObjectType({ description: "What whoever decides on a leave should look at.", simpleResolvers: true })
export class LeaveWarning {
  @Field(() => LeaveRule, { description: "Which rule, for programs." })
  rule!: keyof typeof LeaveRule

  @Field(() => String, { description: "What it says and by how much the leave goes beyond it, for people." })
  message!: string

  @Field(() => Float, { description: "Study hours (学时) of the class that the person is on leave from, this leave included." })
  leaveHours!: number

  @Field(() => Float, { description: "总学时: all study hours of the class." })
  classHours!: number
}

@ObjectType({ description: "请假: somebody's leave from one lesson, from the request to the decision.", simpleResolvers: true })
export class Leave implements Omit<domain.Leave, "evidence"> {
  @Field(() => ID, { description: "By which it is decided on or withdrawn: `leave_…`" })
  id!: string

  @Field(() => LeaveKind, { description: "What it is for." })
  kind!: domain.LeaveKind

  @Field(() => String, { description: "事由: why, in the words of whoever asked." })
  reason!: string

  @Field(() => LeaveState, { description: "How far it has come." })
  state!: domain.LeaveState

  @Field(() => DateTimeScalar, { description: "申请时间: when it was asked for." })
  requestedAt!: Date

  @Field(() => String, { description: "The name of whoever asked for it." })
  requestedBy!: string

  @Field(() => Boolean, { description: "代请: whether somebody else asked for the person." })
  isForOther!: boolean

  @Field(() => Boolean, { description: "事后补假: whether it was asked for after the lesson had begun, in an emergency." })
  isAfterwards!: boolean

  @Field(() => DateTimeScalar, { nullable: true, description: "审批时间: when it was decided on; null before that." })
  decidedAt!: Date | null

  @Field(() => String, { nullable: true, description: "审批人: the name of whoever decided; null before that." })
  decidedBy!: string | null

  @Field(() => String, { nullable: true, description: "审批意见: what they said to it." })
  decisionNote!: string | null

  lessonId!: string
  memberId!: string
  isMemberSeen!: boolean
}

export const LeaveConnection = connectionOf("Leave", () => Leave, "leaves")
