import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { AttendanceContext } from "../context.ts"
import { recalculateHours } from "../use-cases/recalculate-hours.ts"
import { Member } from "./elsewhere.stubs.ts"

@InputType({ description: "Whose accounts of which year to make again." })
class RecalculateHoursInput {
  @Field(() => ID, { description: "Of the people in this subtree: `organisation_…`" })
  organisation!: string

  @Field(() => Int, { description: "The calendar year, from 2000 to this one." })
  year!: number

  @Field(() => ID, { nullable: true, description: "Go on behind this person (`member_…`): the `continueAfter` of the call before." })
  after?: string | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "Accounts were made again; those that were right are as they were.", simpleResolvers: true })
class HoursRecalculated {
  @Field(() => Int, { description: "People whose accounts were made, at most 500 a call." })
  recalculated!: number

  @Field(() => Member, { nullable: true, description: "Behind whom to go on; null when that was all." })
  continueAfter!: Member | null
}

const RecalculateHoursResult = resultUnion("recalculateHours", HoursRecalculated, [InvalidInput, NotAllowed], "What became of accounts to be made again.")

@Resolver()
export class RecalculateHoursMutation {
  @Mutation(() => RecalculateHoursResult, {
    nullable: true,
    description:
      "重算学时: make accounts of a year again from the ledger, under the rules that judge it; for secretaries and administrators of the organisation.",
  })
  async recalculateHours(
    @Arg("input", () => RecalculateHoursInput, { description: "Which people, which year." }) input: RecalculateHoursInput,
    @Ctx() context: AttendanceContext,
  ) {
    return answerOf(await recalculateHours(context, input), "HoursRecalculated", ({ recalculated, next }) => ({
      recalculated,
      continueAfter: next && { id: next },
    }))
  }
}
