import { Arg, Ctx, Field, ID, InputType, Int, Mutation, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { CoursesContext } from "../context.ts"
import { publishLesson } from "../use-cases/publish-lesson.ts"
import { ScheduleConflict } from "./clash.type.ts"
import { LessonScheduled, scheduled } from "./lesson-scheduled.type.ts"
import { StaleVersion } from "./stale-version.type.ts"

@InputType({ description: "A draft to publish." })
class PublishLessonInput {
  @Field(() => ID, { description: "Which one: `lesson_…`" })
  lesson!: string

  @Field(() => Int, { description: "The version that was seen; a lesson changed since is not changed again blindly." })
  version!: number

  @Field(() => String, { nullable: true, description: "Why it is done in spite of what clashes; kept with the clashes." })
  overrideReason?: string | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

const PublishLessonResult = resultUnion(
  "publishLesson",
  LessonScheduled,
  [ScheduleConflict, StaleVersion, InvalidInput, InvalidState, NotAllowed],
  "What became of a draft that was to be published.",
)

@Resolver()
export class PublishLessonMutation {
  @Mutation(() => PublishLessonResult, {
    nullable: true,
    description: "发布: publish a draft, so that people are expected and told; for those who plan for its organiser.",
  })
  async publishLesson(@Arg("input", () => PublishLessonInput, { description: "Which draft." }) input: PublishLessonInput, @Ctx() context: CoursesContext) {
    return answerOf(await publishLesson(context, input), "LessonScheduled", scheduled(context))
  }
}
