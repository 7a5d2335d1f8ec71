import { Ctx, FieldResolver, Resolver, Root } from "type-graphql"
import type { CoursesContext } from "../context.ts"
import type * as domain from "../domain/lesson.ts"
import { Lesson } from "./lesson.type.ts"
import { StaleVersion } from "./stale-version.type.ts"

@Resolver(() => StaleVersion)
export class StaleVersionResolver {
  @FieldResolver(() => Lesson, { nullable: true, description: "The lesson as it stands now; null when it was no lesson that was to be changed." })
  current(@Root() { lessonId }: StaleVersion, @Ctx() { loaders }: CoursesContext): Promise<domain.Lesson | null> | null {
    return lessonId ? loaders.lessonById.load(lessonId) : null
  }
}
