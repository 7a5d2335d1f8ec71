import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type { AttendanceContext } from "../context.ts"
import type { Standing } from "../domain/attendance-row.ts"
import type * as domain from "../domain/correction.ts"
import { correctAttendance } from "../use-cases/correct-attendance.ts"
import { AttendanceState } from "./attendance.type.ts"
import { AttendanceChange } from "./attendance-change.type.ts"
import { CorrectionRequest } from "./correction.type.ts"
import { PeriodLocked } from "./period-lock.type.ts"

@InputType({ description: "What is to stand of a person at a lesson instead of what stands." })
class CorrectAttendanceInput {
  @Field(() => ID, { description: "At which lesson: `lesson_…`" })
  lesson!: string

  @Field(() => ID, { description: "Whose attendance: `member_…`" })
  member!: string

  @Field(() => AttendanceState, { description: "What holds instead; never NOT_MARKED." })
  state!: Standing

  @Field(() => DateTimeScalar, { nullable: true, description: "When the person came; must be said of LATE." })
  arrivedAt?: Date | null

  @Field(() => DateTimeScalar, { nullable: true, description: "When the person left; must be said of LEFT_EARLY." })
  leftAt?: Date | null

  @Field(() => String, { description: "理由: why; at most 2,000 characters." })
  reason!: string

  @Field(() => [ID], { nullable: true, description: "佐证: files that were sent (`scan_…`) or pieces that are kept (`evidence_…`), at most 10." })
  evidence?: string[] | null

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: "Ask for the correction instead of making it; in a locked period there is no other way.",
  })
  asksApproval?: boolean | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The correction is in the ledger; what stood before stays there to be seen.", simpleResolvers: true })
class AttendanceCorrected {
  @Field(() => AttendanceChange, { nullable: true, description: "What changed." })
  entry!: Promise<domain.AttendanceChange | null>
}

@ObjectType({ description: "Returned when a second person decides on the correction: it was asked for, and nothing is changed yet.", simpleResolvers: true })
class ApprovalRequired {
  @Field(() => String, { description: "Who decides." })
  message!: string

  @Field(() => CorrectionRequest, { nullable: true, description: "What was asked for." })
  request!: Promise<domain.Correction | null>
}

const CorrectAttendanceResult = resultUnion(
  "correctAttendance",
  AttendanceCorrected,
  [ApprovalRequired, PeriodLocked, NotAllowed, InvalidState, InvalidInput],
  "What became of a correction.",
)

@Resolver()
export class CorrectAttendanceMutation {
  @Mutation(() => CorrectAttendanceResult, {
    nullable: true,
    description:
      "更正: correct how somebody stands at a lesson. While the sheet is open, for those who record for its organiser; of a closed sheet, for those who keep its books, and everybody else asks; of an approved sheet a second person always decides.",
  })
  async correctAttendance(
    @Arg("input", () => CorrectAttendanceInput, { description: "Who, what holds, and why." }) input: CorrectAttendanceInput,
    @Ctx() context: AttendanceContext,
  ) {
    const result = await correctAttendance(context, input)
    if (result.ok && result.value.correctionId !== null)
      return {
        __typename: "ApprovalRequired",
        message: "Somebody else who keeps these books decides; in a locked period somebody who governs at the lock or above it.",
        request: context.loaders.correctionById.load(result.value.correctionId),
      }
    return answerOf(result, "AttendanceCorrected", ({ entryId }) => ({ entry: entryId === null ? null : context.loaders.changeById.load(entryId) }))
  }
}
