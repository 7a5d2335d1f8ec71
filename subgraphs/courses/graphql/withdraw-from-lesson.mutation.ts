import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { CoursesContext } from "../context.ts"
import type * as domain from "../domain/enrolment.ts"
import type { Lesson as LessonRow } from "../domain/lesson.ts"
import { withdrawFromLesson } from "../use-cases/withdraw-from-lesson.ts"
import { Enrolment } from "./enrolment.type.ts"
import { Lesson } from "./lesson.type.ts"

@InputType({ description: "Somebody to take off the list of a lesson." })
class WithdrawFromLessonInput {
  @Field(() => ID, { description: "Off which: `lesson_…`" })
  lesson!: string

  @Field(() => ID, { nullable: true, description: "Whom: `member_…`; left out, the viewer." })
  member?: string | null

  @Field(() => String, { nullable: true, description: "Why, at most 200 characters." })
  reason?: string | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The person is off the list.", simpleResolvers: true })
class LessonWithdrawn {
  @Field(() => Enrolment, { description: "As it is kept." })
  enrolment!: domain.Enrolment

  @Field(() => Lesson, { nullable: true, description: "The lesson; null where the viewer saw it only by being expected there." })
  lesson!: LessonRow | null

  @Field(() => Int, { description: "递补: how many who waited have a place by it (persons)." })
  promoted!: number
}

const WithdrawFromLessonResult = resultUnion(
  "withdrawFromLesson",
  LessonWithdrawn,
  [InvalidInput, InvalidState, NotAllowed],
  "What became of taking somebody off the list of a lesson.",
)

@Resolver()
export class WithdrawFromLessonMutation {
  @Mutation(() => WithdrawFromLessonResult, {
    nullable: true,
    description: "退出: give up a place that one took oneself, or, as a planner, that of people of the places one plans. The first who waits has it at once.",
  })
  async withdrawFromLesson(
    @Arg("input", () => WithdrawFromLessonInput, { description: "Whom, off which, and why." }) input: WithdrawFromLessonInput,
    @Ctx() context: CoursesContext,
  ) {
    const result = await withdrawFromLesson(context, { ...input, lessonId: input.lesson, memberId: input.member ?? null })
    return answerOf(result, "LessonWithdrawn", ({ lessonId, ...rest }) => ({ ...rest, lesson: () => context.loaders.lessonById.load(lessonId) }))
  }
}
