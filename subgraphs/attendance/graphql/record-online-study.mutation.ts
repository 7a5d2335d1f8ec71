import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type { AttendanceContext } from "../context.ts"
import type { Sheet } from "../domain/sheet.ts"
import { type OnlineRow, recordOnlineStudy } from "../use-cases/record-online-study.ts"
import { AttendanceRejected, recordedOn } from "./attendance-recorded.type.ts"
import { AttendanceSheet } from "./sheet.type.ts"

@InputType({ description: "What one person watched." })
class OnlineStudyRow implements OnlineRow {
  @Field(() => ID, { description: "Who: `member_…`, on the lesson's list and once in this one." })
  member!: string

  @Field(() => Int, { description: "观看时长: minutes watched, 1 to 1,440." })
  minutes!: number

  @Field(() => DateTimeScalar, { description: "When watching began; not before the lesson's day, and so that the minutes are over by now." })
  startedAt!: Date

  @Field(() => [ID], { description: "What proves it: files that were sent (`scan_…`) or kept evidence (`evidence_…`); one at least, at most 10." })
  evidence!: string[]

  @Field(() => String, { nullable: true, description: "The recorder's own key of this row, at most 100 characters: it is taken once." })
  key?: string | null
}

@InputType({ description: "Who followed a lesson over the network, all of them or none." })
class RecordOnlineStudyInput {
  @Field(() => ID, { description: "What was followed: `lesson_…`, of any mode." })
  lesson!: string

  @Field(() => [OnlineStudyRow], { description: "Who, at most 100." })
  rows!: OnlineStudyRow[]

  @Field(() => DateTimeScalar, { nullable: true, description: "When this was said; now when left out. Of several marks about a person the last holds." })
  occurredAt?: Date | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "All the study is kept, with its evidence.", simpleResolvers: true })
class OnlineStudyRecorded {
  @Field(() => Int, { description: "For how many people the ledger says something else now (persons)." })
  recorded!: number

  @Field(() => Int, { description: "未变: how many stood so already (persons)." })
  unchanged!: number

  @Field(() => AttendanceSheet, { nullable: true, description: "The sheet as it stands now; null where the viewer may not read it any more." })
  sheet!: Promise<Sheet | null>
}

const RecordOnlineStudyResult = resultUnion(
  "recordOnlineStudy",
  OnlineStudyRecorded,
  [AttendanceRejected, InvalidInput, NotAllowed],
  "What became of online study that was to be recorded.",
)

@Resolver()
export class RecordOnlineStudyMutation {
  @Mutation(() => RecordOnlineStudyResult, {
    nullable: true,
    description: "线上学习登记: record who followed a lesson over the network, how long, and what proves it; for those who record for its organiser.",
  })
  async recordOnlineStudy(
    @Arg("input", () => RecordOnlineStudyInput, { description: "What was followed, by whom and for how long." }) input: RecordOnlineStudyInput,
    @Ctx() context: AttendanceContext,
  ) {
    return answerOf(await recordOnlineStudy(context, input), "OnlineStudyRecorded", (marks) => recordedOn(context)(marks))
  }
}
