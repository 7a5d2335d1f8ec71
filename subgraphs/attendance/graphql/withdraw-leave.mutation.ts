import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { AttendanceContext } from "../context.ts"
import type * as domain from "../domain/leave.ts"
import { withdrawLeave } from "../use-cases/withdraw-leave.ts"
import { Leave } from "./leave.type.ts"

@InputType({ description: "A leave to take back." })
class WithdrawLeaveInput {
  @Field(() => ID, { description: "Which: `leave_…`" })
  leave!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The leave is taken back, and what it obliged to is lifted.", simpleResolvers: true })
class LeaveWithdrawn {
  @Field(() => Leave, { nullable: true, description: "As it stands now." })
  leave!: domain.Leave | null
}

const WithdrawLeaveResult = resultUnion(
  "withdrawLeave",
  LeaveWithdrawn,
  [InvalidInput, InvalidState, NotAllowed],
  "What became of a leave that was to be taken back.",
)

@Resolver()
export class WithdrawLeaveMutation {
  @Mutation(() => WithdrawLeaveResult, {
    nullable: true,
    description: "销假: take a leave back, one's own or for somebody for whom one records; an approved one before the lesson and its recording begin.",
  })
  async withdrawLeave(@Arg("input", () => WithdrawLeaveInput, { description: "Which leave." }) input: WithdrawLeaveInput, @Ctx() context: AttendanceContext) {
    return answerOf(await withdrawLeave(context, input), "LeaveWithdrawn", ({ leaveId }) => ({ leave: () => context.loaders.leaveById.load(leaveId) }))
  }
}
