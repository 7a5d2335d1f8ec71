import { Arg, Ctx, Field, ID, InputType, Int, Mutation, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { CoursesContext } from "../context.ts"
import { cancelLesson } from "../use-cases/cancel-lesson.ts"
import { LessonCancelled, scheduled } from "./lesson-scheduled.type.ts"
import { StaleVersion } from "./stale-version.type.ts"

@InputType({ description: "A lesson to cancel." })
class CancelLessonInput {
  @Field(() => ID, { description: "Which one: `lesson_…`" })
  lesson!: string

  @Field(() => Int, { description: "The version that was seen; a lesson changed since is not changed again blindly." })
  version!: number

  @Field(() => String, { description: "Why; everybody expected reads it." })
  reason!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

const CancelLessonResult = resultUnion(
  "cancelLesson",
  LessonCancelled,
  [StaleVersion, InvalidInput, InvalidState, NotAllowed],
  "What became of a lesson that was to be cancelled.",
)

@Resolver()
export class CancelLessonMutation {
  @Mutation(() => CancelLessonResult, {
    nullable: true,
    description: "取消: cancel a lesson for good, free what it took up and tell everybody; for those who plan for its organiser.",
  })
  async cancelLesson(
    @Arg("input", () => CancelLessonInput, { description: "Which lesson, and why." }) input: CancelLessonInput,
    @Ctx() context: CoursesContext,
  ) {
    return answerOf(await cancelLesson(context, input), "LessonCancelled", scheduled(context))
  }
}
