import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { AttendanceContext } from "../context.ts"
import type * as domain from "../domain/leave.ts"
import { decideLeave } from "../use-cases/decide-leave.ts"
import { Leave } from "./leave.type.ts"
import { PeriodLocked } from "./period-lock.type.ts"

@InputType({ description: "A decision on a leave." })
class DecideLeaveInput {
  @Field(() => ID, { description: "Which: `leave_…`" })
  leave!: string

  @Field(() => Boolean, { description: "Whether the person is excused." })
  approve!: boolean

  @Field(() => String, { nullable: true, description: "审批意见: what there is to say to it; at most 2,000 characters." })
  note?: string | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The leave is decided on. An approved one obliges to a make-up, where the rule set asks for one.", simpleResolvers: true })
class LeaveDecided {
  @Field(() => Leave, { nullable: true, description: "As it stands now." })
  leave!: domain.Leave | null
}

const DecideLeaveResult = resultUnion(
  "decideLeave",
  LeaveDecided,
  [InvalidInput, InvalidState, NotAllowed, PeriodLocked],
  "What became of a decision on a leave.",
)

@Resolver()
export class DecideLeaveMutation {
  @Mutation(() => DecideLeaveResult, {
    nullable: true,
    description: "审批请假: decide on a leave; for whoever keeps the books of the person's branch or of the lesson's organiser, and never on one's own.",
  })
  async decideLeave(
    @Arg("input", () => DecideLeaveInput, { description: "Which leave, and how." }) input: DecideLeaveInput,
    @Ctx() context: AttendanceContext,
  ) {
    return answerOf(await decideLeave(context, input), "LeaveDecided", ({ leaveId }) => ({ leave: () => context.loaders.leaveById.load(leaveId) }))
  }
}
