import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type { AttendanceContext } from "../context.ts"
import type * as domain from "../domain/meeting.ts"
import { recordMeeting } from "../use-cases/record-meeting.ts"
import { BranchMeeting, MeetingKind } from "./meeting.type.ts"

@InputType({ description: "A meeting that a branch held (三会一课录入表)." })
class RecordMeetingInput {
  @Field(() => ID, { description: "所在党支部: which branch met: `organisation_…`" })
  organisation!: string

  @Field(() => MeetingKind, { description: "会议类型: what it met for." })
  kind!: domain.MeetingKind

  @Field(() => DateTimeScalar, { description: "实际会议时间: when it began; not in the future." })
  heldAt!: Date

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

  @Field(() => [ID], { nullable: true, description: "佐证材料: files that were sent (`scan_…`) or evidence kept already (`evidence_…`); at most 10." })
  evidence?: string[] | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The meeting is on record, filed at this moment.", simpleResolvers: true })
class MeetingRecorded {
  @Field(() => BranchMeeting, { nullable: true, description: "As it stands now." })
  meeting!: domain.Meeting | null
}

const RecordMeetingResult = resultUnion("recordMeeting", MeetingRecorded, [NotAllowed, InvalidInput], "What became of a meeting that was to be recorded.")

@Resolver()
export class RecordMeetingMutation {
  @Mutation(() => RecordMeetingResult, {
    nullable: true,
    description:
      "会议录入: record a meeting that a branch held, for those who record there. Party lectures and theme days are lessons, and are recorded as such.",
  })
  async recordMeeting(
    @Arg("input", () => RecordMeetingInput, { description: "Which branch, and what its record says." }) input: RecordMeetingInput,
    @Ctx() context: AttendanceContext,
  ) {
    return answerOf(await recordMeeting(context, input), "MeetingRecorded", ({ meetingId }) => ({ meeting: () => context.meetings.findById(meetingId) }))
  }
}
