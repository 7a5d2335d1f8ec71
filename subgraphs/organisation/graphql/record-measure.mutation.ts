import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { OrganisationContext } from "../context.ts"
import { type Rectification as RectificationValue, stateOn } from "../domain/rectification.ts"
import { recordMeasure } from "../use-cases/record-measure.ts"
import { Rectification } from "./rectification.type.ts"

@InputType({ description: "A measure that was done." })
class RecordMeasureInput {
  @Field(() => ID, { description: "Which one was done: `measure_…`" })
  measure!: string

  @Field(() => DateScalar, { description: "When, not in the future." })
  doneOn!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The measure is done.", simpleResolvers: true })
class MeasureRecorded {
  @Field(() => Rectification, { description: "With its measures as they stand now." })
  rectification!: RectificationValue
}

const RecordMeasureResult = resultUnion("recordMeasure", MeasureRecorded, [InvalidInput, InvalidState, NotAllowed], "What became of a measure.")

@Resolver()
export class RecordMeasureMutation {
  @Mutation(() => RecordMeasureResult, {
    nullable: true,
    description: "Record that a measure of a rectification was done; for whoever keeps the organisation's records.",
  })
  async recordMeasure(
    @Arg("input", () => RecordMeasureInput, { description: "Which, and when." }) input: RecordMeasureInput,
    @Ctx() context: OrganisationContext,
  ) {
    return answerOf(await recordMeasure(context, input), "MeasureRecorded", (rectification) => ({
      rectification: { ...rectification, state: stateOn(rectification, context.today) },
    }))
  }
}
