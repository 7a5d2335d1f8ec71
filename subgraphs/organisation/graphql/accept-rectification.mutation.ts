import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { OrganisationContext } from "../context.ts"
import { type Rectification as RectificationValue, stateOn } from "../domain/rectification.ts"
import { acceptRectification } from "../use-cases/accept-rectification.ts"
import { Rectification } from "./rectification.type.ts"

@InputType({ description: "A rectification to accept." })
class AcceptRectificationInput {
  @Field(() => ID, { description: "Which one is accepted: `rectification_…`" })
  rectification!: string

  @Field(() => DateScalar, { description: "When, not in the future." })
  acceptedOn!: string

  @Field(() => String, { description: "What came of it, at most 2,000 characters." })
  result!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The rectification is at its end.", simpleResolvers: true })
class RectificationAccepted {
  @Field(() => Rectification, { description: "As it was accepted." })
  rectification!: RectificationValue
}

const AcceptRectificationResult = resultUnion(
  "acceptRectification",
  RectificationAccepted,
  [InvalidInput, InvalidState, NotAllowed],
  "What became of a rectification.",
)

@Resolver()
export class AcceptRectificationMutation {
  @Mutation(() => AcceptRectificationResult, {
    nullable: true,
    description: "Accept a rectification (验收销号); for those who keep the records of a superior.",
  })
  async acceptRectification(
    @Arg("input", () => AcceptRectificationInput, { description: "Which, when, and what came of it." }) input: AcceptRectificationInput,
    @Ctx() context: OrganisationContext,
  ) {
    return answerOf(await acceptRectification(context, input), "RectificationAccepted", (rectification) => ({
      rectification: { ...rectification, state: stateOn(rectification, context.today) },
    }))
  }
}
