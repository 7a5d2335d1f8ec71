import { Args, ArgsType, Ctx, Field, ID, Query, Resolver } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import type { Page } from "../../shared/page.ts"
import type { CoursesContext } from "../context.ts"
import type * as course from "../domain/course.ts"
import type * as domain from "../domain/lesson.ts"
import { listDirectory } from "../use-cases/list-directory.ts"
import { CourseConnection } from "./course.type.ts"
import { LessonCategory, TeacherCategory } from "./enums.ts"
import { PartySchoolConnection } from "./school-officer.type.ts"
import { TeacherConnection } from "./teacher.type.ts"
import { VenueConnection } from "./venue.type.ts"

@ArgsType()
class DirectoryArgs extends PagingArgs {
  @Field(() => ID, { nullable: true, description: "Only those of this organisation and below it; left out, all that the viewer may have to do with." })
  organisation?: string | null

  @Field(() => String, { nullable: true, description: "Only those with these words in the name, at most 64 characters." })
  search?: string | null
}

@ArgsType()
class VenuesArgs extends DirectoryArgs {
  @Field(() => Boolean, { defaultValue: true, description: "With `organisation`: venues of others that it shares, too." })
  includeShared!: boolean
}

@ArgsType()
class TeachersArgs extends DirectoryArgs {
  @Field(() => String, { nullable: true, description: "专长: only those who teach this subject." })
  subject?: string | null

  @Field(() => TeacherCategory, { nullable: true, description: "Only those who come from there." })
  category?: domain.TeacherCategory | null
}

@ArgsType()
class CoursesArgs extends DirectoryArgs {
  @Field(() => LessonCategory, { nullable: true, description: "Only those whose lessons count as this." })
  category?: domain.Category | null
}

const SCOPE = "of the viewer's subtrees and the organisations above, by name"

@Resolver()
export class DirectoryQueries {
  @Query(() => PartySchoolConnection, { nullable: true, description: `党校名录: Party schools ${SCOPE}.` })
  async schools(@Args(() => DirectoryArgs) args: DirectoryArgs, @Ctx() context: CoursesContext): Promise<ConnectionValue<domain.PartySchool>> {
    return toConnection(await rowsOf(await listDirectory(context, "school", args), (id) => context.loaders.schoolById.load(id)))
  }

  @Query(() => VenueConnection, { nullable: true, description: `场地名录: venues ${SCOPE}, and those shared with them.` })
  async venues(@Args(() => VenuesArgs) args: VenuesArgs, @Ctx() context: CoursesContext): Promise<ConnectionValue<domain.Venue>> {
    return toConnection(await rowsOf(await listDirectory(context, "venue", args), (id) => context.loaders.venueById.load(id)))
  }

  @Query(() => TeacherConnection, { nullable: true, description: `师资库: teachers ${SCOPE}.` })
  async teachers(@Args(() => TeachersArgs) args: TeachersArgs, @Ctx() context: CoursesContext): Promise<ConnectionValue<domain.Teacher>> {
    return toConnection(await rowsOf(await listDirectory(context, "teacher", args), (id) => context.loaders.teacherById.load(id)))
  }

  @Query(() => CourseConnection, { nullable: true, description: `课程库: courses ${SCOPE}.` })
  async courses(@Args(() => CoursesArgs) args: CoursesArgs, @Ctx() context: CoursesContext): Promise<ConnectionValue<course.Course>> {
    return toConnection(await rowsOf(await listDirectory(context, "course", args), (id) => context.loaders.courseById.load(id)))
  }
}

/** Follow the entries of a page, in one statement; one that has gone meanwhile is left out. */
async function rowsOf<Row extends { id: string; name: string }>(
  page: Page<{ id: string; name: string }>,
  load: (id: string) => Promise<Row | null>,
): Promise<Page<Row>> {
  const rows = await Promise.all(page.items.map(({ id }) => load(id)))
  return { ...page, items: rows.filter((row) => row !== null), positionOf: (row) => page.positionOf(row) }
}
