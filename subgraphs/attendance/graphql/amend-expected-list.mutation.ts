import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { AttendanceContext } from "../context.ts"
import { amendExpectedList } from "../use-cases/amend-expected-list.ts"
import { ExpectedListAmended, sheetOf } from "./sheet-act.type.ts"

@InputType({ description: "A change of an open sheet's list." })
class AmendExpectedListInput {
  @Field(() => ID, { description: "Whose sheet: `lesson_…`" })
  lesson!: string

  @Field(() => ID, { description: "Who: `member_…`" })
  member!: string

  @Field(() => Boolean, { description: "True puts the person on the list, false takes them off it." })
  isExpected!: boolean

  @Field(() => String, { description: "Why; at most 2,000 characters." })
  reason!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

const AmendExpectedListResult = resultUnion(
  "amendExpectedList",
  ExpectedListAmended,
  [NotAllowed, InvalidState, InvalidInput],
  "What became of a change of the list.",
)

@Resolver()
export class AmendExpectedListMutation {
  @Mutation(() => AmendExpectedListResult, {
    nullable: true,
    description:
      "调整应到名单: put somebody on an open sheet's list, or take off it somebody of whom nothing is recorded; for those who record for its organiser.",
  })
  async amendExpectedList(
    @Arg("input", () => AmendExpectedListInput, { description: "Who, and why." }) input: AmendExpectedListInput,
    @Ctx() context: AttendanceContext,
  ) {
    return answerOf(await amendExpectedList(context, input), "ExpectedListAmended", sheetOf(context))
  }
}
