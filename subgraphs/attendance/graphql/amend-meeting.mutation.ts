import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type { AttendanceContext } from "../context.ts"
import type * as domain from "../domain/meeting.ts"
import { amendMeeting } from "../use-cases/amend-meeting.ts"
import { BranchMeeting } from "./meeting.type.ts"

@InputType({ description: "What to put right in the record of a meeting: what is left out stays, null clears it." })
class AmendMeetingInput {
  @Field(() => ID, { description: "Whose record: `meeting_…`" })
  meeting!: string

  @Field(() => Int, { description: "The version that was read." })
  version!: number

  @Field(() => String, { description: "更正理由: why, at most 2,000 characters." })
  reason!: string

  @Field(() => DateTimeScalar, { nullable: true, description: "实际会议时间: when it began; stays when left out or null." })
  heldAt?: Date | null

  @Field(() => String, { nullable: true, description: "党小组: which group met, at most 64 characters; only of a group meeting." })
  groupName?: string | null

  @Field(() => Int, { nullable: true, description: "第几次: the number in the branch's own count, from 1." })
  number?: number | null

  @Field(() => String, { nullable: true, description: "会议名称: at most 200 characters." })
  title?: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: "计划会议时间: for when it had been planned." })
  plannedAt?: Date | null

  @Field(() => Int, { nullable: true, description: "时长: minutes, at most 1,440." })
  minutes?: number | null

  @Field(() => String, { nullable: true, description: "会议地点: at most 200 characters." })
  place?: string | null

  @Field(() => String, { nullable: true, description: "主持人: who led it, at most 64 characters." })
  host?: string | null

  @Field(() => String, { nullable: true, description: "记录人: who took the record, at most 64 characters." })
  recorder?: string | null

  @Field(() => Int, { nullable: true, description: "应到: persons expected." })
  expected?: number | null

  @Field(() => Int, { nullable: true, description: "实到: persons present." })
  present?: number | null

  @Field(() => Int, { nullable: true, description: "请假: persons on leave; with those present no more than expected." })
  onLeave?: number | null

  @Field(() => String, { nullable: true, description: "列席: observers by name, at most 2,000 characters." })
  observers?: string | null

  @Field(() => String, { nullable: true, description: "会议议题: at most 2,000 characters." })
  topics?: string | null

  @Field(() => String, { nullable: true, description: "会议内容: what was said, at most 2,000 characters." })
  content?: string | null

  @Field(() => String, { nullable: true, description: "会议决议: what was decided, at most 2,000 characters." })
  decisions?: string | null

  @Field(() => [ID], { nullable: true, description: "佐证材料: all that prove it from now on; stay when left out or null; at most 10." })
  evidence?: string[] | null

  @Field(() => Boolean, { nullable: true, description: "作废: whether the record is void; stays when left out or null." })
  isVoid?: boolean | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The record says so from now on; what it said before is kept.", simpleResolvers: true })
class MeetingAmended {
  @Field(() => BranchMeeting, { nullable: true, description: "As it stands now." })
  meeting!: domain.Meeting | null
}

const AmendMeetingResult = resultUnion(
  "amendMeeting",
  MeetingAmended,
  [NotAllowed, InvalidInput, InvalidState],
  "What became of a record that was to be put right.",
)

@Resolver()
export class AmendMeetingMutation {
  @Mutation(() => AmendMeetingResult, {
    nullable: true,
    description: "会议更正: put the record of a meeting right, with the reason, or make it void; for those who record at the branch.",
  })
  async amendMeeting(
    @Arg("input", () => AmendMeetingInput, { description: "Which record, and what it shall say." }) input: AmendMeetingInput,
    @Ctx() context: AttendanceContext,
  ) {
    return answerOf(await amendMeeting(context, input), "MeetingAmended", ({ meetingId }) => ({ meeting: () => context.meetings.findById(meetingId) }))
  }
}
