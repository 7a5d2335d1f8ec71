import { Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql"
import type { CoursesContext } from "../context.ts"
import type * as domain from "../domain/lesson.ts"
import { Lesson } from "./lesson.type.ts"

/** What of a lesson those who plan write. */
@Resolver(() => Lesson)
export class LessonScheduleResolver {
  @FieldResolver(() => Int, {
    description: "应到人数: people expected (persons): of a draft those whom the audience means so far, of a published lesson those with a place.",
  })
  async expectedCount(@Root() { id }: domain.Lesson, @Ctx() { loaders }: CoursesContext): Promise<number> {
    return (await loaders.enrolmentCountsByLesson.load(id))?.enrolled ?? 0
  }
}
