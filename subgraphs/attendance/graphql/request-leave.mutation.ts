import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { AttendanceContext } from "../context.ts"
import type * as domain from "../domain/leave.ts"
import { requestLeave } from "../use-cases/request-leave.ts"
import { Leave, LeaveKind } from "./leave.type.ts"
import { TooLate } from "./too-late.type.ts"

@InputType({ description: "Leave that is asked for." })
class RequestLeaveInput {
  @Field(() => ID, { description: "From which lesson: `lesson_…`" })
  lesson!: string

  @Field(() => ID, { nullable: true, description: "Whose leave: `member_…`; left out, the viewer's." })
  member?: string | null

  @Field(() => LeaveKind, { description: "What it is for." })
  kind!: domain.LeaveKind

  @Field(() => String, { description: "事由: why; at most 2,000 characters." })
  reason!: string

  @Field(() => [ID], { nullable: true, description: "佐证材料: files that were sent (`scan_…`), or evidence that is kept already (`evidence_…`); at most 10." })
  evidence?: string[] | null

  @Field(() => Boolean, {
    nullable: true,
    description: "紧急情况: something that could not be told before; only then can leave be asked for after the lesson has begun.",
  })
  isEmergency?: boolean | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The leave is asked for, and waits for a decision.", simpleResolvers: true })
class LeaveRequested {
  @Field(() => Leave, { nullable: true, description: "As it stands now." })
  leave!: domain.Leave | null
}

const RequestLeaveResult = resultUnion("requestLeave", LeaveRequested, [TooLate, InvalidInput, InvalidState, NotAllowed], "What became of a request for leave.")

@Resolver()
export class RequestLeaveMutation {
  @Mutation(() => RequestLeaveResult, {
    nullable: true,
    description:
      "请假: ask for leave from a lesson, for oneself or for somebody for whom one records; before it begins, or in an emergency until its sheet is closed.",
  })
  async requestLeave(
    @Arg("input", () => RequestLeaveInput, { description: "From which lesson, whose, and why." }) input: RequestLeaveInput,
    @Ctx() context: AttendanceContext,
  ) {
    return answerOf(await requestLeave(context, input), "LeaveRequested", ({ leaveId }) => ({ leave: () => context.loaders.leaveById.load(leaveId) }))
  }
}
