import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver, registerEnumType } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { PeopleContext } from "../context.ts"
import type * as member from "../domain/member.ts"
import type * as domain from "../domain/transfer.ts"
import { decideTransfer } from "../use-cases/decide-transfer.ts"
import { LetterExpired } from "./letter-expired.type.ts"
import { Member } from "./member.type.ts"
import { Transfer } from "./transfer.type.ts"

const TransferDecision = { ACCEPT: "ACCEPT", REFUSE: "REFUSE" } as const

registerEnumType(TransferDecision, {
  name: "TransferDecision",
  description: "What a receiver says to a letter (接收意见).",
  valuesConfig: { ACCEPT: { description: "接收: the person belongs here from `receivedOn` on." }, REFUSE: { description: "退回: with a reason." } },
})

@InputType({ description: "What the receiver says to a letter." })
class DecideTransferInput {
  @Field(() => ID, { description: "Which letter: `transfer_…`" })
  transfer!: string

  @Field(() => TransferDecision, { description: "Accepted or refused." })
  decision!: "ACCEPT" | "REFUSE"

  @Field(() => DateScalar, {
    nullable: true,
    description: "接收日期: the first day with the receiver, not in the future; today when left out. Outside the city: the day of the receipt.",
  })
  receivedOn?: string | null

  @Field(() => String, { nullable: true, description: "Why it is refused; needed then." })
  reason?: string | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The letter is decided on.", simpleResolvers: true })
class TransferDecided {
  @Field(() => Transfer, { nullable: true, description: "The letter as it stands now." })
  transfer!: domain.Transfer | null

  @Field(() => Member, { nullable: true, description: "The person, whom the receiver may read from now on; null where the viewer may not." })
  member!: member.Member | null
}

const DecideTransferResult = resultUnion(
  "decideTransfer",
  TransferDecided,
  [LetterExpired, InvalidState, InvalidInput, NotAllowed],
  "What became of a decision on a letter.",
)

@Resolver()
export class DecideTransferMutation {
  @Mutation(() => DecideTransferResult, {
    nullable: true,
    description:
      "接收或退回: accept or refuse a person who comes with a letter. For those who keep the receiver's books; those of the origin where the receiver lies outside the city.",
  })
  async decideTransfer(
    @Arg("input", () => DecideTransferInput, { description: "Which letter, and what is said." }) input: DecideTransferInput,
    @Ctx() context: PeopleContext,
  ) {
    const result = await decideTransfer(context, { ...input, transferId: input.transfer })
    return answerOf(result, "TransferDecided", ({ transferId, memberId }) => ({
      transfer: context.loaders.transferById.load(transferId),
      member: context.loaders.memberById.load(memberId),
    }))
  }
}
