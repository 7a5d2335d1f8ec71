import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { PeopleContext } from "../context.ts"
import type * as domain from "../domain/transfer.ts"
import { startTransfer } from "../use-cases/start-transfer.ts"
import { Transfer } from "./transfer.type.ts"

@InputType({ description: "A letter to send somebody with; exactly one of `toOrganisation` and `toName`." })
class StartTransferInput {
  @Field(() => ID, { description: "Whom: `member_…`" })
  member!: string

  @Field(() => ID, { nullable: true, description: "Where in the city: `organisation_…`, as `transferDestinations` finds it." })
  toOrganisation?: string | null

  @Field(() => String, { nullable: true, description: "Where outside the city: the full name of the receiving organisation." })
  toName?: string | null

  @Field(() => String, { description: "介绍信编号: the number of the letter, which no other letter has." })
  letterNumber!: string

  @Field(() => Int, { nullable: true, description: "有效天数: how many days it is valid, 1 to 90; 30 when left out." })
  validDays?: number | null

  @Field(() => DateScalar, { nullable: true, description: "开具日期: the day of issue, not in the future; today when left out." })
  startedOn?: string | null

  @Field(() => String, { nullable: true, description: "党费交至: the last month for which dues were paid, `2026-10`." })
  duesPaidTo?: string | null

  @Field(() => String, { nullable: true, description: "Anything that the receiver should know, in at most 2,000 characters." })
  remark?: string | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The letter is under way; the person stays with the origin until it is accepted.", simpleResolvers: true })
class TransferStarted {
  @Field(() => Transfer, { nullable: true, description: "The letter." })
  transfer!: domain.Transfer | null
}

const StartTransferResult = resultUnion("startTransfer", TransferStarted, [InvalidInput, InvalidState, NotAllowed], "What became of a letter.")

@Resolver()
export class StartTransferMutation {
  @Mutation(() => StartTransferResult, {
    nullable: true,
    description: "转出: send a person to another organisation; for those who keep the books of the one that the person belongs to.",
  })
  async startTransfer(
    @Arg("input", () => StartTransferInput, { description: "Whom, where to, with which letter." }) input: StartTransferInput,
    @Ctx() context: PeopleContext,
  ) {
    const result = await startTransfer(context, { ...input, memberId: input.member, toOrganisationId: input.toOrganisation ?? null })
    return answerOf(result, "TransferStarted", ({ transferId }) => ({ transfer: context.loaders.transferById.load(transferId) }))
  }
}
