import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { AttendanceContext } from "../context.ts"
import type * as domain from "../domain/external-training.ts"
import { revokeExternalTraining } from "../use-cases/revoke-external-training.ts"
import { ExternalTraining } from "./external-training.type.ts"
import { PeriodLocked } from "./period-lock.type.ts"

@InputType({ description: "An approval that was wrong." })
class RevokeExternalTrainingInput {
  @Field(() => ID, { description: "Which: `training_…`" })
  training!: string

  @Field(() => String, { description: "Why it was wrong; at most 2,000 characters." })
  reason!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The training no longer counts; the ledger says so, and keeps what it said before.", simpleResolvers: true })
class ExternalTrainingRevoked {
  @Field(() => ExternalTraining, { nullable: true, description: "As it stands now." })
  training!: domain.ExternalTraining | null
}

const RevokeExternalTrainingResult = resultUnion(
  "revokeExternalTraining",
  ExternalTrainingRevoked,
  [InvalidInput, InvalidState, NotAllowed, PeriodLocked],
  "What became of an approval that was to be taken back.",
)

@Resolver()
export class RevokeExternalTrainingMutation {
  @Mutation(() => RevokeExternalTrainingResult, {
    nullable: true,
    description: "撤销认定: take the approval of training outside back, with a reason; for whoever keeps the books above the person's branch.",
  })
  async revokeExternalTraining(
    @Arg("input", () => RevokeExternalTrainingInput, { description: "Which record, and why." }) input: RevokeExternalTrainingInput,
    @Ctx() context: AttendanceContext,
  ) {
    return answerOf(await revokeExternalTraining(context, input), "ExternalTrainingRevoked", ({ trainingId }) => ({
      training: () => context.loaders.trainingById.load(trainingId),
    }))
  }
}
