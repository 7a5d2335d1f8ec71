import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { CoursesContext } from "../context.ts"
import type * as domain from "../domain/enrolment.ts"
import type { TrainingClass as ClassRow } from "../domain/lesson.ts"
import { withdrawFromClass } from "../use-cases/withdraw-from-class.ts"
import { ClassPlace } from "./enrolment.type.ts"
import { TrainingClass } from "./school.type.ts"

@InputType({ description: "Somebody to take off the list of a training class." })
class WithdrawFromClassInput {
  @Field(() => ID, { description: "Off which: `class_…`" })
  class!: string

  @Field(() => ID, { description: "Whom: `member_…`" })
  member!: string

  @Field(() => String, { nullable: true, description: "Why, at most 200 characters." })
  reason?: string | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({
  description: "The person is off the list of the class, and of its coming lessons as far as the class brought them there.",
  simpleResolvers: true,
})
class ClassWithdrawn {
  @Field(() => ClassPlace, { description: "As it is kept." })
  place!: domain.ClassPlace

  @Field(() => TrainingClass, { nullable: true, description: "The class, as it stands now." })
  trainingClass!: ClassRow | null

  @Field(() => Int, { description: "递补: how many who waited have a place by it (persons)." })
  promoted!: number
}

const WithdrawFromClassResult = resultUnion(
  "withdrawFromClass",
  ClassWithdrawn,
  [InvalidInput, InvalidState, NotAllowed],
  "What became of taking somebody off the list of a class.",
)

@Resolver()
export class WithdrawFromClassMutation {
  @Mutation(() => WithdrawFromClassResult, {
    nullable: true,
    description: "退班: take people of the places one plans off a training class. The first who waits has the place at once, with the coming lessons.",
  })
  async withdrawFromClass(
    @Arg("input", () => WithdrawFromClassInput, { description: "Whom, off which, and why." }) input: WithdrawFromClassInput,
    @Ctx() context: CoursesContext,
  ) {
    const result = await withdrawFromClass(context, { ...input, classId: input.class, memberId: input.member })
    return answerOf(result, "ClassWithdrawn", ({ classId, ...rest }) => ({ ...rest, trainingClass: () => context.loaders.classById.load(classId) }))
  }
}
