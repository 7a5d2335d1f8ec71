import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { PeopleContext } from "../context.ts"
import type * as member from "../domain/member.ts"
import type * as domain from "../domain/stages.ts"
import { recordStage } from "../use-cases/record-stage.ts"
import { Stage } from "./enums.ts"
import { Member } from "./member.type.ts"
import { StageRule } from "./stage.type.ts"

@InputType({ description: "A rule that a superior allowed to depart from." })
class StageExceptionInput {
  @Field(() => StageRule, { description: "Which rule; each once." })
  rule!: domain.StageRule

  @Field(() => String, { description: "Why, in at most 2,000 characters." })
  reason!: string
}

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

@ObjectType({ description: "A rule that the step would break.", simpleResolvers: true })
class BrokenRule implements domain.BrokenRule {
  @Field(() => StageRule, { description: "Which, to name it among `exceptions` where a superior allowed it." })
  rule!: domain.StageRule

  @Field(() => String, { description: "What the rule asks for and what the books say." })
  message!: string

  @Field(() => String, { description: "Document and article of the rule." })
  source!: string
}

@ObjectType({ description: "Returned when the step breaks rules and no exception is named for them; nothing was recorded.", simpleResolvers: true })
class RuleBroken {
  @Field(() => String, { description: "All of them in words." })
  message!: string

  @Field(() => [BrokenRule], { description: "Which rules; at most four." })
  rules!: domain.BrokenRule[]
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
