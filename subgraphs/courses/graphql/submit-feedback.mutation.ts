import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { CoursesContext } from "../context.ts"
import type * as domain from "../domain/lesson.ts"
import { submitFeedback } from "../use-cases/submit-feedback.ts"
import { Lesson } from "./lesson.type.ts"

@InputType({ description: "What one thought of a lesson." })
class SubmitFeedbackInput {
  @Field(() => ID, { description: "Which one: `lesson_…`" })
  lesson!: string

  @Field(() => Int, { description: "评分: 1 (poor) to 5 (excellent)." })
  rating!: number

  @Field(() => String, { nullable: true, description: "评语: at most 500 characters, on one line. It is shown as it is: leave out what tells who writes." })
  comment?: string | null

  @Field(() => String, {
    nullable: true,
    description: "The same key again for the same lesson gives the same answer and does nothing twice; what was said is not kept with it.",
  })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The answer is in, among the others.", simpleResolvers: true })
class FeedbackSubmitted {
  @Field(() => Lesson, { nullable: true, description: "The lesson that it is about." })
  lesson!: () => Promise<domain.Lesson | null>
}

const SubmitFeedbackResult = resultUnion("submitFeedback", FeedbackSubmitted, [InvalidInput, InvalidState, NotAllowed], "What became of an answer.")

@Resolver()
export class SubmitFeedbackMutation {
  @Mutation(() => SubmitFeedbackResult, {
    nullable: true,
    description: "课后评价: say what one thought of a lesson, once, within 30 days; for those who were expected. Nobody learns who said what.",
  })
  async submitFeedback(
    @Arg("input", () => SubmitFeedbackInput, { description: "Of which, and what." }) input: SubmitFeedbackInput,
    @Ctx() context: CoursesContext,
  ) {
    return answerOf(await submitFeedback(context, input), "FeedbackSubmitted", ({ lessonId }) => ({ lesson: () => context.loaders.lessonById.load(lessonId) }))
  }
}
