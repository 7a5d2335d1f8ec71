import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { CoursesContext } from "../context.ts"
import type * as domain from "../domain/enrolment.ts"
import type { Lesson as LessonRow } from "../domain/lesson.ts"
import { enrolInLesson } from "../use-cases/enrol-in-lesson.ts"
import { Enrolment } from "./enrolment.type.ts"
import { Lesson } from "./lesson.type.ts"

@InputType({ description: "Somebody to enter for a lesson." })
class EnrolInLessonInput {
  @Field(() => ID, { description: "For which: `lesson_…`" })
  lesson!: string

  @Field(() => ID, { nullable: true, description: "Whom: `member_…`; left out, the viewer." })
  member?: string | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The person is on the list, with a place or waiting for one.", simpleResolvers: true })
class LessonEnrolled {
  @Field(() => Enrolment, { description: "How the person stands; `waitingPosition` says how many go first." })
  enrolment!: domain.Enrolment

  @Field(() => Lesson, { nullable: true, description: "The lesson, as it stands now." })
  lesson!: LessonRow | null

  @Field(() => [Lesson], { description: "Other lessons at which the person is expected at this time, as far as the viewer sees them; at most 20." })
  clashes!: LessonRow[]
}

const EnrolInLessonResult = resultUnion(
  "enrolInLesson",
  LessonEnrolled,
  [InvalidInput, InvalidState, NotAllowed],
  "What became of entering somebody for a lesson.",
)

@Resolver()
export class EnrolInLessonMutation {
  @Mutation(() => EnrolInLessonResult, {
    nullable: true,
    description: "报名: enter oneself for a lesson that is open to it, or, as a planner, people of the places one plans. Who finds no place waits.",
  })
  async enrolInLesson(
    @Arg("input", () => EnrolInLessonInput, { description: "Whom, and for which." }) input: EnrolInLessonInput,
    @Ctx() context: CoursesContext,
  ) {
    const result = await enrolInLesson(context, { ...input, lessonId: input.lesson, memberId: input.member ?? null })
    return answerOf(result, "LessonEnrolled", ({ enrolment, lessonId, clashes }) => ({
      enrolment,
      lesson: () => context.loaders.lessonById.load(lessonId),
      clashes: async () => (await Promise.all(clashes.map((id) => context.loaders.lessonById.load(id)))).filter((lesson) => lesson !== null),
    }))
  }
}
