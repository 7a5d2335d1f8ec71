import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import * as domain from "../domain/meeting.ts"

export const MeetingKind = Object.fromEntries(domain.MEETING_KINDS.map((kind) => [kind, kind])) as { [K in domain.MeetingKind]: K }
registerEnumType(MeetingKind, {
  name: "MeetingKind",
  description: "会议类型: what a branch meets for besides lessons (三会一课中的三会, and two of the year).",
  valuesConfig: {
    ASSEMBLY: { description: "支部党员大会: all members; generally once a quarter." },
    COMMITTEE: { description: "支部委员会: the committee; generally once a month, with more than half of its members." },
    GROUP: { description: "党小组会: one group; generally once a month." },
    ORGANISATION_LIFE: { description: "组织生活会: once a year at least." },
    APPRAISAL: { description: "民主评议党员: members judge one another; generally once a year." },
  },
})

@ObjectType({ description: "会议记录: the record of a meeting of a branch, as it stands.", simpleResolvers: true })
export class BranchMeeting implements domain.Meeting {
  @Field(() => ID, { description: "Of the meeting, whatever its record says later: `meeting_…`" })
  id!: string

  @Field(() => Int, { description: "How often the record was written; to be sent back with a correction." })
  version!: number

  @Field(() => MeetingKind, { description: "What the branch met for." })
  kind!: domain.MeetingKind

  @Field(() => String, { nullable: true, description: "党小组: which group met; null for the whole branch, or where there is one group." })
  groupName!: string | null

  @Field(() => Int, { nullable: true, description: "第几次: the number in the branch's own count." })
  number!: number | null

  @Field(() => String, { nullable: true, description: "会议名称: what it was called." })
  title!: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: "计划会议时间: for when it had been planned." })
  plannedAt!: Date | null

  @Field(() => DateTimeScalar, { description: "实际会议时间: when it began." })
  heldAt!: Date

  @Field(() => Int, { nullable: true, description: "时长: how many minutes it took." })
  minutes!: number | null

  @Field(() => String, { nullable: true, description: "会议地点: where it was held." })
  place!: string | null

  @Field(() => String, { nullable: true, description: "主持人: who led it." })
  host!: string | null

  @Field(() => String, { nullable: true, description: "记录人: who took the record." })
  recorder!: string | null

  @Field(() => Int, { nullable: true, description: "应到: persons expected; null where the record does not say." })
  expected!: number | null

  @Field(() => Int, { nullable: true, description: "实到: persons present." })
  present!: number | null

  @Field(() => Int, { nullable: true, description: "请假: persons on leave." })
  onLeave!: number | null

  @Field(() => String, { nullable: true, description: "列席: observers, as they were written down." })
  observers!: string | null

  @Field(() => String, { nullable: true, description: "会议议题: what was to be talked about." })
  topics!: string | null

  @Field(() => String, { nullable: true, description: "会议内容: what was said." })
  content!: string | null

  @Field(() => String, { nullable: true, description: "会议决议: what was decided." })
  decisions!: string | null

  @Field(() => Boolean, { description: "作废: recorded by mistake, and counted nowhere." })
  isVoid!: boolean

  @Field(() => DateTimeScalar, { description: "归档时间: when it was recorded first; corrections leave it." })
  filedAt!: Date

  @Field(() => DateTimeScalar, { description: "When this version was written." })
  recordedAt!: Date

  @Field(() => String, { description: "录入人: who wrote this version." })
  recorderName!: string

  organisationId!: string
  organisationPath!: string
  heldOn!: string
  evidence!: readonly string[]
}

export const BranchMeetingConnection = connectionOf("BranchMeeting", () => BranchMeeting, "meetings")
