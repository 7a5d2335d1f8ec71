import { Arg, Ctx, Field, ID, InputType, Int, Mutation, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { CoursesContext } from "../context.ts"
import type * as domain from "../domain/series.ts"
import { publishSeries } from "../use-cases/publish-series.ts"
import { ScheduleConflict } from "./clash.type.ts"
import { SeriesChanged, SeriesScope, seriesChanged } from "./series-changed.type.ts"
import { StaleVersion } from "./stale-version.type.ts"

@InputType({ description: "Drafts of a series to publish." })
class PublishSeriesInput {
  @Field(() => ID, { description: "One of its lessons, the one that is meant or from which it is: `lesson_…`" })
  lesson!: string

  @Field(() => Int, { description: "The version of that lesson that was seen; what was changed since is not changed again blindly." })
  version!: number

  @Field(() => SeriesScope, { description: "Which lessons." })
  scope!: domain.SeriesScope

  @Field(() => String, { nullable: true, description: "Why it is done in spite of what clashes; kept with the clashes." })
  overrideReason?: string | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

const PublishSeriesResult = resultUnion(
  "publishSeries",
  SeriesChanged,
  [ScheduleConflict, StaleVersion, InvalidInput, InvalidState, NotAllowed],
  "What became of drafts of a series that were to be published.",
)

@Resolver()
export class PublishSeriesMutation {
  @Mutation(() => PublishSeriesResult, {
    nullable: true,
    description: "发布系列课: publish drafts of a series, all or none; for those who plan for its organiser.",
  })
  async publishSeries(@Arg("input", () => PublishSeriesInput, { description: "Which, and how." }) input: PublishSeriesInput, @Ctx() context: CoursesContext) {
    return answerOf(await publishSeries(context, input), "SeriesChanged", seriesChanged(context))
  }
}
