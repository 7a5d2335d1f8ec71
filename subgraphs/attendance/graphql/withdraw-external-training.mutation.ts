import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { AttendanceContext } from "../context.ts"
import type * as domain from "../domain/external-training.ts"
import { withdrawExternalTraining } from "../use-cases/withdraw-external-training.ts"
import { ExternalTraining } from "./external-training.type.ts"

@InputType({ description: "A record to take back." })
class WithdrawExternalTrainingInput {
  @Field(() => ID, { description: "Which: `training_…`" })
  training!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The record is taken back; it leaves no entry.", simpleResolvers: true })
class ExternalTrainingWithdrawn {
  @Field(() => ExternalTraining, { nullable: true, description: "As it stands now." })
  training!: domain.ExternalTraining | null
}

const WithdrawExternalTrainingResult = resultUnion(
  "withdrawExternalTraining",
  ExternalTrainingWithdrawn,
  [InvalidInput, InvalidState, NotAllowed],
  "What became of a record that was to be taken back.",
)

@Resolver()
export class WithdrawExternalTrainingMutation {
  @Mutation(() => WithdrawExternalTrainingResult, {
    nullable: true,
    description: "撤回: take a record of training outside back before it is decided on, one's own or of a person whose books one keeps.",
  })
  async withdrawExternalTraining(
    @Arg("input", () => WithdrawExternalTrainingInput, { description: "Which record." }) input: WithdrawExternalTrainingInput,
    @Ctx() context: AttendanceContext,
  ) {
    return answerOf(await withdrawExternalTraining(context, input), "ExternalTrainingWithdrawn", ({ trainingId }) => ({
      training: () => context.loaders.trainingById.load(trainingId),
    }))
  }
}
