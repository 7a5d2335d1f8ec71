import { Arg, Ctx, Field, ID, InputType, Int, Mutation, Resolver } from "type-graphql"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type { AttendanceContext } from "../context.ts"
import type { Standing } from "../domain/attendance-row.ts"
import type { Source } from "../domain/ledger-fact.ts"
import type { MarkRow } from "../domain/mark-row.ts"
import { recordAttendance } from "../use-cases/record-attendance.ts"
import { AttendanceRecorded, AttendanceRejected, recordedOn } from "./attendance-recorded.type.ts"
import { AttendanceSource, AttendanceState } from "./attendance.type.ts"

@InputType({ description: "What is said about one person." })
class RecordAttendanceRow implements MarkRow {
  @Field(() => ID, { description: "Who: `member_…`, once in the list." })
  member!: string

  @Field(() => AttendanceState, { description: "How the person stands; NOT_MARKED cannot be recorded." })
  state!: Standing

  @Field(() => DateTimeScalar, { nullable: true, description: "签到时间, where it was written down." })
  arrivedAt?: Date | null

  @Field(() => DateTimeScalar, { nullable: true, description: "签退时间, where it was written down." })
  leftAt?: Date | null

  @Field(() => Int, { nullable: true, description: "Minutes taken part in, where they are known better than the times say; of ONLINE, watched." })
  minutes?: number | null

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When this was said, by the device's clock; what is said last holds. The input's when left out.",
  })
  occurredAt?: Date | null

  @Field(() => Int, { nullable: true, description: "行号: the line of the paper sheet." })
  line?: number | null

  @Field(() => String, { nullable: true, description: "备注, at most 2,000 characters." })
  remark?: string | null

  @Field(() => String, {
    nullable: true,
    description: "The recorder's own key of this row, at most 100 characters: it is taken once, in whatever list it comes again.",
  })
  key?: string | null
}

@InputType({ description: "Marks of a lesson, all of them or none." })
class RecordAttendanceInput {
  @Field(() => ID, { description: "Where: `lesson_…`" })
  lesson!: string

  @Field(() => [RecordAttendanceRow], { description: "1 to 500 people; at most 500, because a lesson's sheet is recorded whole." })
  rows!: RecordAttendanceRow[]

  @Field(() => DateTimeScalar, { nullable: true, description: "When all of it was said, without signal perhaps; now when left out." })
  occurredAt?: Date | null

  @Field(() => AttendanceSource, { defaultValue: "RECORDER", description: "RECORDER, or PAPER for what was read off a sheet; nothing else." })
  source!: Source

  @Field(() => Boolean, {
    defaultValue: false,
    description: "Whether people who are not on the list go to the queue 不在名单; otherwise they are refused, but for observers.",
  })
  queueUnlisted!: boolean

  @Field(() => [ID], { defaultValue: [], description: "What proves it: files that were sent (`scan_…`) or kept evidence (`evidence_…`), at most 10." })
  evidence!: string[]

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

const RecordAttendanceResult = resultUnion(
  "recordAttendance",
  AttendanceRecorded,
  [AttendanceRejected, InvalidInput, NotAllowed],
  "What became of marks that were to be recorded.",
)

@Resolver()
export class RecordAttendanceMutation {
  @Mutation(() => RecordAttendanceResult, {
    nullable: true,
    description: "登记考勤: record how people stand at a lesson whose sheet is open, one or many; for those who record for its organiser.",
  })
  async recordAttendance(
    @Arg("input", () => RecordAttendanceInput, { description: "Where, who and how." }) input: RecordAttendanceInput,
    @Ctx() context: AttendanceContext,
  ) {
    return answerOf(await recordAttendance(context, input), "AttendanceRecorded", (marks) => recordedOn(context)(marks))
  }
}
