import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { OrganisationContext } from "../context.ts"
import { type Rectification as RectificationValue, stateOn } from "../domain/rectification.ts"
import { openRectification } from "../use-cases/open-rectification.ts"
import { Rectification } from "./rectification.type.ts"

@InputType({ description: "An organisation to list." })
class OpenRectificationInput {
  @Field(() => ID, { description: "Which: `organisation_…`" })
  organisation!: string

  @Field(() => String, { description: "Why, at most 2,000 characters." })
  reason!: string

  @Field(() => DateScalar, { description: "The day of listing, not in the future." })
  listedOn!: string

  @Field(() => DateScalar, { description: "整顿期限: by when." })
  dueOn!: string

  @Field(() => ID, { nullable: true, description: "联系领导, who sees to it: `member_…`" })
  leader?: string | null

  @Field(() => [String], { description: "What is to be done, in order: at most 20, each at most 200 characters." })
  measures!: string[]

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The organisation is listed.", simpleResolvers: true })
class RectificationOpened {
  @Field(() => Rectification, { description: "As it was recorded." })
  rectification!: RectificationValue
}

const OpenRectificationResult = resultUnion("openRectification", RectificationOpened, [InvalidInput, InvalidState, NotAllowed], "What became of a listing.")

@Resolver()
export class OpenRectificationMutation {
  @Mutation(() => OpenRectificationResult, {
    nullable: true,
    description: "List an organisation as weak and lax (软弱涣散), with what is to be done; for those who keep the records of a superior.",
  })
  async openRectification(
    @Arg("input", () => OpenRectificationInput, { description: "Which, why, until when and what is to be done." }) input: OpenRectificationInput,
    @Ctx() context: OrganisationContext,
  ) {
    return answerOf(await openRectification(context, input), "RectificationOpened", (rectification) => ({
      rectification: { ...rectification, state: stateOn(rectification, context.today) },
    }))
  }
}
