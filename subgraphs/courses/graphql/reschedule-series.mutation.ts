import { Arg, Ctx, Field, ID, InputType, Int, Mutation, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type { CoursesContext } from "../context.ts"
import type * as domain from "../domain/series.ts"
import { rescheduleSeries } from "../use-cases/reschedule-series.ts"
import { ScheduleConflict } from "./clash.type.ts"
import { SeriesChanged, SeriesScope, seriesChanged } from "./series-changed.type.ts"
import { StaleVersion } from "./stale-version.type.ts"

@InputType({ description: "Lessons of a series to move." })
class RescheduleSeriesInput {
  @Field(() => ID, { description: "One of its lessons, the one that is meant or from which it is: `lesson_…`" })
  lesson!: string

  @Field(() => Int, { description: "The version of that lesson that was seen; what was changed since is not changed again blindly." })
  version!: number

  @Field(() => SeriesScope, { description: "Which lessons." })
  scope!: domain.SeriesScope

  @Field(() => DateTimeScalar, { nullable: true, description: "New begin of that lesson; the others move by as much. Left out: as it was." })
  startsAt?: Date | null

  @Field(() => DateTimeScalar, { nullable: true, description: "New end of that lesson; the others become as long. Only where a lesson has one period." })
  endsAt?: Date | null

  @Field(() => ID, { nullable: true, description: "New venue; null for none, left out: as it was." })
  venue?: string | null

  @Field(() => [ID], { nullable: true, description: "New teachers, all of them, at most 20; left out: as they were." })
  teachers?: string[] | null

  @Field(() => String, { nullable: true, description: "地点: new place, when that is no venue of the register; null for none." })
  place?: string | null

  @Field(() => String, { description: "Why; everybody expected reads it." })
  reason!: string

  @Field(() => String, { nullable: true, description: "Why it is done in spite of what clashes; kept with the clashes." })
  overrideReason?: string | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

const RescheduleSeriesResult = resultUnion(
  "rescheduleSeries",
  SeriesChanged,
  [ScheduleConflict, StaleVersion, InvalidInput, InvalidState, NotAllowed],
  "What became of a series that was to be moved.",
)

@Resolver()
export class RescheduleSeriesMutation {
  @Mutation(() => RescheduleSeriesResult, {
    nullable: true,
    description:
      "系列课调课: move lessons of a series, all by as much as the one that is named, or give them another venue or other teachers; for those who plan for its organiser.",
  })
  async rescheduleSeries(
    @Arg("input", () => RescheduleSeriesInput, { description: "Which, and how." }) input: RescheduleSeriesInput,
    @Ctx() context: CoursesContext,
  ) {
    return answerOf(await rescheduleSeries(context, input), "SeriesChanged", seriesChanged(context))
  }
}
