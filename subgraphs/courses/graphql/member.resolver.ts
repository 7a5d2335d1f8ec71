import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import type { CoursesContext } from "../context.ts"
import type * as domain from "../domain/lesson.ts"
import { listMemberLessons } from "../use-cases/list-member-lessons.ts"
import { Member } from "./elsewhere.stubs.ts"
import { When } from "./enums.ts"
import { LessonConnection } from "./lesson.type.ts"

@Resolver(() => Member)
export class MemberResolver {
  @FieldResolver(() => LessonConnection, {
    nullable: true,
    description: "The lessons where the person is expected, as far as the viewer sees them; null where the viewer may not read the person.",
  })
  async lessons(
    @Root() { id }: Member,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Arg("when", () => When, { defaultValue: "ALL", description: "Which of them, and in which order." }) when: domain.When,
    @Ctx() context: CoursesContext,
  ): Promise<ConnectionValue<domain.Lesson> | null> {
    const page = await listMemberLessons(context, { memberId: id, when, ...paging })
    return page && toConnection(page)
  }
}
