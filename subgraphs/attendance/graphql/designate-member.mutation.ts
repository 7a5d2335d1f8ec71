import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { AttendanceContext } from "../context.ts"
import type * as domain from "../domain/designation.ts"
import { designateMember } from "../use-cases/designate-member.ts"
import { Designation, DesignationKind } from "./designation.type.ts"
import { Member } from "./elsewhere.stubs.ts"

@InputType({ description: "Somebody to be judged as a cadre, or exempt." })
class DesignateMemberInput {
  @Field(() => ID, { description: "Who: `member_…`" })
  member!: string

  @Field(() => DesignationKind, { description: "As what." })
  kind!: domain.DesignationKind

  @Field(() => Int, { description: "The first year, not before this one." })
  fromYear!: number

  @Field(() => Int, { nullable: true, description: "The last year; leave out while that is not known." })
  toYear?: number | null

  @Field(() => String, { description: "Why." })
  reason!: string

  @Field(() => String, { nullable: true, description: "文号 of the document that says so." })
  documentNumber?: string | null

  @Field(() => [ID], { defaultValue: [], description: "佐证材料: files that were sent (`scan_…`) or are kept (`evidence_…`), at most 10." })
  evidence!: string[]

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The designation is recorded, and the year that runs is judged anew.", simpleResolvers: true })
class MemberDesignated {
  @Field(() => Designation, { description: "As it was recorded." })
  designation!: domain.Designation

  @Field(() => Member, { nullable: true, description: "Whose it is." })
  member!: Member
}

const DesignateMemberResult = resultUnion("designateMember", MemberDesignated, [InvalidInput, InvalidState, NotAllowed], "What became of a designation.")

@Resolver()
export class DesignateMemberMutation {
  @Mutation(() => DesignateMemberResult, {
    nullable: true,
    description: "认定: have somebody judged as a cadre, or exempt, by a document; for secretaries and administrators of the person's branch.",
  })
  async designateMember(
    @Arg("input", () => DesignateMemberInput, { description: "Who, as what, in which years." }) input: DesignateMemberInput,
    @Ctx() context: AttendanceContext,
  ) {
    return answerOf(await designateMember(context, input), "MemberDesignated", (designation) => ({
      designation: { ...designation, recordedAt: new Date(designation.recordedAt) },
      member: { id: designation.memberId },
    }))
  }
}
