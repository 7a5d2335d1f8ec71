import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { PeopleContext } from "../context.ts"
import type * as domain from "../domain/floating.ts"
import { registerFloating } from "../use-cases/register-floating.ts"
import { FloatingDirection, FloatingMode, FloatingRecord } from "./floating.type.ts"

@InputType({ description: "A stay to record." })
class RegisterFloatingInput {
  @Field(() => ID, { description: "Who: `member_…`" })
  member!: string

  @Field(() => FloatingDirection, { description: "Away; or here, for a person whose floating in stands in the books." })
  direction!: domain.FloatingDirection

  @Field(() => DateScalar, { description: "The first day, not in the future." })
  since!: string

  @Field(() => FloatingMode, { description: "How contact is kept." })
  mode!: domain.FloatingMode

  @Field(() => String, { description: "流向: the place, in at most 200 characters." })
  destination!: string

  @Field(() => String, { nullable: true, description: "流入地党组织: the organisation at the other end." })
  hostName?: string | null

  @Field(() => String, { nullable: true, description: "活动证号: needed with the mode `CARD`, and only then." })
  cardNumber?: string | null

  @Field(() => DateScalar, { nullable: true, description: "The last contact so far." })
  lastContactOn?: string | null

  @Field(() => DateScalar, { nullable: true, description: "By when the next contact is due; half a year after the last one, or after `since`, when left out." })
  nextContactDue?: string | null

  @Field(() => DateScalar, { nullable: true, description: "When the person means to return." })
  expectedReturnOn?: string | null

  @Field(() => String, { nullable: true, description: "Why a transfer is not possible; needed with a card for more than half a year." })
  noTransferReason?: string | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The stay stands in the books.", simpleResolvers: true })
class FloatingRegistered {
  @Field(() => FloatingRecord, { nullable: true, description: "As it was recorded." })
  record!: domain.FloatingRecord | null
}

const RegisterFloatingResult = resultUnion("registerFloating", FloatingRegistered, [InvalidInput, InvalidState, NotAllowed], "What became of a stay.")

@Resolver()
export class RegisterFloatingMutation {
  @Mutation(() => RegisterFloatingResult, {
    nullable: true,
    description: "Record that a person goes away for a time, or comes here for one; for those who keep the books of the person's branch.",
  })
  async registerFloating(
    @Arg("input", () => RegisterFloatingInput, { description: "Who, where and how." }) input: RegisterFloatingInput,
    @Ctx() context: PeopleContext,
  ) {
    const result = await registerFloating(context, { ...input, memberId: input.member })
    return answerOf(result, "FloatingRegistered", ({ recordId }) => ({ record: context.loaders.floatingById.load(recordId) }))
  }
}
