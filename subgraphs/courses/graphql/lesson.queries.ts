import { Arg, Args, ArgsType, Ctx, Field, ID, Query, Resolver } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import type * as domain from "../domain/lesson.ts"
import { listTimetable } from "../use-cases/list-timetable.ts"
import { Lesson, LessonConnection } from "./lesson.type.ts"
import { PartySchool } from "./school.type.ts"

@ArgsType()
class TimetableArgs extends PagingArgs {
  @Field(() => DateTimeScalar, { description: "Lessons that start at or after this instant." })
  from!: Date

  @Field(() => DateTimeScalar, { description: "Lessons that start before this instant; at most 400 days after `from`." })
  to!: Date

  @Field(() => ID, { nullable: true, description: "Only lessons organised by this organisation or below it." })
  organisation?: string | null

  @Field(() => ID, { nullable: true, description: "Only lessons in this venue." })
  venue?: string | null

  @Field(() => ID, { nullable: true, description: "Only lessons with this teacher." })
  teacher?: string | null
}

@Resolver()
export class LessonQueries {
  @Query(() => Lesson, { nullable: true, description: "One lesson; null when it does not exist for the viewer." })
  lesson(@Arg("id", () => ID, { description: "`lesson_…`" }) id: string, @Ctx() { loaders }: CoursesContext): Promise<domain.Lesson | null> {
    return loaders.lessonById.load(requireId("id", id, "lesson"))
  }

  @Query(() => PartySchool, { nullable: true, description: "One Party school; null when it does not exist for the viewer." })
  partySchool(@Arg("id", () => ID, { description: "`school_…`" }) id: string, @Ctx() { loaders }: CoursesContext): Promise<domain.PartySchool | null> {
    return loaders.schoolById.load(requireId("id", id, "school"))
  }

  @Query(() => LessonConnection, { nullable: true, description: "课程表: the lessons of a window of time that the viewer sees, in time order." })
  async timetable(@Args(() => TimetableArgs) args: TimetableArgs, @Ctx() context: CoursesContext): Promise<ConnectionValue<domain.Lesson>> {
    return toConnection(await listTimetable(context, args))
  }
}
