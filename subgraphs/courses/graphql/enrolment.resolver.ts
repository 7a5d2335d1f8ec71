import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import type { CoursesContext } from "../context.ts"
import type * as domain from "../domain/enrolment.ts"
import type { Lesson as LessonRow } from "../domain/lesson.ts"
import { listEnrolments } from "../use-cases/list-enrolments.ts"
import { Member } from "./elsewhere.stubs.ts"
import { ClassPlace, Enrolment, EnrolmentConnection, EnrolmentState } from "./enrolment.type.ts"
import { Lesson } from "./lesson.type.ts"

const WHOM = "Who it is; null where the viewer may not read the person."

@Resolver(() => Enrolment)
export class EnrolmentResolver {
  @FieldResolver(() => Member, { nullable: true, description: WHOM })
  member(@Root() { memberId }: domain.Enrolment, @Ctx() { loaders }: CoursesContext): Promise<Member | null> {
    return loaders.seenMemberById.load(memberId)
  }
}

@Resolver(() => ClassPlace)
export class ClassPlaceResolver {
  @FieldResolver(() => Member, { nullable: true, description: WHOM })
  member(@Root() { memberId }: domain.ClassPlace, @Ctx() { loaders }: CoursesContext): Promise<Member | null> {
    return loaders.seenMemberById.load(memberId)
  }
}

@Resolver(() => Lesson)
export class LessonEnrolmentResolver {
  @FieldResolver(() => EnrolmentConnection, {
    description: "名单: the people on its list whom the viewer's roles reach; those expected, then those who wait, in their order.",
  })
  async enrolments(
    @Root() { id }: LessonRow,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Arg("state", () => EnrolmentState, { nullable: true, description: "Only those who stand so; left out, all." }) state: domain.EnrolmentState | null,
    @Ctx() context: CoursesContext,
  ): Promise<ConnectionValue<domain.Enrolment>> {
    return toConnection(await listEnrolments(context, { lessonId: id, state: state ?? null, ...paging }))
  }

  @FieldResolver(() => Int, { description: "People on its list who are left out of `enrolments` because the viewer's roles do not reach them (persons)." })
  async hiddenEnrolments(@Root() { id }: LessonRow, @Ctx() { loaders }: CoursesContext): Promise<number> {
    return (await loaders.listCountsByLesson(null).load(id))?.hidden ?? 0
  }
}
