import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { PeopleContext } from "../context.ts"
import type * as member from "../domain/member.ts"
import type * as domain from "../domain/transfer.ts"
import { receiveMember } from "../use-cases/receive-member.ts"
import { LetterExpired } from "./letter-expired.type.ts"
import { Member } from "./member.type.ts"
import { PersonParticularsInput } from "./person-particulars.type.ts"
import { Transfer } from "./transfer.type.ts"

@InputType({ description: "A member who comes from outside the city, and the letter that they bring." })
class ReceiveMemberInput {
  @Field(() => ID, { description: "The branch or joint branch that takes the person in: `organisation_…`" })
  organisation!: string

  @Field(() => PersonParticularsInput, { description: "Who it is; `stage` is `PROBATIONARY` or `FULL`." })
  person!: PersonParticularsInput

  @Field(() => String, { description: "转出组织: the full name of the organisation that sends the person." })
  fromName!: string

  @Field(() => String, { description: "介绍信编号: the number of the letter, which no other letter has." })
  letterNumber!: string

  @Field(() => DateScalar, { description: "开具日期: the day on which the letter was issued." })
  startedOn!: string

  @Field(() => Int, { nullable: true, description: "有效天数: how many days it is valid, 1 to 90; 30 when left out." })
  validDays?: number | null

  @Field(() => String, { nullable: true, description: "党费交至: the last month for which dues were paid, `2026-10`." })
  duesPaidTo?: string | null

  @Field(() => DateScalar, { nullable: true, description: "接收日期: the first day with the branch, not in the future; today when left out." })
  receivedOn?: string | null

  @Field(() => String, { nullable: true, description: "Anything to remember of the letter, in at most 2,000 characters." })
  remark?: string | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The person belongs to the branch, and the letter is accepted.", simpleResolvers: true })
class MemberReceived {
  @Field(() => Member, { nullable: true, description: "The person, as a member of the branch." })
  member!: member.Member | null

  @Field(() => Transfer, { nullable: true, description: "The letter, with its receipt." })
  transfer!: domain.Transfer | null

  @Field(() => Boolean, { description: "Whether the person was in the city's books before: then the record of that time goes on." })
  wasKnown!: boolean

  @Field(() => [String], { description: "What should be looked at again, in words: a birth or a sex that the citizen's number says otherwise; at most 2." })
  warnings!: string[]
}

const ReceiveMemberResult = resultUnion(
  "receiveMember",
  MemberReceived,
  [LetterExpired, InvalidState, InvalidInput, NotAllowed],
  "What became of somebody who came with a letter.",
)

@Resolver()
export class ReceiveMemberMutation {
  @Mutation(() => ReceiveMemberResult, {
    nullable: true,
    description:
      "市外转入: take in a member who comes with a letter from outside the city; for those who keep the branch's books. Somebody who left the city before goes on with the record of then.",
  })
  async receiveMember(
    @Arg("input", () => ReceiveMemberInput, { description: "Who, with which letter, into which branch." }) input: ReceiveMemberInput,
    @Ctx() context: PeopleContext,
  ) {
    const result = await receiveMember(context, { ...input, organisationId: input.organisation })
    return answerOf(result, "MemberReceived", ({ memberId, transferId, ...more }) => ({
      ...more,
      member: context.loaders.memberById.load(memberId),
      transfer: context.loaders.transferById.load(transferId),
    }))
  }
}
