import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { AttendanceContext } from "../context.ts"
import type * as domain from "../domain/external-training.ts"
import { endorseExternalTraining } from "../use-cases/endorse-external-training.ts"
import { ExternalTraining } from "./external-training.type.ts"

@InputType({ description: "A record to endorse." })
class EndorseExternalTrainingInput {
  @Field(() => ID, { description: "Which: `training_…`" })
  training!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The first level has looked at the record; it waits for the organisation above.", simpleResolvers: true })
class ExternalTrainingEndorsed {
  @Field(() => ExternalTraining, { nullable: true, description: "As it stands now." })
  training!: domain.ExternalTraining | null
}

const EndorseExternalTrainingResult = resultUnion(
  "endorseExternalTraining",
  ExternalTrainingEndorsed,
  [InvalidInput, InvalidState, NotAllowed],
  "What became of a record that was to be endorsed.",
)

@Resolver()
export class EndorseExternalTrainingMutation {
  @Mutation(() => EndorseExternalTrainingResult, {
    nullable: true,
    description: "初审: endorse a record of training outside; for whoever keeps the books of the person's branch, and never one's own.",
  })
  async endorseExternalTraining(
    @Arg("input", () => EndorseExternalTrainingInput, { description: "Which record." }) input: EndorseExternalTrainingInput,
    @Ctx() context: AttendanceContext,
  ) {
    return answerOf(await endorseExternalTraining(context, input), "ExternalTrainingEndorsed", ({ trainingId }) => ({
      training: () => context.loaders.trainingById.load(trainingId),
    }))
  }
}
