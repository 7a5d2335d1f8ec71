import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { AttendanceContext } from "../context.ts"
import { renewCheckInCode } from "../use-cases/renew-check-in-code.ts"
import { Lesson } from "./elsewhere.stubs.ts"

@InputType({ description: "Codes to be renewed." })
class RenewCheckInCodeInput {
  @Field(() => ID, { description: "Whose codes: `lesson_…`" })
  lesson!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and renews nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "No code that was given out before is taken any more.", simpleResolvers: true })
class CheckInCodeRenewed {
  @Field(() => Lesson, { nullable: true, description: "The lesson, to read its new code from; null when it is gone." })
  lesson!: Lesson
}

const RenewCheckInCodeResult = resultUnion(
  "renewCheckInCode",
  CheckInCodeRenewed,
  [InvalidInput, InvalidState, NotAllowed],
  "What became of codes that were to be renewed.",
)

@Resolver()
export class RenewCheckInCodeMutation {
  @Mutation(() => RenewCheckInCodeResult, {
    nullable: true,
    description: "更换签到码: make all codes of an open sheet other ones at once, because one got about; for those who record for the lesson's organiser.",
  })
  async renewCheckInCode(
    @Arg("input", () => RenewCheckInCodeInput, { description: "Of which lesson." }) input: RenewCheckInCodeInput,
    @Ctx() context: AttendanceContext,
  ) {
    return answerOf(await renewCheckInCode(context, input), "CheckInCodeRenewed", ({ lessonId }) => ({ lesson: { id: lessonId } }))
  }
}
