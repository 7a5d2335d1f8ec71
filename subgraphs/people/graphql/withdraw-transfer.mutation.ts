import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { PeopleContext } from "../context.ts"
import type * as domain from "../domain/transfer.ts"
import { withdrawTransfer } from "../use-cases/withdraw-transfer.ts"
import { Transfer } from "./transfer.type.ts"

@InputType({ description: "A letter to take back." })
class WithdrawTransferInput {
  @Field(() => ID, { description: "Which letter: `transfer_…`" })
  transfer!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The letter is taken back; the person stays where they belong.", simpleResolvers: true })
class TransferWithdrawn {
  @Field(() => Transfer, { nullable: true, description: "The letter as it stands now." })
  transfer!: domain.Transfer | null
}

const WithdrawTransferResult = resultUnion(
  "withdrawTransfer",
  TransferWithdrawn,
  [InvalidState, InvalidInput, NotAllowed],
  "What became of the withdrawal of a letter.",
)

@Resolver()
export class WithdrawTransferMutation {
  @Mutation(() => WithdrawTransferResult, {
    nullable: true,
    description: "撤回: take a letter back that nobody has decided on; for those who keep the origin's books.",
  })
  async withdrawTransfer(
    @Arg("input", () => WithdrawTransferInput, { description: "Which letter." }) input: WithdrawTransferInput,
    @Ctx() context: PeopleContext,
  ) {
    const result = await withdrawTransfer(context, { ...input, transferId: input.transfer })
    return answerOf(result, "TransferWithdrawn", ({ transferId }) => ({ transfer: context.loaders.transferById.load(transferId) }))
  }
}
