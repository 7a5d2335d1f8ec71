import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { PeopleContext } from "../context.ts"
import type * as domain from "../domain/floating.ts"
import { endFloating } from "../use-cases/end-floating.ts"
import { FloatingRecord } from "./floating.type.ts"

@InputType({ description: "A stay that ends." })
class EndFloatingInput {
  @Field(() => ID, { description: "Which stay: `floating_…`" })
  record!: string

  @Field(() => DateScalar, { nullable: true, description: "返回日期: the day of return, not in the future; today when left out." })
  until?: string | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The person is back.", simpleResolvers: true })
class FloatingEnded {
  @Field(() => FloatingRecord, { nullable: true, description: "The stay, with its end." })
  record!: domain.FloatingRecord | null
}

const EndFloatingResult = resultUnion("endFloating", FloatingEnded, [InvalidInput, InvalidState, NotAllowed], "What became of the end of a stay.")

@Resolver()
export class EndFloatingMutation {
  @Mutation(() => EndFloatingResult, {
    nullable: true,
    description: "Record that a floating member has returned; for those who keep the books of the person's branch.",
  })
  async endFloating(
    @Arg("input", () => EndFloatingInput, { description: "Which stay, and when it ended." }) input: EndFloatingInput,
    @Ctx() context: PeopleContext,
  ) {
    const result = await endFloating(context, { ...input, recordId: input.record })
    return answerOf(result, "FloatingEnded", ({ recordId }) => ({ record: context.loaders.floatingById.load(recordId) }))
  }
}
