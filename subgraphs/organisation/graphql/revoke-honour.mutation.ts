import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { OrganisationContext } from "../context.ts"
import type { Honour as HonourValue } from "../domain/honour.ts"
import { revokeHonour } from "../use-cases/revoke-honour.ts"
import { Honour } from "./honour.type.ts"

@InputType({ description: "A title to revoke." })
class RevokeHonourInput {
  @Field(() => ID, { description: "Which one is revoked: `honour_…`" })
  honour!: string

  @Field(() => DateScalar, { description: "The day from which it no longer holds, not in the future." })
  revokedOn!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The title no longer holds.", simpleResolvers: true })
class HonourRevoked {
  @Field(() => Honour, { description: "With the day." })
  honour!: HonourValue
}

const RevokeHonourResult = resultUnion("revokeHonour", HonourRevoked, [InvalidInput, InvalidState, NotAllowed], "What became of an honour.")

@Resolver()
export class RevokeHonourMutation {
  @Mutation(() => RevokeHonourResult, { nullable: true, description: "Revoke a title (撤销): from that day on it no longer holds, and stays in the books." })
  async revokeHonour(
    @Arg("input", () => RevokeHonourInput, { description: "Which, and from when." }) input: RevokeHonourInput,
    @Ctx() context: OrganisationContext,
  ) {
    return answerOf(await revokeHonour(context, input), "HonourRevoked", (honour) => ({ honour }))
  }
}
