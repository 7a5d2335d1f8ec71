import { Ctx, FieldResolver, Resolver, Root } from "type-graphql"
import type { CoursesContext } from "../context.ts"
import type * as domain from "../domain/clash.ts"
import type { Lesson as DomainLesson } from "../domain/lesson.ts"
import { Clash } from "./clash.type.ts"
import { Member } from "./elsewhere.stubs.ts"
import { Lesson } from "./lesson.type.ts"

@Resolver(() => Clash)
export class ClashResolver {
  @FieldResolver(() => Lesson, { nullable: true, description: "The other lesson; null where none is, or where the viewer does not see it." })
  with(@Root() { lessonId }: domain.Clash, @Ctx() { loaders }: CoursesContext): Promise<DomainLesson | null> | null {
    return lessonId ? loaders.lessonById.load(lessonId) : null
  }

  @FieldResolver(() => [Member], { nullable: true, description: "Some of the people, at most 20, of those whom the viewer may read; `count` is exact." })
  members(@Root() { memberIds }: domain.Clash): Member[] {
    return memberIds.map((id) => ({ id }))
  }
}
