import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { AttendanceContext } from "../context.ts"
import type * as domain from "../domain/external-training.ts"
import { decideExternalTraining } from "../use-cases/decide-external-training.ts"
import { ExternalTraining } from "./external-training.type.ts"
import { PeriodLocked } from "./period-lock.type.ts"

@InputType({ description: "A decision on a record." })
class DecideExternalTrainingInput {
  @Field(() => ID, { description: "Which: `training_…`" })
  training!: string

  @Field(() => Boolean, { description: "Whether it counts; only an endorsed record can be approved." })
  approve!: boolean

  @Field(() => String, { nullable: true, description: "What there is to say to it; at most 2,000 characters." })
  note?: string | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The record is decided on. An approved one is a fact in the ledger.", simpleResolvers: true })
class ExternalTrainingDecided {
  @Field(() => ExternalTraining, { nullable: true, description: "As it stands now." })
  training!: domain.ExternalTraining | null
}

const DecideExternalTrainingResult = resultUnion(
  "decideExternalTraining",
  ExternalTrainingDecided,
  [InvalidInput, InvalidState, NotAllowed, PeriodLocked],
  "What became of a decision on training outside.",
)

@Resolver()
export class DecideExternalTrainingMutation {
  @Mutation(() => DecideExternalTrainingResult, {
    nullable: true,
    description:
      "终审: decide on a record of training outside; for whoever keeps the books above the person's branch, another person than who endorsed it, and never on one's own.",
  })
  async decideExternalTraining(
    @Arg("input", () => DecideExternalTrainingInput, { description: "Which record, and how." }) input: DecideExternalTrainingInput,
    @Ctx() context: AttendanceContext,
  ) {
    return answerOf(await decideExternalTraining(context, input), "ExternalTrainingDecided", ({ trainingId }) => ({
      training: () => context.loaders.trainingById.load(trainingId),
    }))
  }
}
