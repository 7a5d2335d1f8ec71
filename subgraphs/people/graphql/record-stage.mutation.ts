import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { PeopleContext } from "../context.ts"
import type * as member from "../domain/member.ts"
import { recordStage } from "../use-cases/record-stage.ts"
import { Stage } from "./enums.ts"
import { Member } from "./member.type.ts"
import { RuleBroken, StageExceptionInput } from "./stage-exception.type.ts"

@InputType({ description: "A step into the Party to record, or to correct." })
class RecordStageInput {
  @Field(() => ID, { description: "Who takes it: `member_…`" })
  member!: string

  @Field(() => Stage, { description: "The next stage; one that was reached already corrects its day." })
  stage!: member.Stage

  @Field(() => DateScalar, { description: "The day of the step, not in the future; for probation the day on which the branch meeting passed it." })
  since!: string

  @Field(() => String, { nullable: true, description: "批复文号: the document; needed for a correction and for exceptions." })
  documentNumber?: string | null

  @Field(() => [StageExceptionInput], { nullable: true, description: "Rules departed from with that document; at most 4." })
  exceptions?: StageExceptionInput[] | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The step stands in the books.", simpleResolvers: true })
class StageRecorded {
  @Field(() => Member, { nullable: true, description: "The person with the step taken." })
  member!: member.Member | null
}

const RecordStageResult = resultUnion("recordStage", StageRecorded, [RuleBroken, InvalidInput, InvalidState, NotAllowed], "What became of a step.")

@Resolver()
export class RecordStageMutation {
  @Mutation(() => RecordStageResult, {
    nullable: true,
    description: "Record a person's next step into the Party, or correct the day of one; for those who keep the books of the person's branch.",
  })
  async recordStage(
    @Arg("input", () => RecordStageInput, { description: "Who, which step, since when." }) input: RecordStageInput,
    @Ctx() context: PeopleContext,
  ) {
    const result = await recordStage(context, { ...input, memberId: input.member })
    return answerOf(result, "StageRecorded", ({ memberId }) => ({ member: context.loaders.memberById.load(memberId) }))
  }
}
