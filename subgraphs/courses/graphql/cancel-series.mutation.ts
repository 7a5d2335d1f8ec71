import { Arg, Ctx, Field, ID, InputType, Int, Mutation, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { CoursesContext } from "../context.ts"
import type * as domain from "../domain/series.ts"
import { cancelSeries } from "../use-cases/cancel-series.ts"
import { SeriesChanged, SeriesScope, seriesChanged } from "./series-changed.type.ts"
import { StaleVersion } from "./stale-version.type.ts"

@InputType({ description: "Lessons of a series to cancel." })
class CancelSeriesInput {
  @Field(() => ID, { description: "One of its lessons, the one that is meant or from which it is: `lesson_…`" })
  lesson!: string

  @Field(() => Int, { description: "The version of that lesson that was seen; what was changed since is not changed again blindly." })
  version!: number

  @Field(() => SeriesScope, { description: "Which lessons." })
  scope!: domain.SeriesScope

  @Field(() => String, { description: "Why; everybody expected reads it." })
  reason!: string

  @Field(() => Boolean, { defaultValue: false, description: "Cancel those too that were changed on their own." })
  includeDetached?: boolean | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

const CancelSeriesResult = resultUnion(
  "cancelSeries",
  SeriesChanged,
  [StaleVersion, InvalidInput, InvalidState, NotAllowed],
  "What became of a series that was to be cancelled.",
)

@Resolver()
export class CancelSeriesMutation {
  @Mutation(() => CancelSeriesResult, {
    nullable: true,
    description: "取消系列课: cancel lessons of a series for good and tell everybody; for those who plan for its organiser.",
  })
  async cancelSeries(@Arg("input", () => CancelSeriesInput, { description: "Which, and how." }) input: CancelSeriesInput, @Ctx() context: CoursesContext) {
    return answerOf(await cancelSeries(context, input), "SeriesChanged", seriesChanged(context))
  }
}
