import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { OrganisationContext } from "../context.ts"
import type * as domain from "../domain/honour.ts"
import { awardHonour } from "../use-cases/award-honour.ts"
import { Honour, HonourKind, HonourLevel } from "./honour.type.ts"

@InputType({ description: "A title to record." })
class AwardHonourInput {
  @Field(() => ID, { description: "To whom: `organisation_…`" })
  organisation!: string

  @Field(() => HonourKind, { description: "An honour, a demonstration site or a pilot." })
  kind!: domain.HonourKind

  @Field(() => String, { description: "As it is called, at most 200 characters." })
  title!: string

  @Field(() => HonourLevel, { description: "At which level it was given." })
  level!: domain.HonourLevel

  @Field(() => String, { description: "授予单位: who gave it." })
  issuer!: string

  @Field(() => Int, { nullable: true, description: "批次, where there are batches: 1 to 99." })
  batch?: number | null

  @Field(() => DateScalar, { description: "The day from which it holds, not in the future." })
  grantedOn!: string

  @Field(() => String, { nullable: true, description: "文号: the document that gave it." })
  documentNumber?: string | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The title stands in the books.", simpleResolvers: true })
class HonourAwarded {
  @Field(() => Honour, { description: "As it was recorded." })
  honour!: domain.Honour
}

const AwardHonourResult = resultUnion("awardHonour", HonourAwarded, [InvalidInput, NotAllowed], "What became of an honour's record.")

@Resolver()
export class AwardHonourMutation {
  @Mutation(() => AwardHonourResult, {
    nullable: true,
    description: "Record a title that an organisation was given (荣誉、示范点); for whoever keeps its records.",
  })
  async awardHonour(
    @Arg("input", () => AwardHonourInput, { description: "To whom, what, and by whom." }) input: AwardHonourInput,
    @Ctx() context: OrganisationContext,
  ) {
    return answerOf(await awardHonour(context, input), "HonourAwarded", (honour) => ({ honour }))
  }
}
