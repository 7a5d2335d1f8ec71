import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Int, Resolver, Root } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import { DateScalar, DateTimeScalar } from "../../shared/graphql/scalars.ts"
import { seesOrganisation } from "../../shared/viewer.ts"
import type { CoursesContext } from "../context.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import type * as lesson from "../domain/lesson.ts"
import type * as domain from "../domain/school.ts"
import { listLessonsOf } from "../use-cases/list-lessons-of.ts"
import { Member, Organisation } from "./elsewhere.stubs.ts"
import { LessonConnection } from "./lesson.type.ts"
import { PartySchool } from "./school.type.ts"
import { SchoolOfficer } from "./school-officer.type.ts"

type Row = lesson.PartySchool

@ArgsType()
export class LessonWindowArgs extends PagingArgs {
  @Field(() => DateTimeScalar, { nullable: true, description: "Only lessons that start at or after this instant." })
  from?: Date | null

  @Field(() => DateTimeScalar, { nullable: true, description: "Only lessons that start before this instant." })
  to?: Date | null
}

@Resolver(() => PartySchool)
export class PartySchoolResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: "主办单位: whose it is; null where the viewer does not see that organisation." })
  async organisation(@Root() { id, organisationId }: Row, @Ctx() { loaders, viewer }: CoursesContext): Promise<Organisation | null> {
    const detail = await loaders.schoolDetailById.load(id)
    return detail && seesOrganisation(viewer, detail.organisationPath) ? { id: organisationId } : null
  }

  @FieldResolver(() => Int, { nullable: true, description: "示范批次: in which batch it became a demonstration school; null where none is known." })
  async demonstrationBatch(@Root() { id }: Row, @Ctx() { loaders }: CoursesContext): Promise<number | null> {
    return (await loaders.schoolDetailById.load(id))?.demonstrationBatch ?? null
  }

  @FieldResolver(() => Int, { description: "Counts the changes made; an edit names the version it saw." })
  async version(@Root() { id }: Row, @Ctx() { loaders }: CoursesContext): Promise<number> {
    return (await loaders.schoolDetailById.load(id))?.version ?? 0
  }

  @FieldResolver(() => SchoolOfficer, { nullable: true, description: "校长: who leads it on a day; null where nobody does." })
  async headmaster(
    @Root() { id }: Row,
    @Arg("asOf", () => DateScalar, { nullable: true, description: "On which day; left out, today." }) asOf: string | null,
    @Ctx() { loaders, today }: CoursesContext,
  ): Promise<domain.SchoolOfficer | null> {
    const officers = await loaders.officersBySchool(asOf ?? today).load(id)
    return officers.find(({ position }) => position === "HEADMASTER") ?? null
  }

  @FieldResolver(() => [SchoolOfficer], { description: "校委会: who leads it on a day: headmaster, deputies, members of the board; at most 50." })
  board(
    @Root() { id }: Row,
    @Arg("asOf", () => DateScalar, { nullable: true, description: "On which day; left out, today." }) asOf: string | null,
    @Ctx() { loaders, today }: CoursesContext,
  ): Promise<domain.SchoolOfficer[]> {
    return loaders.officersBySchool(asOf ?? today).load(id)
  }

  @FieldResolver(() => LessonConnection, { description: "Its lessons that the viewer sees, in time order." })
  async lessons(
    @Root() { id }: Row,
    @Args(() => LessonWindowArgs) args: LessonWindowArgs,
    @Ctx() context: CoursesContext,
  ): Promise<ConnectionValue<lesson.Lesson>> {
    return toConnection(await listLessonsOf(context, { of: "school", id, ...args }))
  }

  @FieldResolver(() => Boolean, { description: "True where the viewer may change it, appoint its officers and plan its lessons." })
  async viewerCanPlan(@Root() { id }: Row, @Ctx() { loaders, viewer }: CoursesContext): Promise<boolean> {
    const detail = await loaders.schoolDetailById.load(id)
    return detail !== null && mayPlan(viewer, detail.organisationPath)
  }
}

@Resolver(() => SchoolOfficer)
export class SchoolOfficerResolver {
  @FieldResolver(() => Member, {
    nullable: true,
    description: "The member who holds it; null for somebody from outside, and where the viewer may not read the person.",
  })
  member(@Root() { memberId }: domain.SchoolOfficer, @Ctx() { loaders }: CoursesContext): Promise<Member | null> | null {
    return memberId ? loaders.seenMemberById.load(memberId) : null
  }
}
