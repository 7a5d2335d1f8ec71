import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { CoursesContext } from "../context.ts"
import type * as lesson from "../domain/lesson.ts"
import { cancelClass } from "../use-cases/cancel-class.ts"
import { LessonsHit, lessonsHit } from "./lessons-hit.type.ts"
import { TrainingClass } from "./school.type.ts"
import { StaleVersion } from "./stale-version.type.ts"

@InputType({ description: "A training class to cancel." })
class CancelClassInput {
  @Field(() => ID, { description: "Which: `class_…`" })
  class!: string

  @Field(() => Int, { description: "The version that was read; an edit of one that stands no longer is refused." })
  version!: number

  @Field(() => String, { description: "Why, at most 200 characters." })
  reason!: string

  @Field(() => Boolean, {
    defaultValue: false,
    description: "Whether its lessons to come are cancelled with it, for the same reason: their people are told, and what they took up is free.",
  })
  cancelLessons!: boolean

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The training class is cancelled.", simpleResolvers: true })
class ClassCancelled {
  @Field(() => TrainingClass, { nullable: true, description: "As it stands now." })
  trainingClass!: lesson.TrainingClass | null

  @Field(() => Int, { description: "课次: how many lessons were cancelled with it." })
  cancelledLessons!: number
}

@ObjectType({
  description: "Returned when lessons of the class are still to come and were not to be cancelled with it, or are not the viewer's to cancel.",
  simpleResolvers: true,
})
class ClassHasLessons {
  @Field(() => String, { description: "How many, and what to do." })
  message!: string

  @Field(() => LessonsHit, { description: "Which they are." })
  lessons!: LessonsHit
}

const CancelClassResult = resultUnion(
  "cancelClass",
  ClassCancelled,
  [InvalidInput, InvalidState, NotAllowed, StaleVersion, ClassHasLessons],
  "What became of cancelling a class.",
)

@Resolver()
export class CancelClassMutation {
  @Mutation(() => CancelClassResult, {
    nullable: true,
    description: "取消培训班: cancel a training class, with its lessons to come or after them; for those who plan there (coordinator, secretary, admin).",
  })
  async cancelClass(@Arg("input", () => CancelClassInput, { description: "Which, and why." }) input: CancelClassInput, @Ctx() context: CoursesContext) {
    const result = await cancelClass(context, { ...input, classId: input.class })
    if (!result.ok && result.refusal.kind === "ClassHasLessons") {
      const { message, lessonIds } = result.refusal
      return { __typename: "ClassHasLessons", message, lessons: () => lessonsHit(context, lessonIds) }
    }
    return answerOf(result, "ClassCancelled", ({ classId, cancelled }) => ({
      cancelledLessons: cancelled,
      trainingClass: () => context.loaders.classById.load(classId),
    }))
  }
}
