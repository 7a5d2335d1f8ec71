import { Ctx, FieldResolver, Resolver, Root } from "type-graphql"
import type { CoursesContext } from "../context.ts"
import type * as lesson from "../domain/lesson.ts"
import type * as domain from "../domain/substitute.ts"
import { listSubstitutes } from "../use-cases/list-substitutes.ts"
import { suggestSubstitutes } from "../use-cases/suggest-substitutes.ts"
import { ScheduleConflict } from "./clash.type.ts"
import { Lesson } from "./lesson.type.ts"
import { Substitute } from "./substitute.type.ts"

@Resolver(() => Lesson)
export class LessonSubstituteResolver {
  @FieldResolver(() => [Substitute], {
    description:
      "代课教师: who could teach it instead, the best first, at most 10; for those who plan for the organiser while it may be changed, empty for others. Give it to one by `rescheduleLesson`.",
  })
  substitutes(@Root() asked: lesson.Lesson, @Ctx() context: CoursesContext): Promise<domain.Substitute[]> {
    return listSubstitutes(context, asked)
  }
}

@Resolver(() => ScheduleConflict)
export class ConflictSubstituteResolver {
  @FieldResolver(() => [Substitute], {
    description: "代课教师: who could teach at the asked time instead of the teachers who clash, the best first, at most 10; empty where no teacher clashes.",
  })
  substitutes(@Root() { toSuit, conflicts }: ScheduleConflict, @Ctx() context: CoursesContext): Promise<domain.Substitute[]> {
    return suggestSubstitutes(context, toSuit, conflicts)
  }
}
