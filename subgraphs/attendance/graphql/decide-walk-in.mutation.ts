import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { AttendanceContext } from "../context.ts"
import type * as domain from "../domain/walk-in.ts"
import { decideWalkIn } from "../use-cases/decide-walk-in.ts"
import { WalkInDecided, sheetOf } from "./sheet-act.type.ts"
import { WalkInFate } from "./walk-in-fate.type.ts"

@InputType({ description: "Somebody who came without being on the list." })
class DecideWalkInInput {
  @Field(() => ID, { description: "Whose sheet: `lesson_…`" })
  lesson!: string

  @Field(() => ID, { description: "Who: `member_…`" })
  member!: string

  @Field(() => WalkInFate, { description: "What becomes of the person." })
  as!: domain.WalkInFate

  @Field(() => String, { description: "Why; at most 2,000 characters." })
  reason!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

const DecideWalkInResult = resultUnion(
  "decideWalkIn",
  WalkInDecided,
  [NotAllowed, InvalidState, InvalidInput],
  "What became of a decision on somebody who is not on the list.",
)

@Resolver()
export class DecideWalkInMutation {
  @Mutation(() => DecideWalkInResult, {
    nullable: true,
    description: "名单外处理: decide on somebody who was captured at an open sheet's lesson and is not on the list; for those who record for its organiser.",
  })
  async decideWalkIn(
    @Arg("input", () => DecideWalkInInput, { description: "Who, and what becomes of the person." }) input: DecideWalkInInput,
    @Ctx() context: AttendanceContext,
  ) {
    return answerOf(await decideWalkIn(context, input), "WalkInDecided", sheetOf(context))
  }
}
