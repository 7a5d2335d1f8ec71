import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { AttendanceContext } from "../context.ts"
import type * as domain from "../domain/correction.ts"
import { decideCorrection } from "../use-cases/decide-correction.ts"
import { AttendanceChange } from "./attendance-change.type.ts"
import { CorrectionRequest } from "./correction.type.ts"

@InputType({ description: "A decision on a correction that somebody asked for." })
class DecideCorrectionInput {
  @Field(() => ID, { description: "What was asked for: `correction_…`" })
  correction!: string

  @Field(() => Boolean, { description: "True brings it into the ledger, false leaves what stands." })
  approve!: boolean

  @Field(() => String, { nullable: true, description: "审批意见: what is said with the decision, at most 2,000 characters." })
  note?: string | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "It is decided.", simpleResolvers: true })
class CorrectionDecided {
  @Field(() => CorrectionRequest, { nullable: true, description: "As it stands now." })
  request!: Promise<domain.Correction | null>

  @Field(() => AttendanceChange, { nullable: true, description: "What changed; null when it was refused." })
  entry!: Promise<domain.AttendanceChange | null> | null
}

const DecideCorrectionResult = resultUnion(
  "decideCorrection",
  CorrectionDecided,
  [NotAllowed, InvalidState, InvalidInput],
  "What became of a decision on a correction.",
)

@Resolver()
export class DecideCorrectionMutation {
  @Mutation(() => DecideCorrectionResult, {
    nullable: true,
    description:
      "审批更正: decide on a correction, for those who keep the books of the lesson's organiser, in a locked period for those who govern at the lock; never for whoever asked, nor for whom it is about.",
  })
  async decideCorrection(
    @Arg("input", () => DecideCorrectionInput, { description: "Which, and how." }) input: DecideCorrectionInput,
    @Ctx() context: AttendanceContext,
  ) {
    return answerOf(await decideCorrection(context, input), "CorrectionDecided", ({ correctionId, entryId }) => ({
      request: context.loaders.correctionById.load(correctionId),
      entry: entryId === null ? null : context.loaders.changeById.load(entryId),
    }))
  }
}
