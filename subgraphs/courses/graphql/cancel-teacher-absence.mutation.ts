import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { CoursesContext } from "../context.ts"
import type * as lesson from "../domain/lesson.ts"
import { cancelTeacherAbsence } from "../use-cases/cancel-teacher-absence.ts"
import { Teacher } from "./school.type.ts"

@InputType({ description: "An absence to take back." })
class CancelTeacherAbsenceInput {
  @Field(() => ID, { description: "Which: `absence_…`" })
  absence!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The teacher can teach at that time after all.", simpleResolvers: true })
class TeacherAbsenceCancelled {
  @Field(() => Teacher, { nullable: true, description: "As it stands now." })
  teacher!: lesson.Teacher | null
}

const CancelTeacherAbsenceResult = resultUnion(
  "cancelTeacherAbsence",
  TeacherAbsenceCancelled,
  [InvalidInput, NotAllowed],
  "What became of taking back an absence.",
)

@Resolver()
export class CancelTeacherAbsenceMutation {
  @Mutation(() => CancelTeacherAbsenceResult, {
    nullable: true,
    description: "销假: take back an absence of a teacher, for those who plan there (coordinator, secretary, admin).",
  })
  async cancelTeacherAbsence(
    @Arg("input", () => CancelTeacherAbsenceInput, { description: "Which." }) input: CancelTeacherAbsenceInput,
    @Ctx() context: CoursesContext,
  ) {
    const result = await cancelTeacherAbsence(context, { ...input, absenceId: input.absence })
    return answerOf(result, "TeacherAbsenceCancelled", ({ teacherId }) => ({ teacher: () => context.loaders.teacherById.load(teacherId) }))
  }
}
