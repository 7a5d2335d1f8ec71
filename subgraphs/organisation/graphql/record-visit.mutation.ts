import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { OrganisationContext } from "../context.ts"
import type * as domain from "../domain/unit.ts"
import { recordVisit } from "../use-cases/record-visit.ts"
import { Unit } from "./unit.type.ts"

@InputType({ description: "A visit to record." })
class RecordVisitInput {
  @Field(() => ID, { description: "Which one was visited: `unit_…`" })
  unit!: string

  @Field(() => DateScalar, { description: "When, not in the future." })
  visitedOn!: string

  @Field(() => Int, { description: "How long, in half-days: 1 to 62." })
  halfDays!: number

  @Field(() => String, { nullable: true, description: "What was done, at most 2,000 characters." })
  note?: string | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The visit counts.", simpleResolvers: true })
class VisitRecorded {
  @Field(() => Unit, { description: "The unit visited." })
  unit!: domain.Unit
}

const RecordVisitResult = resultUnion("recordVisit", VisitRecorded, [InvalidInput, NotAllowed], "What became of a visit's record.")

@Resolver()
export class RecordVisitMutation {
  @Mutation(() => RecordVisitResult, {
    nullable: true,
    description: "Record a visit of the instructor (党建指导员) to a unit; half a day a month at least is expected.",
  })
  async recordVisit(
    @Arg("input", () => RecordVisitInput, { description: "Which unit, when and how long." }) input: RecordVisitInput,
    @Ctx() context: OrganisationContext,
  ) {
    return answerOf(await recordVisit(context, input), "VisitRecorded", (unit) => ({ unit }))
  }
}
