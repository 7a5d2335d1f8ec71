import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { PeopleContext } from "../context.ts"
import type * as member from "../domain/member.ts"
import { registerMember } from "../use-cases/register-member.ts"
import { Member } from "./member.type.ts"
import { PersonParticularsInput } from "./person-particulars.type.ts"
import { RuleBroken, StageExceptionInput } from "./stage-exception.type.ts"

@InputType({ description: "A person to enter." })
class RegisterMemberInput {
  @Field(() => ID, { description: "The branch or joint branch that the person belongs to: `organisation_…`" })
  organisation!: string

  @Field(() => PersonParticularsInput, { description: "Who it is, and how far on the way into the Party." })
  person!: PersonParticularsInput

  @Field(() => DateScalar, {
    nullable: true,
    description: "The first day in the branch, not in the future; when left out the day of admission, before it that of the latest step.",
  })
  from?: string | null

  @Field(() => String, { nullable: true, description: "批复文号: the superior's document; needed for exceptions." })
  documentNumber?: string | null

  @Field(() => [StageExceptionInput], { nullable: true, description: "Rules departed from, or not shown to have been kept, with that document; at most 4." })
  exceptions?: StageExceptionInput[] | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The person stands in the books.", simpleResolvers: true })
class MemberRegistered {
  @Field(() => Member, { nullable: true, description: "The person, as a member of the branch." })
  member!: member.Member | null

  @Field(() => [String], { description: "What should be looked at again, in words: a birth or a sex that the citizen's number says otherwise; at most 2." })
  warnings!: string[]
}

const RegisterMemberResult = resultUnion("registerMember", MemberRegistered, [RuleBroken, InvalidInput, NotAllowed], "What became of a new record.")

@Resolver()
export class RegisterMemberMutation {
  @Mutation(() => RegisterMemberResult, {
    nullable: true,
    description:
      "新建档案: enter by hand a person who is not in the books, an applicant as a rule; for those who keep the books of the branch. Who comes with a letter: `receiveMember`.",
  })
  async registerMember(@Arg("input", () => RegisterMemberInput, { description: "Who, and where." }) input: RegisterMemberInput, @Ctx() context: PeopleContext) {
    const result = await registerMember(context, { ...input, organisationId: input.organisation })
    return answerOf(result, "MemberRegistered", ({ memberId, warnings }) => ({ member: context.loaders.memberById.load(memberId), warnings }))
  }
}
