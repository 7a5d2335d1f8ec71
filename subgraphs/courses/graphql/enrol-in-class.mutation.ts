import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { CoursesContext } from "../context.ts"
import type * as domain from "../domain/enrolment.ts"
import type { TrainingClass as ClassRow } from "../domain/lesson.ts"
import { enrolInClass } from "../use-cases/enrol-in-class.ts"
import { ClassPlace } from "./enrolment.type.ts"
import { TrainingClass } from "./school.type.ts"

@InputType({ description: "Somebody to enter for a training class." })
class EnrolInClassInput {
  @Field(() => ID, { description: "For which: `class_…`" })
  class!: string

  @Field(() => ID, { description: "Whom: `member_…`" })
  member!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The person is on the list of the class, with a place or waiting for one.", simpleResolvers: true })
class ClassEnrolled {
  @Field(() => ClassPlace, { description: "How the person stands; `waitingPosition` says how many go first." })
  place!: domain.ClassPlace

  @Field(() => TrainingClass, { nullable: true, description: "The class, as it stands now." })
  trainingClass!: ClassRow | null
}

const EnrolInClassResult = resultUnion("enrolInClass", ClassEnrolled, [InvalidInput, InvalidState, NotAllowed], "What became of entering somebody for a class.")

@Resolver()
export class EnrolInClassMutation {
  @Mutation(() => EnrolInClassResult, {
    nullable: true,
    description: "参训报名: enter people of the places one plans for a training class, and with a place for its coming lessons. Who finds no place waits.",
  })
  async enrolInClass(@Arg("input", () => EnrolInClassInput, { description: "Whom, and for which." }) input: EnrolInClassInput, @Ctx() context: CoursesContext) {
    const result = await enrolInClass(context, { ...input, classId: input.class, memberId: input.member })
    return answerOf(result, "ClassEnrolled", ({ classId, place }) => ({ place, trainingClass: () => context.loaders.classById.load(classId) }))
  }
}
