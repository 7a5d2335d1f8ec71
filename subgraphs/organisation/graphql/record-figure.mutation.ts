import { Arg, Ctx, Field, Float, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { Figure, Precision } from "../../shared/graphql/figure.type.ts"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { OrganisationContext } from "../context.ts"
import { recordFigure } from "../use-cases/record-figure.ts"
import { reportedFigure } from "./statistics.resolver.ts"

@InputType({ description: "A figure that an organisation reports and nobody can count here." })
class RecordFigureInput {
  @Field(() => ID, { description: "Which organisation reports it: `organisation_…`" })
  organisation!: string

  @Field(() => String, { description: "What was measured, 1 to 200 characters: 办公用房面积." })
  measure!: string

  @Field(() => Float, { nullable: true, description: "The number, 0 or more; left out when it is not known." })
  value?: number | null

  @Field(() => Precision, { description: "How exact its source gives it." })
  precision!: Precision

  @Field(() => String, { description: "What is counted: 人, 人次, 平方米." })
  unit!: string

  @Field(() => DateScalar, { description: "The day on which it held, not in the future." })
  asOf!: string

  @Field(() => String, { description: "The report or document that gives it." })
  source!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The figure stands in the organisation's statistics.", simpleResolvers: true })
class FigureRecorded {
  @Field(() => Figure, { description: "As it was recorded." })
  figure!: Figure
}

const RecordFigureResult = resultUnion("recordFigure", FigureRecorded, [InvalidInput, NotAllowed], "What became of a figure.")

@Resolver()
export class RecordFigureMutation {
  @Mutation(() => RecordFigureResult, {
    nullable: true,
    description: "Record a reported figure; for those who keep the organisation's books (coordinator, secretary, admin).",
  })
  async recordFigure(
    @Arg("input", () => RecordFigureInput, { description: "Whose, and what." }) input: RecordFigureInput,
    @Ctx() context: OrganisationContext,
  ) {
    const result = await recordFigure(context, { ...input, organisationId: input.organisation })
    return answerOf(result, "FigureRecorded", (figure) => ({ figure: reportedFigure(figure) }))
  }
}
