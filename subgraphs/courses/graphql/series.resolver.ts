import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type { CoursesContext } from "../context.ts"
import type * as lesson from "../domain/lesson.ts"
import type * as domain from "../domain/series.ts"
import { listSeriesLessons } from "../use-cases/list-series-lessons.ts"
import { LessonScheduled } from "./lesson-scheduled.type.ts"
import { Lesson, LessonConnection } from "./lesson.type.ts"
import { LessonSeries, SeriesException } from "./series.type.ts"

@Resolver(() => Lesson)
export class LessonSeriesResolver {
  @FieldResolver(() => LessonSeries, { nullable: true, description: "系列课: the series it is of; null when it stands alone." })
  async series(@Root() { id }: lesson.Lesson, @Ctx() { loaders }: CoursesContext): Promise<domain.Series | null> {
    return (await loaders.seriesByLesson.load(id))?.series ?? null
  }

  @FieldResolver(() => DateTimeScalar, {
    nullable: true,
    description: "The time that the series' rule gave it (RECURRENCE-ID), wherever it was moved since; null outside series.",
  })
  async occursAt(@Root() { id }: lesson.Lesson, @Ctx() { loaders }: CoursesContext): Promise<Date | null> {
    return (await loaders.seriesByLesson.load(id))?.occursAt ?? null
  }

  @FieldResolver(() => Boolean, { description: "True when it was changed on its own: an edit of the series leaves it alone." })
  async isDetached(@Root() { id }: lesson.Lesson, @Ctx() { loaders }: CoursesContext): Promise<boolean> {
    return (await loaders.seriesByLesson.load(id))?.isDetached ?? false
  }
}

@Resolver(() => LessonSeries)
export class SeriesResolver {
  @FieldResolver(() => LessonConnection, { description: "Its lessons that the viewer sees, cancelled ones included, in time order." })
  async lessons(
    @Root() { id }: domain.Series,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Ctx() context: CoursesContext,
  ): Promise<ConnectionValue<lesson.Lesson>> {
    return toConnection(await listSeriesLessons(context, { seriesId: id, ...paging }))
  }

  @FieldResolver(() => [SeriesException], { description: "Times of the rule at which no lesson is, in order, at most 400." })
  async exceptions(@Root() { id }: domain.Series, @Ctx() { loaders }: CoursesContext): Promise<SeriesException[]> {
    return (await loaders.exceptionsBySeries.load(id)).map((exception) => ({ ...exception, movedAt: exception.movedTo }))
  }
}

@Resolver(() => LessonScheduled)
export class SeriesOfScheduledResolver {
  @FieldResolver(() => LessonSeries, { nullable: true, description: "The series, where a recurrence was asked for; `lesson` is its first." })
  async series(@Root() scheduled: LessonScheduled, @Ctx() { loaders }: CoursesContext): Promise<domain.Series | null> {
    const first = await scheduled.lesson
    return first ? ((await loaders.seriesByLesson.load(first.id))?.series ?? null) : null
  }
}
