import { Ctx, FieldResolver, Resolver, Root } from "type-graphql"
import type { CoursesContext } from "../context.ts"
import type * as domain from "../domain/feedback.ts"
import type * as lesson from "../domain/lesson.ts"
import { LessonFeedback, TeacherRating } from "./feedback.type.ts"
import { Lesson } from "./lesson.type.ts"
import { Teacher } from "./school.type.ts"

@Resolver(() => Lesson)
export class LessonFeedbackResolver {
  @FieldResolver(() => LessonFeedback, {
    nullable: true,
    description: "课后评价, for those who plan for the organiser and for the lesson's teachers; null for others, and while fewer than 3 have answered.",
  })
  feedback(@Root() { id }: lesson.Lesson, @Ctx() { loaders }: CoursesContext): Promise<domain.LessonFeedback | null> {
    return loaders.feedbackByLesson.load(id)
  }
}

@Resolver(() => Teacher)
export class TeacherRatingResolver {
  @FieldResolver(() => TeacherRating, {
    nullable: true,
    description: "评分, for those who plan where the teacher is kept and for the teacher; null for others, and while no lesson has 3 answers.",
  })
  rating(@Root() { id }: lesson.Teacher, @Ctx() { loaders }: CoursesContext): Promise<domain.Rating | null> {
    return loaders.ratingByTeacher.load(id)
  }
}
